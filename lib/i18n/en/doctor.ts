export const doctor = {
  test: 'Test connection',
} as const
