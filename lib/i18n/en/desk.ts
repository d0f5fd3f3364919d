export const desk = {
  close: 'Close',
} as const
