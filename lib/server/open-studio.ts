import 'server-only'
/** Puts the parts together: the one place that knows all of them. */
import { statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { type Database, type DatabaseAddress, openDatabase } from '@/lib/db/engine'
import { readTime } from '@/lib/db/leases'
import type { Db } from '@/lib/db/schema'
import type { Transport } from '@/lib/gateway/client'
import type { Gateway } from '@/lib/gateway/gateway'
import type { Blobs } from '@/lib/storage/blobs'
import { openBlobs } from '@/lib/storage/open-blobs'
import type { S3Settings } from '@/lib/storage/s3-requests'
import type { ArchiveRoom } from './archive-state'
import { createBell } from './changes-bell'
import { type Clock, databaseClock, systemClock } from './clock'
import { createExchangeDesk } from './exchange-desk'
import { type FolderLock, lockFolder } from './folder-lock'
import { createGatewayRegistry, type GatewayRegistry } from './gateway-registry'
import { type Connection, connectMade, type OpenedDemo } from './gateways'
import type { PostHook } from './hook-sender'
import { createLeases, type Leases } from './leases'
import { log } from './log'
import { createNotices } from './notices'
import { startScrubber } from './scrub'
import type { Studio } from './studio'
import { recover, startEngine } from './studio-engine'
import { defaultTimings, type StudioParts, type Timings } from './studio-parts'
import { studioSurface } from './studio-surface'
import { openVault, type Vault } from './vault'

export type StudioOptions = {
  /** The data folder: database, pictures, lock. */
  folder: string
  /** Where the rows are, if not in the data folder. */
  database?: DatabaseAddress
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
  /** The bucket that keeps the pictures; null: the data folder does. */
  s3?: S3Settings | null
  /** How much of what is kept is read again each day; by default nothing. */
  scrubBytesPerDay?: number
  /** What files may take before the page warns; null: what there is room for. */
  quotaBytes?: number | null
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
  readonly clock: Clock
  /** Whether other processes may be at work on the same database. */
  readonly isShared: boolean
  checkIntegrity(): Promise<string>
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
    const database = await openDatabase(options.database ?? { file: databaseFile(options.folder) })
    try {
      return await openOn(database, options, lock)
    } catch (error) {
      await database.db.destroy()
      throw error
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

async function openOn(
  database: Database,
  options: StudioOptions,
  lock: FolderLock,
): Promise<RunningStudio> {
  const blobs = await openBlobs(options.folder, options.s3 ?? null)
  const vault = await openVault(options.folder, options.secret ?? null)
  const parts = await partsOf(options, { database, blobs, vault })
  // Alone, whatever is half written is nobody's any more.
  await blobs.sweep(Date.now(), database.shared === null ? 0 : undefined)
  await recover(parts)
  const engine = await startEngine(parts, options.postHook)
  const scrubber = startScrubber(parts, options.scrubBytesPerDay ?? 0, () => engine.archive.wake())
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
    await Promise.all([engine.stop(), scrubber.stop()])
    await parts.notices.stop()
    await parts.leases.stop()
    await parts.gateways.close()
    await parts.db.destroy()
    lock.release()
  }
  const { checkIntegrity } = database
  return {
    ...studioSurface(parts, engine, { send: options.send, room: roomOf(options), exchange }),
    db: parts.db,
    clock: parts.clock,
    isShared: parts.leases.isShared,
    checkIntegrity,
    lookNow: (taskId) => engine.tracker.lookNow(taskId),
    takeHook: (token, body) => engine.hooks.take(token, body),
    close,
  }
}

function roomOf({ s3, quotaBytes = null, scrubBytesPerDay = 0 }: StudioOptions): ArchiveRoom {
  return { store: s3 ? 'bucket' : 'disk', quotaBytes, isScrubbed: scrubBytesPerDay > 0 }
}

/** Where a data folder keeps its rows. */
export function databaseFile(folder: string): string {
  return join(folder, 'studio.db')
}

function connect(
  options: StudioOptions,
  opened: { db: Db; vault: Vault; leases: Leases },
): Promise<GatewayRegistry> {
  const made = (options.gateways ?? []).map(connectMade)
  return createGatewayRegistry({
    ...opened,
    fixed: options.environment ? [options.environment, ...made] : made,
    openDemo: options.openDemo ?? null,
    send: options.send,
    limits: timingsOf(options),
  })
}

function timingsOf(options: StudioOptions): Timings {
  return { ...defaultTimings, ...options.timings }
}

async function partsOf(
  options: StudioOptions,
  opened: { database: Database; blobs: Blobs; vault: Vault },
): Promise<StudioParts> {
  const { database, blobs, vault } = opened
  const { db, shared } = database
  const timings = timingsOf(options)
  const sending = new Set<string>()
  const onFault = options.onFault ?? ((where, error) => log('error', `${where} failed`, { error }))
  const clock = options.clock ?? (await clockOf(options, database))
  const leases = createLeases({ database, clock, timings, sending, onFault }, options.clock)
  const notices = createNotices({ shared, clock, timings })
  const gateways = await connect(options, { db, vault, leases })
  return {
    db,
    blobs,
    vault,
    gateways,
    get current() {
      return gateways.current
    },
    hooks: { origin: options.origin ?? null, secret: vault.derive('notify hooks') },
    clock,
    random: options.random ?? Math.random,
    timings,
    freeBytes: options.freeBytes ?? (() => freeBytesOf(options.folder)),
    bell: createBell(clock, notices.changed),
    leases,
    notices,
    sending,
    onFault,
  }
}

/** Those who share a database agree on its time, whatever their own machines believe. */
function clockOf(options: StudioOptions, { db, shared }: Database): Promise<Clock> {
  return shared === null
    ? Promise.resolve(systemClock(options.now))
    : databaseClock(() => readTime(db, shared.now))
}

async function freeBytesOf(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}
