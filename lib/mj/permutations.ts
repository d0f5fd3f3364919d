/**
 * `{a, b}` permutations, expanded by the studio itself: they cost no gateway feature, work at every speed, and can
 * be counted before anything is sent. A group needs a comma of its own; everything else that has braces, balanced
 * or not, is plain text and stays as it is. `\,` `\{` `\}` stand for the character itself.
 */

/** What one press may queue at most. */
export const permutationLimit = 40

export type Span = { from: number; to: number }

type Part = { type: 'text'; text: string } | { type: 'group'; alternatives: readonly Part[][] }

export type Expansion =
  | { type: 'expanded'; prompts: readonly string[] }
  | { type: 'too-many'; count: number; limit: number }

type Brace = { close: number; commas: number[]; depth: number }

/** Deeper nesting than a person writes is read as text, so that no prompt can exhaust the stack. */
const deepest = 40

function isEscape(source: string, at: number): boolean {
  return source[at] === '\\' && '{},'.includes(source[at + 1] ?? ' ')
}

/** Every opening brace that begins a group, with where it closes and its own commas. */
function groupsOf(source: string): ReadonlyMap<number, Brace> {
  const groups = new Map<number, Brace>()
  const open: { at: number; commas: number[]; depth: number }[] = []
  for (let at = 0; at < source.length; at++) {
    if (isEscape(source, at)) at++
    else if (source[at] === '{') open.push({ at, commas: [], depth: open.length })
    else if (source[at] === ',') open.at(-1)?.commas.push(at)
    else if (source[at] === '}') {
      const group = open.pop()
      if (group && group.commas.length > 0 && group.depth < deepest)
        groups.set(group.at, { close: at, commas: group.commas, depth: group.depth })
    }
  }
  return groups
}

/** Where the outermost groups are, from the opening brace to behind the closing one, in order. */
export function permutationSpans(source: string): readonly Span[] {
  const spans: Span[] = []
  for (const [from, group] of [...groupsOf(source)].sort(([a], [b]) => a - b))
    if (from >= (spans.at(-1)?.to ?? 0)) spans.push({ from, to: group.close + 1 })
  return spans
}

function partsOf(source: string, groups: ReadonlyMap<number, Brace>, span: Span): Part[] {
  const parts: Part[] = []
  let text = ''
  for (let at = span.from; at < span.to; at++) {
    const group = groups.get(at)
    if (group) {
      if (text) parts.push({ type: 'text', text })
      text = ''
      parts.push({ type: 'group', alternatives: alternativesOf(source, groups, at, group) })
      at = group.close
    } else if (isEscape(source, at)) text += source[++at]
    else text += source[at]
  }
  if (text) parts.push({ type: 'text', text })
  return parts
}

function alternativesOf(
  source: string,
  groups: ReadonlyMap<number, Brace>,
  open: number,
  group: Brace,
): Part[][] {
  const starts = [open, ...group.commas]
  const ends = [...group.commas, group.close]
  return starts.map((start, index) =>
    partsOf(source, groups, trimmed(source, start + 1, ends[index]!)),
  )
}

function trimmed(source: string, from: number, to: number): Span {
  while (from < to && /\s/.test(source[from]!)) from++
  while (to > from && /\s/.test(source[to - 1]!)) to--
  return { from, to }
}

function parsePermutations(source: string): readonly Part[] {
  return partsOf(source, groupsOf(source), { from: 0, to: source.length })
}

function countParts(parts: readonly Part[]): number {
  return parts.reduce(
    (product, part) =>
      part.type === 'text'
        ? product
        : product *
          part.alternatives.reduce((sum, alternative) => sum + countParts(alternative), 0),
    1,
  )
}

/** How many prompts a prompt stands for, without making them: a million costs as little as three. */
export function countPermutations(source: string): number {
  return countParts(parsePermutations(source))
}

/** An empty alternative takes the space beside it along, so that `a {, red} fox` gives `a fox`. */
function join(before: string, part: string): string {
  return part.startsWith(' ') && (before.endsWith(' ') || before === '')
    ? before + part.slice(1)
    : before + part
}

function expandParts(parts: readonly Part[]): readonly string[] {
  let prompts = ['']
  let afterGroup = false
  for (const part of parts) {
    if (part.type === 'text') {
      const glue = afterGroup ? join : (before: string, text: string) => before + text
      prompts = prompts.map((prompt) => glue(prompt, part.text))
      afterGroup = false
    } else {
      const endings = part.alternatives.flatMap((alternative) => expandParts(alternative))
      prompts = prompts.flatMap((prompt) => endings.map((ending) => prompt + ending))
      afterGroup = true
    }
  }
  return prompts
}

/** The prompts in reading order: the last group changes fastest. A prompt without groups gives itself. */
export function expandPermutations(source: string, limit = permutationLimit): Expansion {
  const parts = parsePermutations(source)
  const count = countParts(parts)
  if (count > limit) return { type: 'too-many', count, limit }
  return { type: 'expanded', prompts: expandParts(parts) }
}
