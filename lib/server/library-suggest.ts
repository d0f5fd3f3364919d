import 'server-only'
/** How a search may go on: words, filters and collections that begin with what is being typed, by what they find. */
import { collectionsOf, countsOfCollections } from '@/lib/db/collections'
import { countOfTrait } from '@/lib/db/frames'
import { allPeople } from '@/lib/db/people'
import type { Db } from '@/lib/db/schema'
import { sharedOwner } from '@/lib/db/tables/library'
import { countOfWord, wordsWithPrefix } from '@/lib/db/terms'
import type { SearchSuggestion } from '@/lib/mj/library'
import { type FilterName, filterNames, frameTraits } from '@/lib/mj/library-filters'
import { formatPart, parseQuery } from '@/lib/mj/library-query'
import { foldText, runsOf } from '@/lib/mj/words'
import { byTerm } from './library-terms'

const mostWords = 8
const mostFilters = 6
/** So many words with one beginning are looked at, in their order; there may be more. */
const wordsLookedAt = 60
const countedTo = 2000
const countedInFull = 1_000_000

/** Filters of which there are few, so that all of them can be looked through; a seed is no choice. */
const listed: readonly FilterName[] = [
  'is',
  'has',
  'model',
  'ar',
  'verb',
  'bot',
  'speed',
  'gateway',
]

export async function suggestFor(
  db: Db,
  ownerId: string,
  search: string,
): Promise<readonly SearchSuggestion[]> {
  const typed = /(?:\S*["“][^"“”]*|\S+)$/.exec(search)?.[0] ?? ''
  const isNegated = typed.startsWith('-') && typed.length > 1
  const word = foldText(isNegated ? typed.slice(1) : typed).replace(/["“”]/g, '')
  if (word === '') return []
  // What stands before decides where is looked, and so whose words there are.
  const looked = isAboutShared(search.slice(0, search.length - typed.length))
    ? sharedOwner
    : ownerId
  const found = [
    ...(await filtersFor(db, { ownerId, looked }, word)),
    ...(await peopleFor(db, word)),
    ...(await collectionsFor(db, ownerId, word)),
    ...(await wordsFor(db, looked, word)),
  ]
  return found.map((one) => (isNegated ? { ...one, text: `-${one.text}` } : one))
}

async function wordsFor(
  db: Db,
  ownerId: string,
  typed: string,
): Promise<readonly SearchSuggestion[]> {
  const [run, ...more] = runsOf(typed)
  if (run === undefined || more.length > 0 || run.text !== typed) return []
  const words = await wordsWithPrefix(db, ownerId, typed, wordsLookedAt)
  return counted(db, ownerId, words, mostWords, 'word')
}

/** Those that find the most; first roughly, then the ones that are left in full. */
async function counted(
  db: Db,
  ownerId: string,
  words: readonly string[],
  most: number,
  kind: SearchSuggestion['kind'],
): Promise<readonly SearchSuggestion[]> {
  const rough: { word: string; count: number }[] = []
  for (const word of words) {
    rough.push({ word, count: await countOfWord(db, ownerId, word, countedTo) })
  }
  const best = rough.toSorted((a, b) => b.count - a.count).slice(0, most)
  const found: SearchSuggestion[] = []
  for (const { word, count } of best) {
    const isRough = count === countedTo
    const all = isRough ? await countOfWord(db, ownerId, word, countedInFull) : count
    found.push({ text: textOf(word, kind), kind, count: all })
  }
  return found.toSorted((a, b) => b.count - a.count)
}

/** A filter's term as it is typed: with quotes where its value has spaces. */
function textOf(word: string, kind: SearchSuggestion['kind']): string {
  if (kind === 'word') return word
  const name = word.slice(0, word.indexOf(':')) as FilterName
  const value = word.slice(word.indexOf(':') + 1)
  return formatPart({ type: 'filter', name, value, isNegated: false })
}

function isAboutShared(search: string): boolean {
  return parseQuery(search).parts.some(
    (part) =>
      part.type === 'filter' &&
      (part.name === 'by' || (part.name === 'is' && part.value === 'shared' && !part.isNegated)),
  )
}

async function filtersFor(
  db: Db,
  { ownerId, looked }: { ownerId: string; looked: string },
  typed: string,
): Promise<readonly SearchSuggestion[]> {
  const isNamed = typed.includes(':')
  const fitting = (name: FilterName, value: string) =>
    `${name}:${value}`.startsWith(typed) || (!isNamed && value.startsWith(typed))
  const terms: string[] = []
  for (const name of listed) {
    if (isNamed && !typed.startsWith(`${name}:`)) continue
    const known = await wordsWithPrefix(db, looked, `${name}:`, wordsLookedAt)
    terms.push(...known.filter((term) => fitting(name, term.slice(name.length + 1))))
  }
  const traits: SearchSuggestion[] = []
  for (const trait of frameTraits.filter((one) => fitting('is', one))) {
    const count = await countOfTrait(db, ownerId, trait)
    if (count > 0) traits.push({ text: `is:${trait}`, kind: 'filter', count })
  }
  const known = [...traits, ...(await counted(db, looked, terms, mostFilters, 'filter'))]
  const isAnyShared = (await wordsWithPrefix(db, sharedOwner, byTerm(''), 1)).length > 0
  const bare = filterNames.filter(
    (name) => !listed.includes(name) && name.startsWith(typed) && (name !== 'by' || isAnyShared),
  )
  return [
    ...known,
    ...bare.map((name) => ({ text: `${name}:`, kind: 'filter', count: 0 }) as const),
  ]
}

/** Those who share anything, by what of it there is. */
async function peopleFor(db: Db, typed: string): Promise<readonly SearchSuggestion[]> {
  const wanted = typed.startsWith('by:') ? typed.slice('by:'.length) : typed
  const people = [...(await allPeople(db))].filter(([, name]) => foldText(name).startsWith(wanted))
  const found: SearchSuggestion[] = []
  for (const [id, name] of people) {
    const count = await countOfWord(db, sharedOwner, byTerm(id), countedInFull)
    const value = name.replace(/["“”]/g, '')
    const text = formatPart({ type: 'filter', name: 'by', value, isNegated: false })
    if (count > 0) found.push({ text, kind: 'filter', count })
  }
  return found.toSorted((a, b) => b.count - a.count).slice(0, mostFilters)
}

async function collectionsFor(
  db: Db,
  ownerId: string,
  typed: string,
): Promise<readonly SearchSuggestion[]> {
  const wanted = typed.startsWith('in:') ? typed.slice('in:'.length) : typed
  const fitting = (await collectionsOf(db, ownerId)).filter(({ name }) =>
    foldText(name).startsWith(wanted),
  )
  if (fitting.length === 0) return []
  const counts = await countsOfCollections(db, ownerId)
  return fitting.slice(0, mostFilters).map(({ id, name }) => {
    const value = name.replace(/["“”]/g, '')
    const text = formatPart({ type: 'filter', name: 'in', value, isNegated: false })
    return { text, kind: 'filter', count: counts.get(id) ?? 0 }
  })
}
