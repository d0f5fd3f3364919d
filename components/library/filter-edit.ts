/** Chips and menus edit the text of the search: there is no state of theirs beside it. Pure. */
import type { FilterName } from '@/lib/mj/library-filters'
import { formatPart, formatQuery, parseQuery, type QueryPart } from '@/lib/mj/library-query'

type Filter = Extract<QueryPart, { type: 'filter' }>

function isFilter(part: QueryPart, name: FilterName): part is Filter {
  return part.type === 'filter' && part.name === name && !part.isNegated
}

/** What a filter says, where the search has it. */
export function filterValue(query: string, name: FilterName): string | null {
  return parseQuery(query).parts.find((part) => isFilter(part, name))?.value ?? null
}

export function hasFilter(query: string, name: FilterName, value: string): boolean {
  return parseQuery(query).parts.some((part) => isFilter(part, name) && part.value === value)
}

/** The search with this filter, or without it where it has it already. */
export function toggleFilter(query: string, name: FilterName, value: string): string {
  if (!hasFilter(query, name, value)) return withFilter(query, name, value)
  return withParts(query, (part) => !(isFilter(part, name) && part.value === value))
}

/** The search with this and no other value of a filter; null takes the filter out. */
export function setFilter(query: string, name: FilterName, value: string | null): string {
  const rest = withParts(query, (part) => !isFilter(part, name))
  return value === null ? rest : withFilter(rest, name, value)
}

/** What the search consists of, each part with what would be left without it. */
export function partsOf(query: string): readonly { text: string; without: string }[] {
  const { parts } = parseQuery(query)
  return parts.map((part, place) => ({
    text: formatPart(part),
    without: withParts(query, (_, n) => n !== place),
  }))
}

/** The name of the collection, where the search is for nothing else. */
export function collectionIn(query: string): string | null {
  const { parts } = parseQuery(query)
  const [only] = parts
  return parts.length === 1 && only && isFilter(only, 'in') ? only.value : null
}

export function isInTrash(query: string): boolean {
  return hasFilter(query, 'is', 'trashed')
}

/** Whether the search looks at what everybody shares: see `findingOf` of the studio. */
export function isAmongShared(query: string): boolean {
  const { parts } = parseQuery(query)
  const said = parts.findLast(
    (part) => part.type === 'filter' && part.name === 'is' && part.value === 'shared',
  )
  if (said) return !said.isNegated
  return parts.some((part) => part.type === 'filter' && part.name === 'by')
}

/** The search for one filter alone. */
export function onlyFilter(name: FilterName, value: string): string {
  return formatPart({ type: 'filter', name, value, isNegated: false })
}

/** The text with a suggestion in place of its last word, ready for the next one. */
export function withSuggestion(text: string, suggestion: string): string {
  return `${text.slice(0, startOfLastWord(text))}${suggestion} `
}

/** Within quotes that are open, spaces do not end a word. */
function startOfLastWord(text: string): number {
  const quotes = text.match(/["“”]/g)?.length ?? 0
  if (quotes % 2 === 1) return text.search(/[^\s"“”]*["“”][^"“”]*$/)
  return /["“”]$/.test(text) ? text.length : text.search(/\S*$/)
}

function withFilter(query: string, name: FilterName, value: string): string {
  return [query.trim(), onlyFilter(name, value)].filter((text) => text !== '').join(' ')
}

function withParts(query: string, isKept: (part: QueryPart, n: number) => boolean): string {
  return formatQuery({ parts: parseQuery(query).parts.filter(isKept), isOpen: true })
}
