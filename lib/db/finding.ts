import 'server-only'
/** What a search asks of the frames, and each condition of it as SQL that both engines read; `f` is the frame. */
import { type RawBuilder, sql } from 'kysely'
import { firstPastedN, monthOf } from './frames'
import { sharedOwner } from './tables/library'
import { behindPrefix } from './terms'

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

export type Condition = RawBuilder<unknown>

/** Whose frames are looked at. */
export function isInScope({ scope, ownerId }: Finding): Condition {
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
export function termOwnerOf({ scope, ownerId }: Finding): string {
  return scope === 'shared' ? sharedOwner : ownerId
}

/** What is read first: see [Note: The rarest word drives] in found.ts. */
export type Driver = { word: string } | { prefix: string }

/** Everything that must hold beyond where it is looked, and beyond what the driver has told already. */
export function conditionsOf(finding: Finding, driver: Driver | null): readonly Condition[] {
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

/** A range of the index: `like` would not use it on both engines. */
export function beginsWith(prefix: string): Condition {
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

/** All of them hold. Called with at least one. */
export function every(conditions: readonly Condition[]): Condition {
  return sql.join([...conditions], sql` and `)
}
