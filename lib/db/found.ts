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
import { type RawBuilder, sql } from 'kysely'
import { firstPastedN, monthOf } from './frames'
import { type Db, type FrameRow, sharedOwner } from './schema'
import { behindPrefix, countOfPrefix, countOfWord } from './terms'

export type Finding = {
  /** Who looks. */
  ownerId: string
  /** At their own frames, at what everybody shares, or (in a collection) at both. */
  scope: 'own' | 'shared' | 'both'
  /** Only what is not shared. */
  isPrivate: boolean
  order: { by: 'month' } | { by: 'trash' } | { by: 'rank'; collectionId: string }
  words: readonly string[]
  /** Beginnings of words: of the one that is being typed. */
  prefixes: readonly string[]
  /** Parts of the searched text. */
  phrases: readonly string[]
  /** None of these. */
  without: { words: readonly string[]; phrases: readonly string[] }
  collections: readonly { id: string; isIn: boolean }[]
  favourite: boolean | null
  kept: boolean | null
  pasted: boolean | null
  /** When the task was made: from the first of them on, before the second. */
  since: number | null
  until: number | null
}

type Condition = RawBuilder<unknown>

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

function isInScope({ scope, ownerId }: Finding): Condition {
  switch (scope) {
    case 'own':
      return sql`f.owner_id = ${ownerId}`
    case 'shared':
      return sql`f.shared_at is not null`
    case 'both':
      return sql`(f.owner_id = ${ownerId} or f.shared_at is not null)`
  }
}

/** Under whom the terms stand that drive. What others write down about their tasks is found by themselves alone. */
function termOwnerOf({ scope, ownerId }: Finding): string {
  return scope === 'shared' ? sharedOwner : ownerId
}

type Driver = { word: string } | { prefix: string }

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

function conditionsOf(finding: Finding, driver: Driver | null): readonly Condition[] {
  const { words, prefixes, phrases, without } = finding
  const isDriver = (text: string) =>
    driver !== null && text === ('word' in driver ? driver.word : driver.prefix)
  const { hasWord, hasPrefix, hasPhrase } = probesOf(finding)
  return [
    ...words.flatMap((word) => (isDriver(word) ? [] : [hasWord(word)])),
    ...prefixes.flatMap((prefix) => (isDriver(prefix) ? [] : [hasPrefix(prefix)])),
    ...without.words.map((word) => sql`not ${hasWord(word)}`),
    ...phrases.map(hasPhrase),
    ...without.phrases.map((phrase) => sql`not ${hasPhrase(phrase)}`),
    ...markConditions(finding),
    ...collectionConditions(finding),
    ...timeConditions(finding),
  ]
}

/** Looks into the terms and the text of the task that is met: those under which whoever looks may find it. */
function probesOf({ scope, ownerId }: Finding) {
  const isIn = (table: 'task_text' | 'shared_text') => (phrase: string) =>
    sql`exists (select 1 from ${sql.table(table)} where place = f.place
      and text like ${`%${phrase.replace(/[\\%_]/g, '\\$&')}%`} escape '\\')`
  if (scope === 'own') {
    // Without the owner, whom the place implies: or the range of words would be read instead of the task's own.
    return {
      hasWord: (word: string) =>
        sql`exists (select 1 from term where place = f.place and word = ${word})`,
      hasPrefix: (prefix: string) =>
        sql`exists (select 1 from term where place = f.place and ${beginsWith(prefix)})`,
      hasPhrase: isIn('task_text'),
    }
  }
  const owners = sql.join(scope === 'shared' ? [sharedOwner] : [ownerId, sharedOwner])
  const isOwn = sql`f.owner_id = ${ownerId}`
  return {
    hasWord: (word: string) =>
      sql`exists (select 1 from term where owner_id in (${owners}) and word = ${word}
        and place = f.place)`,
    // The owner is not to be looked up, for the same reason.
    hasPrefix: (prefix: string) =>
      sql`exists (select 1 from term where place = f.place and ${beginsWith(prefix)}
        and (owner_id || '') in (${owners}))`,
    hasPhrase: (phrase: string) =>
      scope === 'shared'
        ? isIn('shared_text')(phrase)
        : sql`((${isOwn} and ${isIn('task_text')(phrase)}) or ${isIn('shared_text')(phrase)})`,
  }
}

function beginsWith(prefix: string): Condition {
  return sql`word >= ${prefix} and word < ${behindPrefix(prefix)}`
}

/** What somebody else has said of a frame is not told. */
function markConditions(finding: Finding): readonly Condition[] {
  const { scope, ownerId, favourite, kept, pasted, isPrivate } = finding
  const isSet = (column: 'favourite_at' | 'kept_at', wanted: boolean | null) => {
    if (wanted === null) return []
    if (scope === 'own') {
      return [sql`f.${sql.ref(column)} is ${sql.raw(wanted ? 'not null' : 'null')}`]
    }
    const isMarked = sql`(f.owner_id = ${ownerId} and f.${sql.ref(column)} is not null)`
    return [wanted ? isMarked : sql`not ${isMarked}`]
  }
  // A number and no variable, so that the index of what was pasted is known to hold it.
  const edge = sql.lit(firstPastedN)
  const isPasted = pasted === true ? sql`f.n >= ${edge}` : sql`f.n < ${edge}`
  return [
    ...isSet('favourite_at', favourite),
    ...isSet('kept_at', kept),
    ...(pasted === null ? [] : [isPasted]),
    ...(isPrivate ? [sql`f.shared_at is null`] : []),
  ]
}

function collectionConditions({ order, collections }: Finding): readonly Condition[] {
  return collections.flatMap(({ id, isIn }) => {
    if (isIn && order.by === 'rank' && order.collectionId === id) return []
    const lies = sql`exists (select 1 from collection_frame
      where collection_id = ${id} and frame_id = f.id)`
    return [isIn ? lies : sql`not ${lies}`]
  })
}

/** The month tells nearly all of them; only at the edge has the task to be asked for its moment. */
function timeConditions({ since, until }: Finding): readonly Condition[] {
  const madeAt = sql`(select created_at from task where task.id = f.task_id)`
  const conditions: Condition[] = []
  if (since !== null) {
    const month = monthOf(since)
    conditions.push(sql`f.month >= ${month} and (f.month > ${month} or ${madeAt} >= ${since})`)
  }
  if (until !== null) {
    const month = monthOf(until)
    conditions.push(sql`f.month <= ${month} and (f.month < ${month} or ${madeAt} < ${until})`)
  }
  return conditions
}

function every(conditions: readonly Condition[]): Condition {
  return sql.join([...conditions], sql` and `)
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

export async function foundCount(db: Db, source: Source): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${source.from}
    where ${source.where}`.execute(db)
  return Number(rows[0]?.count ?? 0)
}
