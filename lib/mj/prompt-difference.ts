/**
 * What one prompt has that another has not: words added and taken away, parameters changed. Words are compared as
 * people see them: Latin ones whole and whatever their case, Chinese ones by the character.
 */
import { parameterValues } from './parameter-values'
import { parsePrompt } from './prompt'

export type WordPiece = { kind: 'same' | 'added' | 'removed'; text: string }

/** Null where one of the prompts does not have it; `''` for a flag without a value. */
export type ParameterChange = { flag: string; before: string | null; after: string | null }

export type PromptDifference = {
  /** The words of both in order; where they were exchanged, what was removed comes first. */
  words: readonly WordPiece[]
  /** Those that are not the same in both, in the order of the later prompt. */
  parameters: readonly ParameterChange[]
}

export function promptDifference(before: string, after: string): PromptDifference {
  const [was, is] = [parsePrompt(before), parsePrompt(after)]
  return {
    words: wordDifference(wordsOf(was), wordsOf(is)),
    parameters: parameterDifference(parameterValues(was), parameterValues(is)),
  }
}

export function isSamePrompt({ words, parameters: changes }: PromptDifference): boolean {
  return changes.length === 0 && words.every(({ kind }) => kind === 'same')
}

/** Image addresses count as words: a picture added or taken away is a difference that can be seen. */
function wordsOf({ segments }: ReturnType<typeof parsePrompt>): readonly string[] {
  return segments
    .flatMap((segment) => (segment.type === 'parameter' ? [' '] : [segment.raw]))
    .join('')
    .trim()
    .split(word)
    .filter((piece) => piece !== '')
}

/** A Chinese, Japanese or Korean character, or what stands between blanks; the blanks before it belong to it. */
const word =
  /(\s*(?:[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]|[，。、；：！？]|[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}，。、；：！？,]+|,))/u

const keyOf = (piece: string) => piece.trim().toLowerCase()

/** Beyond this many comparisons the middle of the two counts as exchanged: a page must not wait for it. */
const mostComparisons = 1_000_000

function wordDifference(was: readonly string[], is: readonly string[]): readonly WordPiece[] {
  const [a, b] = [was.map(keyOf), is.map(keyOf)]
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1
  let end = 0
  const shorter = Math.min(a.length, b.length) - start
  while (end < shorter && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1
  const middle = {
    was: was.slice(start, was.length - end),
    is: is.slice(start, is.length - end),
  }
  return joined([
    ...is.slice(0, start).map((text) => ({ kind: 'same', text }) as const),
    ...middleDifference(middle.was, middle.is),
    ...is.slice(is.length - end).map((text) => ({ kind: 'same', text }) as const),
  ])
}

/** By the longest common sequence of words. */
function middleDifference(was: readonly string[], is: readonly string[]): readonly WordPiece[] {
  const removed = (text: string) => ({ kind: 'removed', text }) as const
  const added = (text: string) => ({ kind: 'added', text }) as const
  if (was.length * is.length > mostComparisons) return [...was.map(removed), ...is.map(added)]
  const [a, b] = [was.map(keyOf), is.map(keyOf)]
  const width = b.length + 1
  /** At [i, j]: how many words a[i…] and b[j…] have in common, in order. */
  const common = new Uint16Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      common[i * width + j] =
        a[i] === b[j]
          ? common[(i + 1) * width + j + 1]! + 1
          : Math.max(common[(i + 1) * width + j]!, common[i * width + j + 1]!)
    }
  }
  const pieces: WordPiece[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      pieces.push({ kind: 'same', text: is[j]! })
      i += 1
      j += 1
    } else if (
      j === b.length ||
      (i < a.length && common[(i + 1) * width + j]! >= common[i * width + j + 1]!)
    ) {
      pieces.push(removed(was[i]!))
      i += 1
    } else {
      pieces.push(added(is[j]!))
      j += 1
    }
  }
  return pieces
}

/** Neighbours of one kind as one piece; of an exchange all that went, then all that came. */
function joined(pieces: readonly WordPiece[]): readonly WordPiece[] {
  const result: WordPiece[] = []
  let gone = ''
  let come = ''
  const settle = () => {
    if (gone.trim() !== '') result.push({ kind: 'removed', text: gone.trim() })
    if (come.trim() !== '') result.push({ kind: 'added', text: come.trim() })
    gone = come = ''
  }
  let same = ''
  const settleSame = () => {
    if (same.trim() !== '') result.push({ kind: 'same', text: same.trim() })
    same = ''
  }
  for (const { kind, text } of pieces) {
    if (kind === 'same') {
      settle()
      same += text
      continue
    }
    settleSame()
    if (kind === 'removed') gone += text
    else come += text
  }
  settle()
  settleSame()
  return result
}

function parameterDifference(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): readonly ParameterChange[] {
  const flags = [...after.keys(), ...[...before.keys()].filter((flag) => !after.has(flag))]
  return flags
    .map((flag) => ({ flag, before: before.get(flag) ?? null, after: after.get(flag) ?? null }))
    .filter((change) => change.before !== change.after)
}
