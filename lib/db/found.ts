import 'server-only'
/**
 * What a search finds among the frames, as SQL that both engines read. A finding names words, not tables: here it is
 * decided from where the search is driven.
 *
 * [Note: The rarest word drives]
 * The postings of a word lie in the order of the wall, so whatever has that word is read newest first and the page is
 * full long before the end. The other conditions are probes, one look into an index for each task met. So a page
 * costs as much as the rarest word has tasks in that month, and at most that.
 */
import { sql } from 'kysely'
import {
  beginsWith,
  type Condition,
  conditionsOf,
  type Driver,
  every,
  type Finding,
  isInScope,
  termOwnerOf,
} from './finding'
import type { Db, FrameRow } from './schema'
import { countOfPrefix, countOfWord } from './terms'

/** From where the frames are read, and what must hold besides. */
export type Source = {
  finding: Finding
  from: Condition
  where: Condition
  /** The place to sort by: that of the driver, so that its order is used. */
  place: Condition
  isDrivenByWord: boolean
}

/** A word with more tasks than this is common, and which of two common ones is rarer does not matter. */
const commonAt = 5000
/** Places of a beginning are gathered before they are read, so there must not be many. */
const mostGathered = 2000

/** Decides what drives a search, by counting its words; nothing of the wall is read yet. */
export async function sourceOf(db: Db, finding: Finding): Promise<Source> {
  const { order } = finding
  const frames = { finding, place: sql`f.place`, isDrivenByWord: false }
  if (order.by === 'rank') {
    return {
      ...frames,
      from: sql`collection_frame as c cross join frame as f`,
      where: every([
        sql`c.collection_id = ${order.collectionId}`,
        sql`f.id = c.frame_id`,
        isInScope(finding),
        sql`f.trashed_at is null`,
        ...conditionsOf(finding, null),
      ]),
    }
  }
  const driver = order.by === 'month' ? await driverOf(db, finding) : null
  const isThere = sql`f.trashed_at is ${sql.raw(order.by === 'trash' ? 'not null' : 'null')}`
  const conditions: Condition[] = [isThere, ...conditionsOf(finding, driver)]
  if (driver === null) {
    const where = every([isInScope(finding), ...conditions])
    return { ...frames, from: sql`frame as f`, where }
  }
  // The owner of the terms tells whose own frames these are.
  if (finding.scope !== 'own') conditions.push(isInScope(finding))
  const termOwner = termOwnerOf(finding)
  if ('word' in driver) {
    const head = sql`d.owner_id = ${termOwner} and d.word = ${driver.word} and f.place = d.place`
    return {
      finding,
      from: sql`term as d cross join frame as f`,
      where: every([head, ...conditions]),
      place: sql`d.place`,
      isDrivenByWord: true,
    }
  }
  const places = sql`(select distinct place from term
    where owner_id = ${termOwner} and ${beginsWith(driver.prefix)})`
  const where = every([sql`f.place = d.place`, ...conditions])
  return { ...frames, from: sql`${places} as d cross join frame as f`, where }
}

/** See [Note: The rarest word drives]. Null: the frames themselves, in the order of the wall. */
async function driverOf(db: Db, finding: Finding): Promise<Driver | null> {
  const { words, prefixes } = finding
  const ownerId = termOwnerOf(finding)
  const [only] = words
  const isMarked = finding.favourite === true || finding.kept === true
  if (only !== undefined && words.length + prefixes.length === 1 && !isMarked) return { word: only }
  let best: { driver: Driver | null; count: number } = { driver: null, count: Infinity }
  if (isMarked) best = { driver: null, count: await countOfMarked(db, finding) }
  for (const word of words) {
    const count = await countOfWord(db, ownerId, word, Math.min(best.count, commonAt))
    if (count < best.count) best = { driver: { word }, count }
  }
  for (const prefix of prefixes) {
    const count = await countOfPrefix(db, ownerId, prefix, Math.min(best.count, mostGathered))
    if (count < best.count && count < mostGathered) best = { driver: { prefix }, count }
  }
  return best.driver
}

async function countOfMarked(db: Db, { ownerId, favourite, kept }: Finding): Promise<number> {
  const marks = every([
    ...(favourite === true ? [sql`favourite_at is not null`] : []),
    ...(kept === true ? [sql`kept_at is not null`] : []),
  ])
  const { rows } = await sql<{ count: number }>`select count(*) as count from (
    select 1 from frame where owner_id = ${ownerId} and trashed_at is null and ${marks}
    limit ${commonAt}) as counted`.execute(db)
  return Number(rows[0]?.count ?? 0)
}

function orderOf({ finding, place }: Source): Condition {
  switch (finding.order.by) {
    case 'month':
      return sql`${place} desc, f.n`
    case 'trash':
      return sql`f.trashed_at desc, f.place desc, f.n`
    case 'rank':
      return sql`c.rank, c.frame_id`
  }
}

export type FoundMonth = { name: string; count: number; shapes: string }

/**
 * Everything that is found, month by month, newest first; a collection and the trash are one month without a name.
 * With `months` only those.
 */
export async function foundMonths(
  db: Db,
  source: Source,
  months?: readonly string[],
): Promise<readonly FoundMonth[]> {
  const isByMonth = source.finding.order.by === 'month'
  const name = isByMonth ? sql`f.month` : sql`''`
  const group = isByMonth ? sql`group by f.month order by f.month desc` : sql`having count(*) > 0`
  const where =
    months === undefined ? source.where : sql`${source.where} and f.month in (${sql.join(months)})`
  const { rows } = await sql<FoundMonth>`select ${name} as name, count(*) as count,
      string_agg(f.shape, '' order by ${orderOf(source)}) as shapes
    from ${source.from} where ${where} ${group}`.execute(db)
  return rows.map((row) => ({ ...row, count: Number(row.count) }))
}

/** Ids of the frames of one month, in the order of the wall. */
export async function foundIds(
  db: Db,
  source: Source,
  { month, offset, limit }: { month: string; offset: number; limit: number },
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`select f.id from ${source.from}
    where ${source.where} ${withinMonth(source, month)}
    order by ${orderOf(source)} limit ${limit} offset ${offset}`.execute(db)
  return rows.map((row) => row.id)
}

/** A driving word is read only where the month has tasks. */
function withinMonth({ finding, isDrivenByWord }: Source, month: string): Condition {
  if (finding.order.by !== 'month') return sql``
  const edge = (direction: 'asc' | 'desc') => sql`(select f.place from frame as f
    where ${isInScope(finding)} and f.month = ${month} and f.trashed_at is null
    order by f.place ${sql.raw(direction)} limit 1)`
  const bounds = isDrivenByWord
    ? sql`and d.place >= ${edge('asc')} and d.place <= ${edge('desc')}`
    : sql``
  return sql`and f.month = ${month} ${bounds}`
}

/** How many frames of its month stand before this one; null where the search does not find it. */
export async function foundIndex(db: Db, source: Source, frame: FrameRow): Promise<number | null> {
  const { order } = source.finding
  const { rows: found } = await sql<{ rank: string | null }>`select
      ${order.by === 'rank' ? sql`c.rank` : sql`null`} as rank
    from ${source.from} where ${source.where} and f.id = ${frame.id}`.execute(db)
  if (found[0] === undefined) return null
  const before = isBefore(order.by, frame, found[0].rank)
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${source.from}
    where ${source.where} ${withinMonth(source, frame.month)} and ${before}`.execute(db)
  return Number(rows[0]?.count ?? 0)
}

function isBefore(order: Finding['order']['by'], frame: FrameRow, rank: string | null): Condition {
  const byPlace = sql`(f.place > ${frame.place} or (f.place = ${frame.place} and f.n < ${frame.n}))`
  switch (order) {
    case 'month':
      return byPlace
    case 'trash':
      return sql`(f.trashed_at > ${frame.trashed_at}
        or (f.trashed_at = ${frame.trashed_at} and ${byPlace}))`
    case 'rank':
      return sql`(c.rank < ${rank} or (c.rank = ${rank} and c.frame_id < ${frame.id}))`
  }
}

/** Everything that is found, in the order of the wall. */
export async function foundFrames(db: Db, source: Source): Promise<readonly FrameRow[]> {
  const month = source.finding.order.by === 'month' ? sql`f.month desc,` : sql``
  const { rows } = await sql<FrameRow>`select f.* from ${source.from}
    where ${source.where} order by ${month} ${orderOf(source)}`.execute(db)
  return rows
}

/** Reads all that is found: for a search whose total has to be told, not for a page of it. */
export async function foundCount(db: Db, source: Source): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${source.from}
    where ${source.where}`.execute(db)
  return Number(rows[0]?.count ?? 0)
}
