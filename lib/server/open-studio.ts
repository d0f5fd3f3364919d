import 'server-only'
/** Puts the parts together: the one place that knows all of them. */
import { statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { clampWaits } from '@/lib/db/attempts'
import type { Db } from '@/lib/db/schema'
import { openSqlite } from '@/lib/db/sqlite'
import type { Transport } from '@/lib/gateway/client'
import type { Gateway } from '@/lib/gateway/gateway'
import type { Blobs } from '@/lib/storage/blobs'
import { openDiskBlobs } from '@/lib/storage/disk'
import { type Archive, startArchive } from './archive'
import { changesAfter } from './changes'
import { createBell } from './changes-bell'
import { type Clock, systemClock } from './clock'
import { lockFolder } from './folder-lock'
import { createExchangeDesk, type OpenedExchange } from './exchange-desk'
import { createGatewayDesk } from './gateway-desk'
import { createGatewayRegistry, type GatewayRegistry } from './gateway-registry'
import { type Connection, connectMade, type OpenedDemo } from './gateways'
import { createHookReceiver, type HookReceiver } from './hook'
import { type HookSender, type PostHook, startHookSender } from './hook-sender'
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
import { createLibraryDesk } from './library-desk'
import { type LibraryIndex, startLibraryIndex } from './library-index'
import { startTrash } from './library-trash'
import { createPreviews } from './library-previews'
import { readMask } from './library-masks'
import { log } from './log'
import { createReferenceDesk } from './reference-desk'
import { keepPasted } from './paste-back'
import type { Studio } from './studio'
import { defaultTimings, type StudioParts, type Timings } from './studio-parts'
import { startTracker, type Tracker } from './tracker'
import { openVault, type Vault } from './vault'

export type StudioOptions = {
  /** The data folder: database, pictures, lock. */
  folder: string
  /** Gateways that somebody has made already; they stand as the environment's do. */
  gateways?: readonly Gateway[]
  /** The gateway that the environment names: connected as long as the studio runs. */
  environment?: Connection | null
  /** Opens the demo gateway when it is wanted; its files are in the data folder, which is held by then. */
  openDemo?: () => Promise<OpenedDemo>
  /** How gateways set up in the studio are reached, where not over the network. */
  send?: Transport
  /** What their keys are sealed with; null: the data folder's own secret. */
  secret?: Uint8Array | null
  /** The one public address of the studio, at which gateways may call it. */
  origin?: string | null
  now?: () => number
  clock?: Clock
  random?: () => number
  timings?: Partial<Timings>
  /** Bytes left on the disk of the data folder. */
  freeBytes?: () => Promise<number>
  onFault?: (where: string, error: unknown) => void
  /** How tools are told of their tasks; by default to public addresses only. */
  postHook?: PostHook
}

export type RunningStudio = Studio & {
  /** The studio's own database, for sessions and tokens; whoever else writes tasks breaks the ledger. */
  readonly db: Db
  /** A hint that a task has changed (a webhook): at most one look per task and ten seconds follows. */
  lookNow(taskId: string): void
  /** What a gateway has sent to an address of ours; see [Note: A hook is a hint] in hook.ts. */
  takeHook(token: string, body: unknown): Promise<void>
}

/**
 * Opens the data folder and takes up where the last process stopped: what was being sent is unclear, what runs is
 * watched, what is finished is kept. Throws `unavailable` when the folder is held by another process.
 */
export async function openStudio(options: StudioOptions): Promise<RunningStudio> {
  const lock = await lockFolder(options.folder)
  try {
    const db = await openSqlite(databaseFile(options.folder))
    const blobs = await openDiskBlobs(join(options.folder, 'blobs'))
    const vault = await openVault(options.folder, options.secret ?? null)
    const gateways = await connect(options, db, vault)
    const parts = partsOf(options, { db, blobs, vault, gateways })
    await blobs.sweep(Date.now(), 0)
    await recover(parts)
    const engine = await startEngine(parts, options.postHook)
    const exchange = await createExchangeDesk(parts, {
      folder: join(options.folder, 'imports'),
      catchUp: () => engine.libraryIndex.catchUp(),
      wake() {
        engine.archive.wake()
        engine.tracker.wake()
      },
    })
    const close = async () => {
      await exchange.stop()
      await engine.stop()
      await gateways.close()
      await db.destroy()
      lock.release()
    }
    return studioOf(parts, engine, { send: options.send, exchange, close })
  } catch (error) {
    lock.release()
    throw error
  }
}

/** Where a data folder keeps its rows. */
export function databaseFile(folder: string): string {
  return join(folder, 'studio.db')
}

function connect(options: StudioOptions, db: Db, vault: Vault): Promise<GatewayRegistry> {
  const made = (options.gateways ?? []).map(connectMade)
  return createGatewayRegistry({
    db,
    vault,
    fixed: options.environment ? [options.environment, ...made] : made,
    openDemo: options.openDemo ?? null,
    send: options.send,
    limits: timingsOf(options),
  })
}

function timingsOf(options: StudioOptions): Timings {
  return { ...defaultTimings, ...options.timings }
}

function partsOf(
  options: StudioOptions,
  opened: { db: Db; blobs: Blobs; vault: Vault; gateways: GatewayRegistry },
): StudioParts {
  const clock = options.clock ?? systemClock(options.now)
  return {
    ...opened,
    get current() {
      return opened.gateways.current
    },
    hooks: { origin: options.origin ?? null, secret: opened.vault.derive('notify hooks') },
    clock,
    random: options.random ?? Math.random,
    timings: timingsOf(options),
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
  libraryIndex: LibraryIndex
  hooks: HookReceiver
  told: HookSender
  stop(): Promise<void>
}

async function startEngine(parts: StudioParts, postHook: PostHook | undefined): Promise<Engine> {
  const archive = startArchive(parts)
  const libraryIndex = startLibraryIndex(parts)
  const trash = startTrash(parts)
  const tracker = await startTracker(parts, () => {
    archive.wake()
    // A window with a prepared answer has become a modal to send.
    dispatcher.wake()
  })
  const reconciler = startReconciler(parts, () => {
    tracker.wake()
    dispatcher.wake()
  })
  const dispatcher = startDispatcher(parts, () => {
    tracker.wake()
    reconciler.wake()
  })
  const hooks = createHookReceiver(parts, tracker)
  const told = await startHookSender(parts, postHook)
  return {
    dispatcher,
    tracker,
    reconciler,
    archive,
    libraryIndex,
    hooks,
    told,
    async stop() {
      told.stop()
      parts.bell.close()
      hooks.stop()
      const loops = [tracker, reconciler, archive, libraryIndex, trash, dispatcher]
      await Promise.all(loops.map((loop) => loop.stop()))
    },
  }
}

function studioOf(
  parts: StudioParts,
  engine: Engine,
  {
    send,
    exchange,
    close,
  }: { send: Transport | undefined; exchange: OpenedExchange; close: () => Promise<void> },
): RunningStudio {
  const previews = createPreviews(parts)
  const { dispatcher, tracker, archive } = engine
  const submit: Studio['submit'] = async (viewer, items) => {
    const ids = await commitSubmits(parts, viewer, items)
    engine.told.follow(ids.map((id, n) => ({ id, ...viewer, submission: items[n]!.submission })))
    dispatcher.wake()
    return readTasks(parts, viewer, ids)
  }
  return {
    db: parts.db,
    lookNow: (taskId) => tracker.lookNow(taskId),
    takeHook: (token, body) => engine.hooks.take(token, body),
    submit,
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
    mask: async (viewer, taskId) => readMask(parts, await readRowOf(parts, viewer, taskId)),
    async pasteBack(viewer, taskId, options) {
      await keepPasted(parts, await readRowOf(parts, viewer, taskId), options)
      return readOneTask(parts, viewer, taskId)
    },
    async retryArchive(viewer, taskId) {
      await archive.retry(await readRowOf(parts, viewer, taskId))
      return readOneTask(parts, viewer, taskId)
    },
    gateways: createGatewayDesk(parts, send),
    references: createReferenceDesk(parts, submit),
    exchange,
    library: createLibraryDesk(parts, engine.libraryIndex),
    video: (viewer, videoId) => readFilm(parts, viewer, videoId),
    image: (viewer, pictureId, what) => readImage(parts, viewer, pictureId, what),
    preview: async (viewer, taskId) => previews.read(await readRowOf(parts, viewer, taskId)),
    connected() {
      const { connections, current } = parts.gateways
      const isCurrent = ({ gateway }: Connection) => gateway.id === current.id
      const sorted = connections.toSorted((a, b) => Number(isCurrent(b)) - Number(isCurrent(a)))
      return sorted.map(({ gateway, options }) => {
        const { id, name, isDemo, capabilities } = gateway
        const reachable = parts.gateways.watch(id)?.breaker.isReachable ?? true
        return { id, name, isDemo, capabilities, reachable, defaultSpeed: options.defaultSpeed }
      })
    },
    close,
  }
}
