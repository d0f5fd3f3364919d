/** What a person does not want to be told again today. Kept by this browser; one that keeps nothing tells it again. */
const dayMs = 24 * 3_600_000

const keyOf = (what: string) => `safelight.dismissed.${what}`

export function dismissForADay(what: string, now = Date.now()): void {
  try {
    window.localStorage.setItem(keyOf(what), String(now + dayMs))
  } catch {
    // A browser without storage: the page that is open remembers for itself.
  }
}

export function isDismissed(what: string, now = Date.now()): boolean {
  try {
    return Number(window.localStorage.getItem(keyOf(what)) ?? 0) > now
  } catch {
    return false
  }
}
