/**
 * Order among neighbours as text: between two ranks there is always room for a third. Digits and lower-case letters
 * alone, which sort by bytes as they do in every language, and never a `0` at the end, below which there is no room.
 */

const digits = '0123456789abcdefghijklmnopqrstuvwxyz'
const base = digits.length

/** At the ends ranks go by steps of this length, so that who only ever adds keeps them short. */
const stepDigits = 8
const step = base ** 4
const middle = base ** stepDigits / 2

/** A rank behind `before` and in front of `after`; null is the end on that side. */
export function rankBetween(before: string | null, after: string | null): string {
  if (before === null && after === null) return textOf(middle)
  if (after === null) {
    const head = headOf(before!) + step
    return head < base ** stepDigits ? textOf(head) : halfway(before!, null)
  }
  if (before === null) {
    const head = headOf(after) - step
    return head > 0 ? textOf(head) : halfway('', after)
  }
  return halfway(before, after)
}

/** So many ranks in their order, as evenly apart as the room allows. */
export function ranksBetween(
  before: string | null,
  after: string | null,
  count: number,
): readonly string[] {
  if (count === 0) return []
  if (before !== null && after !== null) return spread(before, after, count)
  const ranks: string[] = []
  for (let n = 0; n < count; n++) {
    const last = ranks.at(-1) ?? null
    ranks.push(
      after === null ? rankBetween(last ?? before, null) : rankBetween(null, last ?? after),
    )
  }
  return after === null ? ranks : ranks.toReversed()
}

/** Halves again and again: a thousand ranks between two neighbours are two digits longer than these. */
function spread(before: string, after: string, count: number): readonly string[] {
  if (count === 0) return []
  const half = count >> 1
  const rank = halfway(before, after)
  return [...spread(before, rank, half), rank, ...spread(rank, after, count - half - 1)]
}

/** The first digits of a rank as a number. */
function headOf(rank: string): number {
  return parseInt(rank.slice(0, stepDigits).padEnd(stepDigits, '0'), base)
}

function textOf(head: number): string {
  return head.toString(base).padStart(stepDigits, '0').replace(/0+$/, '')
}

/** The shortest rank about halfway between two; null is behind everything. */
function halfway(before: string, after: string | null): string {
  if (after !== null) {
    let same = 0
    while (after[same] === (before[same] ?? '0')) same += 1
    if (same > 0) return after.slice(0, same) + halfway(before.slice(same), after.slice(same))
  }
  const low = before === '' ? 0 : digits.indexOf(before[0]!)
  const high = after === null ? base : digits.indexOf(after[0]!)
  if (high - low > 1) return digits.charAt(Math.round((low + high) / 2))
  if (after !== null && after.length > 1) return after.charAt(0)
  return digits.charAt(low) + halfway(before.slice(1), null)
}
