import 'server-only'
/**
 * A library that was exported, taken in: tasks first, in the order of the file, then what belongs to none of them.
 * Files go before rows, rows a batch at a time, each batch whole or not at all; so whenever it stops, what is in is
 * sound, and importing the same file again goes on where it stopped. See [Note: An import knows its tasks again].
 */
import { takenMedia } from '@/lib/db/exchange'
import { picturesOf } from '@/lib/db/pictures'
import { videosOf } from '@/lib/db/videos'
import { StudioError } from '@/lib/mj/errors'
import type { ImportPlan, ImportReport, ImportSkip, Skipped } from '@/lib/mj/exchange'
import { ensureNotRemoved } from './blob-guard'
import type { TaskRecord } from './exchange-record'
import { addKnown, addNew, type Ready } from './import-batch'
import { takeFilm, takeMask, takePicture, type Taker } from './import-media'
import { importCollection, importReference, importSearch } from './import-rest'
import { readLibrary } from './import-library-json'
import { gatewayHere, type Place, placesOf } from './import-places'
import { ImportRefusal, type OpenZip } from './import-zip'
import type { Viewer } from './viewer'
import { type StudioParts, write } from './studio-parts'

/** Small enough that a stop is heard within seconds. */
const tasksAtOnce = 20
/** As many as are decoded at once. */
const takenAtOnce = 2

/** What importing this file would do. Throws `ImportRefusal`. */
export async function planLibrary(
  parts: StudioParts,
  viewer: Viewer,
  zip: OpenZip,
): Promise<Extract<ImportPlan, { kind: 'library' }>> {
  const plan = { tasks: 0, pictures: 0, films: 0, known: 0, sizeBytes: 0, addedBytes: 0 }
  const strangers = new Set<string>()
  for await (const batch of taskBatches(zip)) {
    const places = await placesIn(parts, viewer, batch)
    for (const [n, task] of batch.entries()) {
      const here = await contentOf(parts, places[n]!)
      const files = [...task.pictures, ...task.films].filter((one) => one.file !== null)
      plan.tasks += 1
      plan.known += places[n]!.type === 'known' ? 1 : 0
      plan.pictures += task.pictures.filter((picture) => picture.file !== null).length
      plan.films += task.films.filter((film) => film.file !== null).length
      for (const { sha256, sizeBytes } of files) {
        plan.sizeBytes += sizeBytes
        plan.addedBytes += here.has(sha256) ? 0 : sizeBytes
      }
      if (!parts.gateways.has(gatewayHere(parts.gateways, task.gateway))) {
        strangers.add(task.gateway.name)
      }
    }
  }
  return { kind: 'library', ...plan, strangers: [...strangers].slice(0, 20) }
}

async function* taskBatches(zip: OpenZip): AsyncGenerator<readonly TaskRecord[]> {
  let batch: TaskRecord[] = []
  for await (const line of readLibrary(zip)) {
    if (line.section !== 'tasks') continue
    batch.push(line.record)
    if (batch.length < tasksAtOnce) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

function placesIn(
  parts: StudioParts,
  viewer: Viewer,
  batch: readonly TaskRecord[],
): Promise<readonly Place[]> {
  return placesOf(parts.db, viewer.ownerId, batch, (record) =>
    gatewayHere(parts.gateways, record.gateway),
  )
}

export type Tally = Omit<ImportReport, 'skipped' | 'toFetch' | 'expired'>

/** What an import has learnt on its way: whose ids have become others, and what it counts. */
export type Journey = {
  /** Ids of this file by those under which they are here; an id that is missing is the same in both. */
  tasks: Map<string, string>
  pictures: Map<string, string>
  tally: { -readonly [K in keyof Tally]: Tally[K] }
}

const mostSkippedTold = 100

/** Takes everything in. `told` hears how many tasks are done; `isOver` is asked before each batch. */
export async function importLibrary(
  parts: StudioParts,
  viewer: Viewer,
  zip: OpenZip,
  { told, isOver }: { told: (done: number) => void; isOver: () => boolean },
): Promise<ImportReport> {
  const skipped: Skipped<ImportSkip>[] = []
  const journey: Journey = { tasks: new Map(), pictures: new Map(), tally: { ...emptyTally } }
  const taker: Taker = {
    zip,
    skip(one) {
      journey.tally.skippedInAll += 1
      if (skipped.length < mostSkippedTold) skipped.push(one)
    },
  }
  let done = 0
  for await (const batch of taskBatches(zip)) {
    if (isOver()) throw new ImportRefusal('interrupted')
    await importBatch(parts, viewer, { records: batch, taker, journey })
    done += batch.length
    told(done)
  }
  for await (const line of readLibrary(zip)) {
    if (isOver()) throw new ImportRefusal('interrupted')
    const { section, record } = line
    if (section === 'references') await importReference(parts, viewer, taker, record)
    if (section === 'collections') await importCollection(parts, viewer, journey, record)
    if (section === 'searches') await importSearch(parts, viewer, journey, record)
  }
  return { ...journey.tally, skipped, toFetch: 0, expired: 0 }
}

const emptyTally: Tally = {
  tasks: 0,
  known: 0,
  pictures: 0,
  films: 0,
  collections: 0,
  searches: 0,
  skippedInAll: 0,
}

/** A picture of it that is just being deleted elsewhere is put again, which a second try does. */
const mostTries = 3

async function importBatch(parts: StudioParts, viewer: Viewer, batch: Batch): Promise<void> {
  const fresh = { ...batch, records: unseen(batch) }
  for (let tries = 1; ; tries += 1) {
    try {
      return await writeBatch(parts, viewer, fresh)
    } catch (error) {
      const isPassing = error instanceof StudioError && error.kind === 'unavailable'
      if (!isPassing || tries === mostTries) throw error
    }
  }
}

type Batch = { records: readonly TaskRecord[]; taker: Taker; journey: Journey }

/** Without what the file has told before: a hostile one says a thing twice, or one that was put together by hand. */
function unseen({ records, journey }: Batch): readonly TaskRecord[] {
  const ids = new Set<string>()
  return records.filter(({ id }) => {
    const isNew = !ids.has(id) && !journey.tasks.has(id)
    ids.add(id)
    return isNew
  })
}

async function writeBatch(
  parts: StudioParts,
  viewer: Viewer,
  { records, taker, journey }: Batch,
): Promise<void> {
  const putSince = parts.clock.now()
  const places = await placesIn(parts, viewer, records)
  const media = records.flatMap((task) => [...task.pictures, ...task.films]).map(({ id }) => id)
  const taken = await takenMedia(parts.db, media)
  const ready: Ready[] = []
  for (let at = 0; at < records.length; at += takenAtOnce) {
    const some = records.slice(at, at + takenAtOnce).map((record, n) => {
      return takeFiles(parts, taker, { record, place: places[at + n]!, taken })
    })
    ready.push(...(await Promise.all(some)))
  }
  await write(parts, async (db) => {
    await ensureNotRemoved(db, ready.flatMap(blobsOf), putSince)
    for (const one of ready) {
      journey.tasks.set(one.record.id, one.place.taskId)
      if (one.place.type === 'known') await addKnown(db, viewer, one, journey)
      else await addNew(parts, db, viewer, one, journey)
    }
  })
  for (const { place, record } of ready) {
    if (place.type !== 'elsewhere') continue
    taker.skip({ what: record.prompt.slice(0, 80), reason: 'elsewhere' })
  }
}

/** What a task is about to name. */
function blobsOf({ pictures, films, mask }: Ready): readonly string[] {
  return [
    ...pictures.map(({ kept }) => kept.blob.sha256),
    ...films.map(({ blob }) => blob.sha256),
    ...(mask === undefined ? [] : [mask.png, ...(mask.document === null ? [] : [mask.document])]),
  ]
}

/** Files first: a row without its file would be a lie, a file without its row is litter. */
async function takeFiles(
  parts: StudioParts,
  taker: Taker,
  { record, place, taken }: Pick<Ready, 'record' | 'place' | 'taken'>,
): Promise<Ready> {
  const here = await contentOf(parts, place)
  const pictures: Ready['pictures'] = []
  for (const picture of record.pictures) {
    if (here.has(picture.sha256)) continue
    const kept = await takePicture(parts, taker, picture)
    if (kept !== undefined) pictures.push({ record: picture, kept })
  }
  const films: Ready['films'] = []
  for (const film of record.films) {
    if (here.has(film.sha256)) continue
    const blob = await takeFilm(parts, taker, film)
    if (blob !== undefined) films.push({ record: film, blob })
  }
  const needsMask = record.mask !== null && place.type !== 'known'
  const mask = needsMask ? await takeMask(parts, taker, record.mask!) : undefined
  return { record, place, taken, pictures, films, mask }
}

/** What a task that is here already has, by its bytes. */
async function contentOf(parts: StudioParts, place: Place): Promise<ReadonlySet<string>> {
  if (place.type !== 'known') return new Set()
  const [pictures, films] = await Promise.all([
    picturesOf(parts.db, [place.taskId]),
    videosOf(parts.db, [place.taskId]),
  ])
  return new Set([...pictures, ...films].map((row) => row.sha256))
}
