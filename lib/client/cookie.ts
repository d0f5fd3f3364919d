/** Writes a preference the server reads for the first paint; a year, and gone with `null`. Never for secrets. */
export function writeCookie(name: string, value: string | null): void {
  const secondsKept = value === null ? 0 : 31_536_000
  document.cookie = `${name}=${encodeURIComponent(value ?? '')}; path=/; max-age=${secondsKept}; samesite=lax`
}
