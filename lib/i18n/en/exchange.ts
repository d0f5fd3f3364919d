export const exchange = {
  title: 'Import and export',
} as const
