import 'server-only'
import {
  collectedAmong,
  collectionsOf,
  countsOfCollections,
  coverOfCollection,
  deleteCollected,
  deleteCollection,
  findCollectionOf,
  insertCollected,
  insertCollection,
  lastRankOf,
  lockCollection,
  nameCollection,
  rankFrames,
  ranksOf,
} from '@/lib/db/collections'
import { randomId } from '@/lib/db/ids'
import type { CollectionRow, Db } from '@/lib/db/schema'
import { ranksBetween } from '@/lib/gallery/rank'
import { StudioError } from '@/lib/mj/errors'
import type { Collection } from '@/lib/mj/library'
import { assembleFrames } from './library-frames'
import { selectedFrames } from './library-marks'
import type { LibraryDesk } from './desks'
import type { Viewer } from './viewer'
import { type StudioParts, write } from './studio-parts'

type CollectionDesk = Pick<
  LibraryDesk,
  | 'collections'
  | 'createCollection'
  | 'renameCollection'
  | 'removeCollection'
  | 'collect'
  | 'uncollect'
  | 'arrange'
>

const inCover = 4
/** A longer rank comes of many moves to one place: then all are ranked anew. */
const longestRank = 48

export function createCollectionDesk(parts: StudioParts): CollectionDesk {
  return {
    async collections({ ownerId }) {
      const counts = await countsOfCollections(parts.db, ownerId)
      const rows = await collectionsOf(parts.db, ownerId)
      return Promise.all(rows.map((row) => collectionOf(parts.db, row, counts.get(row.id) ?? 0)))
    },
    async createCollection({ ownerId }, name) {
      const row = {
        id: randomId(),
        owner_id: ownerId,
        name: name.trim(),
        created_at: parts.clock.now(),
      }
      await write(parts, async (db) => {
        await ensureFree(db, row)
        await insertCollection(db, row)
      })
      return collectionOf(parts.db, row, 0)
    },
    async renameCollection(viewer, id, name) {
      const row = await write(parts, async (db) => {
        const known = await readCollection(db, viewer, id)
        const named = { ...known, name: name.trim() }
        await ensureFree(db, named)
        await nameCollection(db, id, named.name)
        return named
      })
      const counts = await countsOfCollections(parts.db, viewer.ownerId)
      return collectionOf(parts.db, row, counts.get(id) ?? 0)
    },
    async removeCollection(viewer, id) {
      await write(parts, async (db) => {
        await readCollection(db, viewer, id)
        await deleteCollection(db, id)
      })
    },
    collect: (viewer, id, selection) =>
      write(parts, async (db) => {
        await holdCollection(db, viewer, id)
        const frames = await selectedFrames(db, viewer, selection)
        const ids = frames.map((frame) => frame.id)
        const already = await collectedAmong(db, id, ids)
        const added = ids.filter((frameId) => !already.has(frameId))
        const ranks = ranksBetween(await lastRankOf(db, id), null, added.length)
        const added_at = parts.clock.now()
        await insertCollected(
          db,
          added.map((frame_id, n) => ({ collection_id: id, frame_id, rank: ranks[n]!, added_at })),
        )
        return { changed: added }
      }),
    uncollect: (viewer, id, selection) =>
      write(parts, async (db) => {
        await holdCollection(db, viewer, id)
        const frames = await selectedFrames(db, viewer, selection)
        const ids = frames.map((frame) => frame.id)
        const there = await collectedAmong(db, id, ids)
        const removed = ids.filter((frameId) => there.has(frameId))
        await deleteCollected(db, id, removed)
        return { changed: removed }
      }),
    async arrange(viewer, id, frameIds, before) {
      await write(parts, async (db) => {
        await holdCollection(db, viewer, id)
        await arrangeFrames(db, id, frameIds, before)
      })
    },
  }
}

async function arrangeFrames(
  db: Db,
  id: string,
  frameIds: readonly string[],
  before: string | null,
): Promise<void> {
  const all = await ranksOf(db, id)
  const there = new Set(all.map((row) => row.frame_id))
  const moved = [...new Set(frameIds)].filter((frameId) => there.has(frameId))
  const isMoved = new Set(moved)
  const from = before === null ? all.length : all.findIndex((row) => row.frame_id === before)
  if (from < 0) throw new StudioError('not-found', 'there is no such frame in this collection')
  // Where the frame to stand before is moved itself, the next one that stays.
  const next = all.slice(from).find((row) => !isMoved.has(row.frame_id)) ?? null
  const last = all.slice(0, from).findLast((row) => !isMoved.has(row.frame_id)) ?? null
  const ranks = ranksBetween(last?.rank ?? null, next?.rank ?? null, moved.length)
  if (ranks.every((rank) => rank.length <= longestRank)) {
    return rankFrames(
      db,
      id,
      moved.map((frame_id, n) => ({ frame_id, rank: ranks[n]! })),
    )
  }
  const staying = all.flatMap(({ frame_id }) => (isMoved.has(frame_id) ? [] : [frame_id]))
  const at = next === null ? staying.length : staying.indexOf(next.frame_id)
  const order = staying.toSpliced(at, 0, ...moved)
  const anew = ranksBetween(null, null, order.length)
  await rankFrames(
    db,
    id,
    order.map((frame_id, n) => ({ frame_id, rank: anew[n]! })),
  )
}

/** Throws `not-found`, also for another owner's. */
async function readCollection(db: Db, viewer: Viewer, id: string): Promise<CollectionRow> {
  const row = await findCollectionOf(db, viewer.ownerId, id)
  if (row === undefined) throw new StudioError('not-found', 'there is no such collection')
  return row
}

/** As `readCollection`, and nobody else changes what is in it until the transaction ends. */
async function holdCollection(db: Db, viewer: Viewer, id: string): Promise<void> {
  await readCollection(db, viewer, id)
  await lockCollection(db, id)
}

/** A name stands for one collection, however it is written: searches find it by its name. */
async function ensureFree(db: Db, { id, owner_id, name }: CollectionRow): Promise<void> {
  const others = await collectionsOf(db, owner_id)
  const isTaken = others.some(
    (other) => other.id !== id && other.name.toLowerCase() === name.toLowerCase(),
  )
  if (isTaken) throw new StudioError('conflict', 'there is a collection of that name already')
}

async function collectionOf(db: Db, row: CollectionRow, count: number): Promise<Collection> {
  const cover = await assembleFrames(db, row.owner_id, await coverOfCollection(db, row, inCover))
  return { id: row.id, name: row.name, count, cover, createdAt: row.created_at }
}
