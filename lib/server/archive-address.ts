import 'server-only'

/** When a signed address stops working: the hex epoch in its `ex=` (gateways.md 6), in milliseconds, or null. */
export function addressExpiresAt(address: string): number | null {
  const ex = URL.canParse(address) ? new URL(address).searchParams.get('ex') : null
  if (ex === null || !/^[0-9a-f]{1,10}$/i.test(ex)) return null
  return Number.parseInt(ex, 16) * 1000
}
