import 'server-only'
/** From what a person types to what the database looks for. */
import { collectionsOf } from '@/lib/db/collections'
import type { Finding } from '@/lib/db/finding'
import { allPeople } from '@/lib/db/people'
import type { Db } from '@/lib/db/schema'
import { frameTraits, startOfDay, type FrameTrait } from '@/lib/mj/library-filters'
import { type LibraryQuery, parseQuery, type QueryPart } from '@/lib/mj/library-query'
import { foldText, neededForRun, phrasePart, runsOf } from '@/lib/mj/words'
import { byTerm } from './library-terms'
import { nameKey } from './member-names'

type Filter = Extract<QueryPart, { type: 'filter' }>
type Text = Exclude<QueryPart, Filter>

/**
 * What a search looks for; null where it can find nothing, such as what is in a collection that is not there. `by:`
 * asks for what somebody shares, and so for what is shared.
 */
export async function findingOf(db: Db, ownerId: string, search: string): Promise<Finding | null> {
  const query = parseQuery(search)
  const filters = query.parts.filter((part) => part.type === 'filter')
  const collections = await collectionsNamed(db, ownerId, filters)
  if (collections === null) return null
  const trait = traitsOf(filters)
  const sharers = await sharersNamed(db, filters)
  const isShared = trait('shared') ?? (sharers.length > 0 ? true : null)
  if (!canBeBy(sharers, { ownerId, isShared })) return null
  const collected = collections.find(({ isIn }) => isIn)?.id
  const order = trait('trashed') === true ? 'trash' : collected
  const isCollected = order !== undefined && order !== 'trash'
  const finding: Finding = {
    ownerId,
    scope: isShared === true ? 'shared' : isShared === null && isCollected ? 'both' : 'own',
    isPrivate: isShared === false,
    order: orderBy(order),
    ...withSharers(wordsOf(query), isShared === true ? sharers : []),
    collections,
    favourite: trait('favourite'),
    kept: trait('kept'),
    pasted: trait('pasted'),
    ...timesOf(filters),
  }
  return finding
}

function orderBy(order: string | undefined): Finding['order'] {
  if (order === undefined) return { by: 'month' }
  return order === 'trash' ? { by: 'trash' } : { by: 'rank', collectionId: order }
}

type Words = Pick<Finding, 'words' | 'prefixes' | 'phrases' | 'without'>

function wordsOf({ parts, isOpen }: LibraryQuery): Words {
  const words = new Set<string>()
  const prefixes = new Set<string>()
  const phrases = new Set<string>()
  const without = { words: new Set<string>(), phrases: new Set<string>() }
  for (const [n, part] of parts.entries()) {
    const needed =
      part.type === 'filter'
        ? neededForFilter(part)
        : neededForText(part, isOpen && n === parts.length - 1)
    if (needed === null) continue
    if (!part.isNegated) {
      for (const word of needed.words) words.add(word)
      for (const prefix of needed.prefixes) prefixes.add(prefix)
      for (const phrase of needed.phrases) phrases.add(phrase)
    } else if (needed.phrases.length > 0) without.phrases.add(needed.phrases[0]!)
    else for (const word of needed.words) without.words.add(word)
  }
  return {
    words: [...words],
    prefixes: [...prefixes],
    phrases: [...phrases],
    without: { words: [...without.words], phrases: [...without.phrases] },
  }
}

type Needed = { words: readonly string[]; prefixes: readonly string[]; phrases: readonly string[] }

/** Filters are terms, but for those that speak of single frames, of time or of collections. */
function neededForFilter({ name, value }: Filter): Needed | null {
  if (name === 'in' || name === 'by' || name === 'before' || name === 'after') return null
  if (name === 'is' && isFrameTrait(value)) return null
  return { words: [`${name}:${foldText(value)}`], prefixes: [], phrases: [] }
}

function isFrameTrait(value: string): value is FrameTrait {
  return (frameTraits as readonly string[]).includes(value)
}

/**
 * Several runs, such as `close-up`, or one of three and more characters without spaces, must stand side by side: the
 * words narrow it down, the text decides. The last word is a beginning while it is typed, but not of what is unwanted.
 */
function neededForText(part: Text, isOpen: boolean): Needed | null {
  const runs = runsOf(part.text)
  const last = runs.at(-1)
  if (last === undefined) return null
  const isBeginning = isOpen && !part.isNegated && !last.isUnspaced
  const whole = (isBeginning ? runs.slice(0, -1) : runs).map(neededForRun)
  const isExact = runs.length === 1 && whole.every((needed) => needed.isExact)
  return {
    words: whole.flatMap(({ terms }) => terms),
    prefixes: isBeginning ? [last.text] : [],
    phrases: isExact ? [] : [phrasePart(runs, isBeginning)],
  }
}

/** What is said of single frames: true, false, or null for nothing. */
function traitsOf(filters: readonly Filter[]): (trait: FrameTrait) => boolean | null {
  return (trait) => {
    const said = filters.findLast(({ name, value }) => name === 'is' && value === trait)
    return said === undefined ? null : !said.isNegated
  }
}

/** From the first moment of what is behind `after:` on, before the first moment of what is behind `before:`. */
function timesOf(filters: readonly Filter[]): Pick<Finding, 'since' | 'until'> {
  const moments = (wanted: 'since' | 'until') =>
    filters.flatMap(({ name, value, isNegated }) => {
      if (name !== 'before' && name !== 'after') return []
      const isStart = (name === 'after') !== isNegated
      return isStart === (wanted === 'since') ? [startOfDay(value)] : []
    })
  const since = moments('since')
  const until = moments('until')
  return {
    since: since.length === 0 ? null : Math.max(...since),
    until: until.length === 0 ? null : Math.min(...until),
  }
}

/** Null where frames are wanted of a collection that is not there. */
async function collectionsNamed(
  db: Db,
  ownerId: string,
  filters: readonly Filter[],
): Promise<Finding['collections'] | null> {
  const named = filters.filter((filter) => filter.name === 'in')
  if (named.length === 0) return []
  const all = await collectionsOf(db, ownerId)
  const found = named.map(({ value, isNegated }) => {
    const collection =
      all.find(({ name }) => name === value) ??
      all.find(({ name }) => nameAsTyped(name) === nameAsTyped(value))
    return { id: collection?.id, isIn: !isNegated }
  })
  if (found.some(({ id, isIn }) => id === undefined && isIn)) return null
  return found.flatMap(({ id, isIn }) => (id === undefined ? [] : [{ id, isIn }]))
}

/** Whoever is named; `id` is null where nobody has the name. */
type Sharer = { id: string | null; isWanted: boolean }

async function sharersNamed(db: Db, filters: readonly Filter[]): Promise<readonly Sharer[]> {
  const named = filters.filter((filter) => filter.name === 'by')
  if (named.length === 0) return []
  const people = [...(await allPeople(db))]
  return named.map(({ value, isNegated }) => {
    const found =
      people.find(([, name]) => nameKey(name) === nameKey(value)) ??
      people.find(([, name]) => nameAsTyped(name) === nameAsTyped(value))
    return { id: found?.[0] ?? null, isWanted: !isNegated }
  })
}

/** False where nothing can be by all of them. What is not shared is by whoever looks. */
function canBeBy(
  sharers: readonly Sharer[],
  { ownerId, isShared }: { ownerId: string; isShared: boolean | null },
): boolean {
  if (isShared === false) return sharers.every(({ id, isWanted }) => (id === ownerId) === isWanted)
  return sharers.every(({ id, isWanted }) => id !== null || !isWanted)
}

function withSharers(words: Words, sharers: readonly Sharer[]): Words {
  const terms = (wanted: boolean) =>
    sharers.flatMap(({ id, isWanted }) => (id === null || isWanted !== wanted ? [] : [byTerm(id)]))
  return {
    ...words,
    words: [...words.words, ...terms(true)],
    without: { ...words.without, words: [...words.without.words, ...terms(false)] },
  }
}

/** A search cannot hold quotes inside quotes. */
function nameAsTyped(name: string): string {
  return foldText(name.replace(/["“”]/g, '').trim())
}
