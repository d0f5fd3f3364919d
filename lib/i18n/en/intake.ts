export const intake = {
  title: 'What should it become?',
} as const
