import 'server-only'
/** Puts the parts together: the one place that knows all of them. */
import { statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { clampWaits } from '@/lib/db/attempts'
import type { Db } from '@/lib/db/schema'
import { openSqlite } from '@/lib/db/sqlite'
import type { Gateway } from '@/lib/gateway/gateway'
import { StudioError } from '@/lib/mj/errors'
import type { Blobs } from '@/lib/storage/blobs'
import { openDiskBlobs } from '@/lib/storage/disk'
import { type Archive, startArchive } from './archive'
import { changesAfter } from './changes'
import { createBell } from './changes-bell'
import { type Clock, systemClock } from './clock'
import { lockFolder } from './folder-lock'
import { createGatewayDesk } from './gateway-desk'
import { commitSubmits } from './ledger'
import { type Dispatcher, startDispatcher } from './ledger-dispatch'
import { abandonEndedLeases, type Reconciler, startReconciler } from './ledger-reconcile'
import { settleUnclear } from './ledger-unclear'
import {
  readFamily,
  readFeed,
  readHistory,
  readOneTask,
  readRowOf,
  readTasks,
  waitForAnswer,
} from './library'
import { cancelTask, readSeed } from './library-commands'
import { readFilm, readImage } from './library-images'
import { createPreviews } from './library-previews'
import { log } from './log'
import { createReferenceDesk } from './reference-desk'
import type { Studio } from './studio'
import { defaultTimings, type StudioParts, type Timings } from './studio-parts'
import { startTracker, type Tracker, type Watch } from './tracker'
import { createBreaker } from './tracker-breaker'
import { createBudget } from './tracker-budget'

export type StudioOptions = {
  /** The data folder: database, pictures, lock. */
  folder: string
  /** The first is the current one: submits without a parent go there. */
  gateways: readonly Gateway[]
  now?: () => number
  clock?: Clock
  random?: () => number
  timings?: Partial<Timings>
  /** Bytes left on the disk of the data folder. */
  freeBytes?: () => Promise<number>
  onFault?: (where: string, error: unknown) => void
}

export type RunningStudio = Studio & {
  /** The studio's own database, for sessions and tokens; whoever else writes tasks breaks the ledger. */
  readonly db: Db
  /** A hint that a task has changed (a webhook): at most one look per task and ten seconds follows. */
  lookNow(taskId: string): void
}

/**
 * Opens the data folder and takes up where the last process stopped: what was being sent is unclear, what runs is
 * watched, what is finished is kept. Throws `unavailable` when the folder is held by another process.
 */
export async function openStudio(options: StudioOptions): Promise<RunningStudio> {
  const [current] = options.gateways
  if (current === undefined) throw new StudioError('unavailable', 'a studio needs a gateway')
  const lock = await lockFolder(options.folder)
  try {
    const db = await openSqlite(databaseFile(options.folder))
    const blobs = await openDiskBlobs(join(options.folder, 'blobs'))
    const parts = partsOf(options, current, db, blobs)
    await blobs.sweep(Date.now(), 0)
    await recover(parts)
    const engine = await startEngine(parts)
    return studioOf(parts, engine, async () => {
      await engine.stop()
      await db.destroy()
      lock.release()
    })
  } catch (error) {
    lock.release()
    throw error
  }
}

/** Where a data folder keeps its rows. */
export function databaseFile(folder: string): string {
  return join(folder, 'studio.db')
}

function partsOf(options: StudioOptions, current: Gateway, db: Db, blobs: Blobs): StudioParts {
  const clock = options.clock ?? systemClock(options.now)
  return {
    db,
    blobs,
    gateways: new Map(options.gateways.map((gateway) => [gateway.id, gateway])),
    current,
    clock,
    random: options.random ?? Math.random,
    timings: { ...defaultTimings, ...options.timings },
    freeBytes: options.freeBytes ?? (() => freeBytesOf(options.folder)),
    bell: createBell(clock),
    sending: new Set(),
    onFault: options.onFault ?? ((where, error) => log('error', `${where} failed`, { error })),
  }
}

async function freeBytesOf(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}

/** We hold the folder, so whoever was sending is dead: every send under way is unclear, whatever its lease says. */
async function recover(parts: StudioParts): Promise<void> {
  await abandonEndedLeases(parts, Number.MAX_SAFE_INTEGER)
  await clampWaits(parts.db, parts.clock.now() + parts.timings.longestRetryAfterMs)
}

type Engine = {
  dispatcher: Dispatcher
  tracker: Tracker
  reconciler: Reconciler
  archive: Archive
  watches: readonly Watch[]
  stop(): Promise<void>
}

async function startEngine(parts: StudioParts): Promise<Engine> {
  const watches = [...parts.gateways.values()].map((gateway) => ({
    gateway,
    budget: createBudget(),
    breaker: createBreaker(parts.timings),
  }))
  const breakers = new Map(watches.map((watch) => [watch.gateway.id, watch.breaker]))
  const archive = startArchive(parts)
  const tracker = await startTracker(parts, watches, () => {
    archive.wake()
    // A window with a prepared answer has become a modal to send.
    dispatcher.wake()
  })
  const reconciler = startReconciler(parts, watches, () => {
    tracker.wake()
    dispatcher.wake()
  })
  const dispatcher = startDispatcher(parts, breakers, () => {
    tracker.wake()
    reconciler.wake()
  })
  return {
    dispatcher,
    tracker,
    reconciler,
    archive,
    watches,
    async stop() {
      parts.bell.close()
      await Promise.all([tracker.stop(), reconciler.stop(), archive.stop(), dispatcher.stop()])
    },
  }
}

function studioOf(parts: StudioParts, engine: Engine, close: () => Promise<void>): RunningStudio {
  const previews = createPreviews(parts)
  const { dispatcher, tracker, archive } = engine
  return {
    db: parts.db,
    lookNow: (taskId) => tracker.lookNow(taskId),
    async submit(viewer, items) {
      const ids = await commitSubmits(parts, viewer, items)
      dispatcher.wake()
      return readTasks(parts, viewer, ids)
    },
    answered: (viewer, taskId, timeoutMs) => waitForAnswer(parts, viewer, taskId, timeoutMs),
    async confirmWindow(viewer, taskId, clientKey, answer) {
      const submission = { verb: 'modal', taskId, ...answer } as const
      await commitSubmits(parts, viewer, [{ clientKey, submission }])
      dispatcher.wake()
      return readOneTask(parts, viewer, taskId)
    },
    feed: (viewer, query) => readFeed(parts, viewer, query),
    task: (viewer, taskId) => readOneTask(parts, viewer, taskId),
    tasks: (viewer, taskIds) => readTasks(parts, viewer, taskIds),
    family: (viewer, taskId) => readFamily(parts, viewer, taskId),
    history: (viewer, taskId) => readHistory(parts, viewer, taskId),
    changes: (viewer, after, hold) => changesAfter(parts, viewer, after, hold),
    seed: async (viewer, taskId) => readSeed(parts, await readRowOf(parts, viewer, taskId)),
    async cancel(viewer, taskId) {
      await cancelTask(parts, await readRowOf(parts, viewer, taskId))
      return readOneTask(parts, viewer, taskId)
    },
    async settleUnclear(viewer, taskId, choice) {
      await settleUnclear(parts, engine, await readRowOf(parts, viewer, taskId), choice)
      for (const part of [dispatcher, tracker, archive]) part.wake()
      return readOneTask(parts, viewer, taskId)
    },
    async retryArchive(viewer, taskId) {
      await archive.retry(await readRowOf(parts, viewer, taskId))
      return readOneTask(parts, viewer, taskId)
    },
    gateways: createGatewayDesk(),
    references: createReferenceDesk(),
    video: (viewer, videoId) => readFilm(parts, viewer, videoId),
    image: (viewer, pictureId, what) => readImage(parts, viewer, pictureId, what),
    preview: async (viewer, taskId) => previews.read(await readRowOf(parts, viewer, taskId)),
    connected() {
      const others = [...parts.gateways.values()].filter(({ id }) => id !== parts.current.id)
      return [parts.current, ...others].map(({ id, name, isDemo, capabilities }) => {
        const watch = engine.watches.find(({ gateway }) => gateway.id === id)
        const reachable = watch?.breaker.isReachable ?? true
        return { id, name, isDemo, capabilities, reachable, defaultSpeed: null }
      })
    },
    close,
  }
}
