/** Where a parameter's value ends. Kept apart from `prompt.ts` so that the shapes of values are one short list. */
import type { ValueSyntax } from './params'
import type { Span } from './permutations'

const digits = '(?:[0-9０-９]+(?:[.．][0-9０-９]+)?|[.][0-9]+)'
const address = 'https?:\\/\\/[^\\s<>,，]+'
const weight = '(?:::-?[0-9.]+)?'

const shapes: Readonly<Record<Exclude<ValueSyntax, 'none' | 'list'> | 'unknown', RegExp>> = {
  number: new RegExp(`\\s*[-+]?${digits}(?![\\p{L}\\p{N}])`, 'uy'),
  'optional-number': new RegExp(`\\s*${digits}(?![\\p{L}\\p{N}])`, 'uy'),
  ratio: new RegExp(`\\s*${digits}[:：]${digits}(?![\\p{L}\\p{N}])`, 'uy'),
  word: /\s+\w+(?:-\w+)*/iy,
  references: new RegExp(
    `(?:\\s+(?:<?${address}>?|random(?![\\w-])|[0-9]+(?![\\p{L}\\p{N}]))${weight})+`,
    'uy',
  ),
  codes: /(?:\s+(?:[a-z0-9]{7}|m[0-9]{6,})(?![\w-])(?:::[0-9.]+)?)+/iy,
  unknown: /\s+[^\s{}—–―-][^\s{}]*/y,
}

/**
 * The index behind the value that follows a flag, or `from` when none does. A permutation stands for a value of
 * any shape. `isFlag` says whether another flag begins somewhere: a list ends there.
 */
export function valueEnd(
  source: string,
  from: number,
  syntax: ValueSyntax | 'unknown',
  groups: ReadonlyMap<number, Span>,
  isFlag: (at: number) => boolean,
): number {
  if (syntax === 'none') return from
  if (syntax === 'list') return listEnd(source, from, groups, isFlag)
  const varied = variedEnd(source, from, groups)
  if (varied > from) return varied
  const shape = shapes[syntax]
  shape.lastIndex = from
  return from + (shape.exec(source)?.[0].length ?? 0)
}

/** A word with a permutation in it: `{1:1, 3:2}`, `1{0, 5}0`. */
function variedEnd(source: string, from: number, groups: ReadonlyMap<number, Span>): number {
  let at = from
  while (/\s/.test(source[at] ?? '.')) at++
  if (at === from) return from
  let hasGroup = false
  while (at < source.length && !/\s/.test(source[at]!)) {
    const group = groups.get(at)
    if (group) hasGroup = true
    else if (!/[\w.:]/.test(source[at]!)) break
    at = group?.to ?? at + 1
  }
  return hasGroup ? at : from
}

function listEnd(
  source: string,
  from: number,
  groups: ReadonlyMap<number, Span>,
  isFlag: (at: number) => boolean,
): number {
  if (!/\s/.test(source[from] ?? '.')) return from
  let at = from
  let end = from
  while (at < source.length && !isFlag(at)) {
    const next = groups.get(at)?.to ?? at + 1
    if (!/\s/.test(source[at]!)) end = next
    at = next
  }
  return end
}
