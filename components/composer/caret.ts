/** Where a caret belongs after a text was edited elsewhere: between the same letters, found by the stretch that differs. */
export function moveCaret(before: string, after: string, caret: number): number {
  let from = 0
  while (from < before.length && before[from] === after[from]) from++
  const shorter = Math.min(before.length, after.length) - from
  let same = 0
  while (same < shorter && before[before.length - 1 - same] === after[after.length - 1 - same])
    same++
  if (caret <= from) return caret
  if (caret >= before.length - same) return caret + after.length - before.length
  return Math.min(caret, after.length - same)
}
