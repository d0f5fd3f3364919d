import 'server-only'

/**
 * How long to wait before try number `tries + 1`: full jitter under a ceiling that doubles from `least` to `most`,
 * and never less than what the gateway asked for, which is believed up to `longest`.
 */
export function backoffMs(
  tries: number,
  random: () => number,
  limits: { least: number; most: number; longest: number },
  retryAfterMs: number | null = null,
): number {
  const ceiling = Math.min(limits.most, limits.least * 2 ** Math.min(tries, 30))
  const jittered = Math.max(limits.least / 2, random() * ceiling)
  const asked = Math.min(Math.max(retryAfterMs ?? 0, 0), limits.longest)
  return Math.ceil(Math.max(jittered, asked))
}
