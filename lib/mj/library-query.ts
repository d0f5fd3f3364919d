/**
 * A search of the library as people type it: words, "phrases", filters, and a minus before what is not wanted. All of
 * it must hold. Nothing that was typed is dropped: what is no filter is a word.
 */
import { type FilterName, filterNames, filters, isFilterName } from './library-filters'
import { foldText } from './words'

export type QueryPart = { isNegated: boolean } & (
  | { type: 'word'; text: string }
  | { type: 'phrase'; text: string }
  | { type: 'filter'; name: FilterName; value: string }
)

export type LibraryQuery = {
  parts: readonly QueryPart[]
  /** True while the last word is being typed: it is the beginning of a word. */
  isOpen: boolean
}

/**
 * One part: an optional minus, then a quoted text, a filter whose value is quoted, or a run without spaces. A quote
 * that is never closed holds everything behind it.
 */
const part = new RegExp(
  String.raw`(?<minus>-?)(?:["“”](?<phrase>[^"“”]*)(?:["“”]|$)` +
    String.raw`|(?<name>${filterNames.join('|')})[:：]["“”](?<value>[^"“”]*)(?:["“”]|$)` +
    String.raw`|(?<run>[^\s"“”]+))`,
  'giu',
)

export function parseQuery(source: string): LibraryQuery {
  const parts = Array.from(source.matchAll(part), ({ groups }) => readPart(groups!)).flat()
  const isOpen = parts.at(-1)?.type === 'word' && !/\s$/.test(source)
  return { parts, isOpen }
}

function readPart(found: Record<string, string | undefined>): readonly QueryPart[] {
  const isNegated = found['minus'] === '-'
  const { phrase, name, value, run } = found
  if (phrase !== undefined) {
    return phrase === '' ? [] : [{ type: 'phrase', text: phrase, isNegated }]
  }
  if (name !== undefined && value !== undefined) {
    const filter = readFilter(name, value, isNegated)
    const said = value === '' ? [] : [{ type: 'phrase', text: value, isNegated } as const]
    return filter === null ? [{ type: 'word', text: `${name}:`, isNegated }, ...said] : [filter]
  }
  const text = run!
  const colon = text.search(/[:：]/)
  const filter = readFilter(text.slice(0, Math.max(0, colon)), text.slice(colon + 1), isNegated)
  return [filter ?? { type: 'word', text, isNegated }]
}

/** Null for what is no filter, or says what its filter does not know. */
function readFilter(named: string, said: string, isNegated: boolean): QueryPart | null {
  const name = foldText(named)
  if (!isFilterName(name)) return null
  const value = filters[name](said.replace(/：/g, ':'))
  return value === null ? null : { type: 'filter', name, value, isNegated }
}

/** The search as text again: reading it gives the same parts. */
export function formatQuery({ parts, isOpen }: LibraryQuery): string {
  const text = parts.map(formatPart).join(' ')
  return parts.at(-1)?.type === 'word' && !isOpen ? `${text} ` : text
}

/** Reads back as the same part. */
export function formatPart(one: QueryPart): string {
  const minus = one.isNegated ? '-' : ''
  if (one.type === 'phrase') return `${minus}"${one.text}"`
  if (one.type === 'word') return minus + one.text
  const isPlain = !/\s/.test(one.value)
  return `${minus}${one.name}:${isPlain ? one.value : `"${one.value}"`}`
}

/** Words that look like a filter and are none: searched as words, and worth telling. */
export function unknownFilters({ parts }: LibraryQuery): readonly string[] {
  return parts.flatMap((one) =>
    one.type === 'word' && /^[\p{L}-]+[:：]./u.test(one.text) && !one.text.includes('//')
      ? [one.text]
      : [],
  )
}
