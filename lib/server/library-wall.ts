import 'server-only'
/**
 * The wall of what a search finds, kept in memory from one look to the next. A wall is true until a task with pictures
 * moves in the sequence, and then only the months of the tasks that moved are read again.
 */
import type { Finding } from '@/lib/db/finding'
import { foundIds, foundIndex, type FoundMonth, foundMonths, sourceOf } from '@/lib/db/found'
import { readableFrames } from '@/lib/db/frames'
import type { Db } from '@/lib/db/schema'
import { currentSeq } from '@/lib/db/sequence'
import { monthsChangedSince } from '@/lib/db/task-feed'
import type { LibraryFrame, LibraryWall } from '@/lib/mj/library'
import { readFrames } from './library-frames'
import type { LibraryIndex } from './library-index'
import { findingOf } from './library-search'
import type { Viewer } from './viewer'
import type { StudioParts } from './studio-parts'

type Range = { month: string; offset: number; limit: number }

export type Around = {
  previous: LibraryFrame | null
  next: LibraryFrame | null
  index: number
  total: number
}

export type WallReader = {
  wall(viewer: Viewer, query: string): Promise<LibraryWall>
  frames(viewer: Viewer, query: string, range: Range): Promise<readonly LibraryFrame[]>
  around(viewer: Viewer, query: string, frameId: string): Promise<Around>
}

/** A wall of 400,000 frames takes half a megabyte. */
const mostKept = 24
/** When more tasks than this have moved the whole wall is read again. */
const mostChanged = 500

export function createWallReader(
  parts: Pick<StudioParts, 'db'>,
  index: Pick<LibraryIndex, 'catchUp'>,
): WallReader {
  const kept = new Map<string, LibraryWall>()

  const wall: WallReader['wall'] = async ({ ownerId }, query) => {
    const isIndexed = await index.catchUp()
    return parts.db.transaction().execute(async (db) => {
      const seq = await currentSeq(db)
      const finding = await findingOf(db, ownerId, query)
      if (finding === null) return { seq, total: 0, months: [] }
      // What is looked for is part of the key: whoever has a name today may have another tomorrow.
      const key = JSON.stringify([query, finding])
      const months = await monthsNow(db, finding, kept.get(key))
      const total = months.reduce((sum, month) => sum + month.count, 0)
      const now = { seq, total, months }
      kept.delete(key)
      // What is in a collection changes without the sequence.
      if (isIndexed && finding.collections.length === 0) kept.set(key, now)
      if (kept.size > mostKept) kept.delete(kept.keys().next().value!)
      return now
    })
  }

  const frames: WallReader['frames'] = async ({ ownerId }, query, range) => {
    await index.catchUp()
    const finding = await findingOf(parts.db, ownerId, query)
    if (finding === null) return []
    const ids = await foundIds(parts.db, await sourceOf(parts.db, finding), range)
    return readFrames(parts.db, ownerId, ids)
  }

  const around: WallReader['around'] = async (viewer, query, frameId) => {
    const { months, total } = await wall(viewer, query)
    const place = await placeOf(parts.db, viewer, query, frameId)
    if (place === null) return { previous: null, next: null, index: -1, total }
    const newer = months.slice(
      0,
      months.findIndex(({ name }) => name === place.month),
    )
    const at = newer.reduce((sum, { count }) => sum + count, place.offset)
    const read = async (n: number) => {
      const range = rangeOf(months, n)
      return range === null ? null : ((await frames(viewer, query, range))[0] ?? null)
    }
    return { previous: await read(at - 1), next: await read(at + 1), index: at, total }
  }

  return { wall, frames, around }
}

/** What is known, with the months of all tasks that moved since read again. */
async function monthsNow(
  db: Db,
  finding: Finding,
  known: LibraryWall | undefined,
): Promise<readonly FoundMonth[]> {
  const changed =
    known === undefined
      ? null
      : await monthsChangedSince(db, watchedBy(finding), known.seq, mostChanged)
  if (known !== undefined && changed?.size === 0) return known.months
  const source = await sourceOf(db, finding)
  if (known === undefined || changed === null || finding.order.by !== 'month') {
    return foundMonths(db, source)
  }
  const anew = await foundMonths(db, source, [...changed])
  const same = known.months.filter(({ name }) => !changed.has(name))
  return [...same, ...anew].toSorted((a, b) => (a.name < b.name ? 1 : -1))
}

/** Whose tasks change what is found; null for everybody's. */
export function watchedBy({ scope, ownerId }: Finding): string | null {
  return scope === 'own' ? ownerId : null
}

/** In which month a frame is found, and how many of that month stand before it. */
async function placeOf(
  db: Db,
  { ownerId }: Viewer,
  query: string,
  frameId: string,
): Promise<{ month: string; offset: number } | null> {
  const [frame] = await readableFrames(db, ownerId, [frameId])
  const finding = await findingOf(db, ownerId, query)
  if (frame === undefined || finding === null) return null
  const offset = await foundIndex(db, await sourceOf(db, finding), frame)
  if (offset === null) return null
  return { month: finding.order.by === 'month' ? frame.month : '', offset }
}

/** Where on the wall its nth frame stands; null beyond the ends. */
function rangeOf(months: LibraryWall['months'], n: number): Range | null {
  let offset = n
  if (offset < 0) return null
  for (const { name: month, count } of months) {
    if (offset < count) return { month, offset, limit: 1 }
    offset -= count
  }
  return null
}
