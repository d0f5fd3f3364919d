import 'server-only'
/** What belongs to no single task: references, collections, saved searches. */
import { insertCollected, insertCollection } from '@/lib/db/collections'
import {
  allCollections,
  allSearches,
  dateReference,
  framesInCollection,
  isIdTaken,
} from '@/lib/db/exchange'
import { readableFrames } from '@/lib/db/frames'
import { randomId } from '@/lib/db/ids'
import { referencesOf } from '@/lib/db/references'
import { ranksBetween } from '@/lib/gallery/rank'
import type { CollectionRecord, ReferenceRecord, SearchRecord } from './exchange-record'
import type { Journey } from './import-library'
import { takeReference, type Taker } from './import-media'
import { keepReference } from './reference-keeping'
import type { Viewer } from './viewer'
import { type StudioParts, write } from './studio-parts'

export async function importReference(
  parts: StudioParts,
  viewer: Viewer,
  taker: Taker,
  record: ReferenceRecord,
): Promise<void> {
  const [known] = await referencesOf(parts.db, viewer.ownerId, [record.sha256])
  if (known !== undefined) return
  const isKept = await takeReference(taker, record, (bytes) => keepReference(parts, viewer, bytes))
  if (isKept) await dateReference(parts.db, viewer.ownerId, record.sha256, record)
}

/** Into the collection of this name, behind what is in it; a new one where there is none. */
export async function importCollection(
  parts: StudioParts,
  viewer: Viewer,
  journey: Journey,
  record: CollectionRecord,
): Promise<void> {
  await write(parts, async (db) => {
    const all = await allCollections(db, viewer.ownerId)
    const known = all.find(({ name }) => name === record.name)
    const isTaken = known === undefined && (await isIdTaken(db, 'collection', record.id))
    const id = known?.id ?? (isTaken ? randomId() : record.id)
    if (known === undefined) {
      const { name, createdAt: created_at } = record
      await insertCollection(db, { id, owner_id: viewer.ownerId, name, created_at })
      journey.tally.collections += 1
    }
    const wanted = record.frames.map((frame) => ({ ...frame, id: frameHere(journey, frame.id) }))
    const there = await framesInCollection(db, id)
    const held = new Set(there.map((row) => row.frame_id))
    const mine = await readableFrames(
      db,
      viewer.ownerId,
      wanted.map((frame) => frame.id),
    )
    const isMine = new Set(mine.map((frame) => frame.id))
    const added = wanted.filter((frame) => isMine.has(frame.id) && !held.has(frame.id))
    const ranks = ranksBetween(there.at(-1)?.rank ?? null, null, added.length)
    await insertCollected(
      db,
      added.map((frame, n) => ({
        collection_id: id,
        frame_id: frame.id,
        rank: ranks[n]!,
        added_at: frame.addedAt,
      })),
    )
  })
}

/** The frame's id here: that of its picture, with the quadrant that it had. */
function frameHere(journey: Journey, frameId: string): string {
  const [, picture = frameId, quadrant = ''] = /^(.*?)(-[1-4])?$/.exec(frameId) ?? []
  return (journey.pictures.get(picture) ?? picture) + quadrant
}

/** A search of the same name that looks for something else gets a number behind its name. */
export async function importSearch(
  parts: StudioParts,
  viewer: Viewer,
  journey: Journey,
  record: SearchRecord,
): Promise<void> {
  await write(parts, async (db) => {
    const all = await allSearches(db, viewer.ownerId)
    if (all.some(({ query, name }) => query === record.query && isNameOf(name, record.name))) return
    const taken = new Set(all.map(({ name }) => name))
    let name = record.name
    for (let n = 2; taken.has(name); n += 1) name = `${record.name} ${n}`
    const isTaken =
      all.some(({ id }) => id === record.id) || (await isIdTaken(db, 'saved_search', record.id))
    const { query, createdAt: created_at } = record
    const id = isTaken ? randomId() : record.id
    await db
      .insertInto('saved_search')
      .values({ id, owner_id: viewer.ownerId, name, query, created_at })
      .execute()
    journey.tally.searches += 1
  })
}

function isNameOf(name: string, wanted: string): boolean {
  return (
    name === wanted ||
    (name.startsWith(`${wanted} `) && /^\d+$/.test(name.slice(wanted.length + 1)))
  )
}
