import 'server-only'
/**
 * Keeps what gateways only lend: on SUCCESS the bytes are fetched, verified and stored, files first and the row
 * last, so that a row never names what is not there. What fails is tried again for a day, with a fresh address
 * when the old one has expired; then it is given up in words, and can be tried again by hand.
 */
import { insertEvent } from '@/lib/db/events'
import { settleTrashed } from '@/lib/db/frames'
import { putPictures } from '@/lib/db/pictures'
import type { TaskRow, VideoRow } from '@/lib/db/schema'
import { archiveLeases, nextArchiveAt, tasksToArchive } from '@/lib/db/task-archive'
import { moveTask, noteTask, readTask } from '@/lib/db/tasks'
import { putVideos } from '@/lib/db/videos'
import type { Gateway } from '@/lib/gateway/gateway'
import { StudioError } from '@/lib/mj/errors'
import { addressExpiresAt } from './archive-address'
import { addressesOf, fetchResults, type Results } from './archive-results'
import { finishSizes, isKept } from './archive-sizes'
import { ensureNotRemoved } from './blob-guard'
import { counted } from './counted'
import { backoffMs } from './ledger-backoff'
import { askAgainMs, type Lease } from './leases'
import { startLoop } from './loop'
import { noteAsKeeper, type StudioParts, write, writeAsKeeper } from './studio-parts'

export type Archive = {
  wake(): void
  /** Tries once more to fetch what was given up. Throws `conflict` when nothing is missing. */
  retry(task: TaskRow): Promise<void>
  stop(): Promise<void>
}

const mostAtOnce = 3

export function startArchive(parts: StudioParts): Archive {
  const keeping = new Map<string, Promise<void>>()
  const step = async (): Promise<number | null> => {
    const now = parts.clock.now()
    const due = await tasksToArchive(parts.db, now, mostAtOnce + keeping.size, among(parts))
    for (const task of byDeadline(due)) {
      if (keeping.size >= mostAtOnce) return null
      if (!keeping.has(task.id)) keeping.set(task.id, keep(task))
    }
    if (keeping.size > 0) return null
    const next = await nextArchiveAt(parts.db)
    // What is due and was not among it is in the hands of another process, as long as that lives.
    return parts.leases.isShared && next !== null && next <= now ? now + askAgainMs : next
  }
  const loop = startLoop(parts.clock, step, (error) => parts.onFault('archive', error))
  const keep = async (task: TaskRow) => {
    try {
      await keepAlone(parts, task)
    } catch (error) {
      // The database would not take it: the row still says that it is due.
      parts.onFault('archive', error)
      await new Promise<void>((resolve) => parts.clock.after(1000, resolve))
    } finally {
      keeping.delete(task.id)
      loop.wake()
    }
  }
  loop.wake()
  return {
    wake: loop.wake,
    async retry(task) {
      await resume(parts, task)
      loop.wake()
    },
    async stop() {
      await loop.stop()
      await Promise.all(keeping.values())
    },
  }
}

/** What another process may be at work on, or knows the gateway of, is left to it. */
function among({ leases, gateways }: StudioParts) {
  return leases.isShared ? { gatewayIds: gateways.ids, time: leases.now() } : null
}

/** See [Note: One keeper for each task] in leases.ts. */
async function keepAlone(parts: StudioParts, task: TaskRow): Promise<void> {
  const taken = await parts.leases.take(`${archiveLeases}${task.id}`)
  if (!taken.isOurs) return
  const { lease } = taken
  try {
    // Between the look and the lease another may have come and gone.
    const row = lease === null ? task : await readTask(parts.db, task.id)
    if (row.archive_next_at !== null && row.archive_next_at <= parts.clock.now())
      await keepTask(parts, row, lease)
  } finally {
    await lease?.release()
  }
}

/** Addresses about to expire go first. */
function byDeadline(tasks: readonly TaskRow[]): readonly TaskRow[] {
  const deadline = (task: TaskRow) => expiresAt(task) ?? Infinity
  return tasks.toSorted((a, b) => Math.sign(deadline(a) - deadline(b)) || 0)
}

async function keepTask(parts: StudioParts, task: TaskRow, lease: Lease | null): Promise<void> {
  if (isKept(task)) return finishSizes(parts, task, lease)
  const gateway = parts.gateways.get(task.gateway_id)
  if (gateway === undefined) {
    return giveUp(parts, task, 'the gateway of this task is no longer connected', lease)
  }
  const since = parts.clock.now()
  let results: Results
  try {
    // An address that says itself that it has ended is not worth a try.
    const isUsable = hasAddress(task) && !hasExpired(task, since)
    const known = isUsable ? task : await refreshAddress(parts, gateway, task, lease)
    results = await fetchResults(parts, gateway, known)
  } catch (error) {
    return fail(parts, { gateway, task, lease }, error)
  }
  try {
    await writeResults(parts, task, lease, results, since)
  } catch (error) {
    if (error instanceof StudioError) return fail(parts, { gateway, task, lease }, error)
    throw error
  }
  await finishSizes(parts, { ...task, archive_tries: 0 }, lease)
}

/** Names what has been put since a moment: the rows, the frames and the state, all or none. */
async function writeResults(
  parts: StudioParts,
  task: TaskRow,
  lease: Lease | null,
  { pictures, videos }: Results,
  since: number,
): Promise<void> {
  await writeAsKeeper(parts, lease, async (db) => {
    const shas = [...pictures, ...videos].map((row) => row.sha256)
    await ensureNotRemoved(db, shas, since)
    const kept = await putPictures(db, task, pictures)
    const keptId = new Map(pictures.map((picture, n) => [picture.id, kept[n]!.id]))
    const posterOf = ({ poster_id: id }: VideoRow) => (id === null ? null : keptId.get(id)!)
    await putVideos(
      db,
      task.id,
      videos.map((video) => ({ ...video, poster_id: posterOf(video) })),
    )
    await settleTrashed(db, [task.id])
    const state = { name: 'done', archive: 'kept', detail: '' } as const
    const at = parts.clock.now()
    // Still due: some of its sizes are to come.
    await moveTask(db, task, state, { archive_next_at: at, archive_tries: 0 })
    const films = videos.length === 0 ? '' : `, ${counted(videos.length, 'film')}`
    const detail = `${counted(pictures.length, 'picture')}${films}`
    await insertEvent(db, task.id, { at, kind: 'kept', detail })
  })
}

/** Of the failed tries this many are told in the task's history. */
const notedTries = 10

/** Kinds that no later try can change. */
const hopeless = ['too-large', 'forbidden']

/** A host in trouble shows a web page or half of a picture, with 200: only what it says for long is believed. */
function isHopeless(parts: StudioParts, kind: string, ageMs: number): boolean {
  if (hopeless.includes(kind) || ageMs >= parts.timings.archiveGiveUpMs) return true
  return kind === 'unsupported-type' && ageMs >= parts.timings.archiveMisfitMs
}

async function fail(
  parts: StudioParts,
  { gateway, task, lease }: { gateway: Gateway; task: TaskRow; lease: Lease | null },
  error: unknown,
): Promise<void> {
  const reason = error instanceof StudioError ? error.message : 'the picture could not be kept'
  const kind = error instanceof StudioError ? error.kind : 'internal'
  if (!(error instanceof StudioError)) parts.onFault('archive', error)
  const now = parts.clock.now()
  const age = now - (task.archive_since ?? now)
  if (isHopeless(parts, kind, age)) return giveUp(parts, task, reason, lease)
  if (kind === 'not-found' || hasExpired(task, now)) {
    await refreshAddress(parts, gateway, task, lease)
  }
  const { backoffMs: limits, longestRetryAfterMs: longest } = parts.timings
  const waitMs = backoffMs(task.archive_tries, parts.random, { ...limits, longest })
  await writeAsKeeper(parts, lease, async (db) => {
    await noteTask(db, task.id, {
      archive_tries: task.archive_tries + 1,
      archive_next_at: now + waitMs,
    })
    const detail = `${reason}; again in ${Math.ceil(waitMs / 1000)} s`
    // A day of tries would bury the rest of the history.
    if (task.archive_tries < notedTries) {
      await insertEvent(db, task.id, { at: now, kind: 'not kept', detail })
    }
  })
}

function hasExpired(task: TaskRow, now: number): boolean {
  const at = expiresAt(task)
  return at !== null && at <= now
}

/** Until when the gateway lends what is not kept yet, and when it is tried again. */
export function archiveOutlook(task: TaskRow): {
  expiresAt: number | null
  nextTryAt: number | null
} {
  if (task.state_name !== 'done' || isKept(task)) return { expiresAt: null, nextTryAt: null }
  return { expiresAt: expiresAt(task), nextTryAt: task.archive_next_at }
}

/** When the first of the task's addresses stops working; null where none says so. */
function expiresAt(task: TaskRow): number | null {
  const { pictures, films } = addressesOf(task)
  const ends = [...pictures, ...films].flatMap((address) => addressExpiresAt(address) ?? [])
  return ends.length === 0 ? null : Math.min(...ends)
}

function hasAddress(task: TaskRow): boolean {
  const { pictures, films } = addressesOf(task)
  return pictures.length + films.length > 0
}

/** The gateway may have a fresh address by now; when it has not, the old one is tried again. */
async function refreshAddress(
  parts: StudioParts,
  gateway: Gateway,
  task: TaskRow,
  lease: Lease | null,
): Promise<TaskRow> {
  if (task.gateway_task_id === null) return task
  const read = await gateway.fetch(task.gateway_task_id)
  if (read.type !== 'found' || read.report.status !== 'SUCCESS') return task
  const fresh = {
    image_url: read.report.imageUrl ?? task.image_url,
    image_urls_json: JSON.stringify(read.report.imageUrls),
    video_urls_json: JSON.stringify(read.report.videoUrls),
    thumbnails_json: JSON.stringify(read.report.thumbnails),
  }
  await noteAsKeeper(parts, lease, (db) => noteTask(db, task.id, fresh))
  return { ...task, ...fresh }
}

async function giveUp(
  parts: StudioParts,
  task: TaskRow,
  detail: string,
  lease: Lease | null,
): Promise<void> {
  await writeAsKeeper(parts, lease, async (db) => {
    await moveTask(db, task, { name: 'done', archive: 'gone', detail }, { archive_next_at: null })
    await insertEvent(db, task.id, { at: parts.clock.now(), kind: 'gone', detail })
  })
}

async function resume(parts: StudioParts, task: TaskRow): Promise<void> {
  await write(parts, async (db) => {
    const row = await readTask(db, task.id)
    if (row.state_name !== 'done' || !row.state_json.includes('"gone"')) {
      throw new StudioError('conflict', 'no picture of this task is missing')
    }
    const now = parts.clock.now()
    const state = { name: 'done', archive: 'keeping', detail: '' } as const
    await moveTask(db, row, state, { archive_next_at: now, archive_since: now, archive_tries: 0 })
  })
}
