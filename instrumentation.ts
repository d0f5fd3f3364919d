/** Opens the studio before Next answers its first request, inside the module graph that the routes share. */
export async function register(): Promise<void> {
  if (process.env['NEXT_RUNTIME'] !== 'nodejs') return
  // `next build` loads this file too; a build must not open anybody's data folder.
  if (process.env['NEXT_PHASE'] === 'phase-production-build') return
  const { openForService } = await import('@/lib/server/service')
  await openForService()
}
