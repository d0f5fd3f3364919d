import 'server-only'
/** The words and filters by which tasks are found, and the text that is looked at where words alone cannot tell. */
import { sql } from 'kysely'
import { inChunks, rowsInChunks } from './chunks'
import type { Db } from './schema'
import { sharedOwner, type TermTable } from './tables/library'

/** What a task is found by, by its owner or (`sharedOwner`) by everybody; nothing where it is not to be found. */
export type Indexed = {
  owner_id: string
  place: number
  words: ReadonlySet<string>
  text: string
}

/** Makes what tasks are found by what it ought to be; what is right already is not written again. */
export async function putTerms(db: Db, tasks: readonly Indexed[]): Promise<void> {
  const places = [...new Set(tasks.map((task) => task.place))]
  const oldWords = await wordsAt(db, places)
  const added: TermTable[] = []
  for (const { owner_id, place, words } of tasks) {
    const old = oldWords.get(keyOf(owner_id, place)) ?? new Set()
    for (const word of words) if (!old.has(word)) added.push({ owner_id, word, place })
    const removed = [...old].filter((word) => !words.has(word))
    await removeTerms(db, { owner_id, place }, removed)
  }
  // Neighbours in the index are written together.
  added.sort((a, b) => (a.word < b.word ? -1 : a.word > b.word ? 1 : a.place - b.place))
  for (const some of inChunks(added, termsAtOnce)) {
    await db
      .insertInto('term')
      .values([...some])
      .execute()
  }
  const isShared = ({ owner_id }: Indexed) => owner_id === sharedOwner
  await putTexts(
    db,
    'task_text',
    tasks.filter((task) => !isShared(task)),
  )
  await putTexts(db, 'shared_text', tasks.filter(isShared))
}

const termsAtOnce = 1000

const keyOf = (owner: string, place: number) => `${place} ${owner}`

/** By owner and place. */
async function wordsAt(
  db: Db,
  places: readonly number[],
): Promise<ReadonlyMap<string, Set<string>>> {
  const found = new Map<string, Set<string>>()
  for (const some of inChunks(places)) {
    const rows = await db
      .selectFrom('term')
      .select(['owner_id', 'place', 'word'])
      .where('place', 'in', some)
      .execute()
    for (const { owner_id, place, word } of rows) {
      const key = keyOf(owner_id, place)
      const words = found.get(key)
      if (words === undefined) found.set(key, new Set([word]))
      else words.add(word)
    }
  }
  return found
}

type Texts = 'task_text' | 'shared_text'

async function putTexts(db: Db, table: Texts, tasks: readonly Indexed[]): Promise<void> {
  const places = tasks.map((task) => task.place)
  const old = await textsAt(db, table, places)
  for (const { place, text } of tasks) {
    const known = old.get(place)
    if (known !== undefined && known !== text) {
      await db.deleteFrom(table).where('place', '=', place).execute()
    }
  }
  const texts = tasks.flatMap(({ place, text }) =>
    text === '' || old.get(place) === text ? [] : [{ place, text }],
  )
  for (const some of inChunks(texts)) {
    await db
      .insertInto(table)
      .values([...some])
      .execute()
  }
}

async function textsAt(
  db: Db,
  table: Texts,
  places: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const found = await rowsInChunks(places, (some) =>
    db.selectFrom(table).selectAll().where('place', 'in', some).execute(),
  )
  return new Map(found.map(({ place, text }) => [place, text]))
}

async function removeTerms(
  db: Db,
  { owner_id, place }: Pick<Indexed, 'owner_id' | 'place'>,
  words: readonly string[],
): Promise<void> {
  for (const some of inChunks(words)) {
    await db
      .deleteFrom('term')
      .where('owner_id', '=', owner_id)
      .where('place', '=', place)
      .where('word', 'in', some)
      .execute()
  }
}

/** The first word that does not begin with `prefix` and stands behind all that do. */
export function behindPrefix(prefix: string): string {
  return `${prefix}\u{10ffff}`
}

/** How many tasks a word finds, counted no further than `most`. */
export async function countOfWord(
  db: Db,
  ownerId: string,
  word: string,
  most: number,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from (
    select 1 from term where owner_id = ${ownerId} and word = ${word} limit ${most}) as counted`.execute(
    db,
  )
  return Number(rows[0]?.count ?? 0)
}

/** How many times words with that beginning stand in tasks, counted no further than `most`. */
export async function countOfPrefix(
  db: Db,
  ownerId: string,
  prefix: string,
  most: number,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from (
    select 1 from term where owner_id = ${ownerId} and word >= ${prefix}
      and word < ${behindPrefix(prefix)} limit ${most}) as counted`.execute(db)
  return Number(rows[0]?.count ?? 0)
}

/**
 * The words with a beginning, in their order: from one to the next, however many tasks each of them finds. Filters
 * are among them only where the beginning names one.
 */
export async function wordsWithPrefix(
  db: Db,
  ownerId: string,
  prefix: string,
  most: number,
): Promise<readonly string[]> {
  const words: string[] = []
  const behind = behindPrefix(prefix)
  const isFilter = prefix.includes(':')
  let word = await firstWord(db, ownerId, '>=', prefix, behind)
  while (word !== undefined && words.length < most) {
    const colon = isFilter ? -1 : word.indexOf(':')
    if (colon < 0) words.push(word)
    const last = colon < 0 ? word : behindPrefix(word.slice(0, colon + 1))
    word = await firstWord(db, ownerId, '>', last, behind)
  }
  return words
}

async function firstWord(
  db: Db,
  ownerId: string,
  operator: '>' | '>=',
  from: string,
  behind: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('term')
    .select('word')
    .where('owner_id', '=', ownerId)
    .where('word', operator, from)
    .where('word', '<', behind)
    .orderBy('word')
    .limit(1)
    .executeTakeFirst()
  return row?.word
}
