import 'server-only'
/** What the parts of the studio share: handed to each of them, so that tests can hand in others. */
import type { Db } from '@/lib/db/schema'
import type { Gateway } from '@/lib/gateway/gateway'
import type { Blobs } from '@/lib/storage/blobs'
import type { ChangeBell } from './changes-bell'
import type { Clock } from './clock'
import type { GatewayRegistry } from './gateway-registry'
import type { Lease, Leases } from './leases'
import type { Notices } from './notices'
import type { PictureSizes } from './picture-sizes'
import type { Vault } from './vault'

/** Milliseconds, bytes and counts; reliability.md 3.1 and 3.2 give the reasons. */
export const defaultTimings = {
  /** A submit that could not be sent for so long is given up instead of being sent by surprise. */
  submitTtlMs: 15 * 60_000,
  /** Longer than any send can take (120 s in all). */
  leaseMs: 150_000,
  /** Where several processes share the work: how long one may be silent before others take its work over. */
  keeperLeaseMs: 30_000,
  /** How often each of them looks for what the others have written, should no word of it arrive. */
  sharedLookMs: 3000,
  /** Before this an unclear submit may still be on its way, and its absence proves nothing. */
  unclearGraceMs: 120_000,
  /** When to look for an unclear submit, counted from its sending; a sighting needs no grace. */
  unclearLooksMs: [3000, 10_000, 30_000, 60_000] as readonly number[],
  unclearLookAgainMs: 5 * 60_000,
  unclearLooksEndMs: 60 * 60_000,
  backoffMs: { least: 1000, most: 60_000 },
  longestRetryAfterMs: 10 * 60_000,
  /** How long a gateway that said 429 is sent no more than one submit a second. */
  throttleMs: 30_000,
  /** Some gateways lag behind their own webhooks (`task_status_not_success`): three more tries, 8 s apart. */
  parentLagMs: 8000,
  sendsInFlight: 8,
  freeBytesFloor: 200 * 1024 * 1024,
  breakerFailures: 3,
  breakerProbeMs: 30_000,
  stalledMs: 15 * 60_000,
  abandonMs: 24 * 3_600_000,
  lostMisses: 5,
  lostMs: 10 * 60_000,
  archiveGiveUpMs: 24 * 3_600_000,
  /** How long something that is no picture is asked for again: longer than an outage is likely to last. */
  archiveMisfitMs: 2 * 3_600_000,
  previewMs: 5000,
  lookNowMs: 10_000,
  /** After the start, when everybody has what they came for. */
  scrubFirstMs: 60_000,
  scrubEveryMs: 10 * 60_000,
  censusEveryMs: 24 * 3_600_000,
  /** What was read within these days is not read again, however little there is. */
  proofAgeMs: 7 * 24 * 3_600_000,
}
export type Timings = typeof defaultTimings

export type StudioParts = {
  db: Db
  blobs: Blobs
  gateways: GatewayRegistry
  /** Where submits without a parent go; asked for anew each time. */
  readonly current: Gateway
  vault: Vault
  /** Where gateways may call the studio, null where they cannot, and what such addresses are signed with. */
  hooks: { origin: string | null; secret: Uint8Array }
  clock: Clock
  /** 0 up to 1, for jitter only; secrets come from elsewhere. */
  random: () => number
  timings: Timings
  freeBytes: () => Promise<number>
  bell: ChangeBell
  leases: Leases
  sizes: PictureSizes
  notices: Notices
  /** Attempts whose bytes this process may still be sending. */
  sending: Set<string>
  onFault: (where: string, error: unknown) => void
}

/** Runs a transaction and, once it is committed, wakes whoever waits for changes. */
export async function write<T>(
  parts: Pick<StudioParts, 'db' | 'bell'>,
  work: (db: Db) => Promise<T>,
): Promise<T> {
  const result = await parts.db.transaction().execute(work)
  parts.bell.ring()
  return result
}

/**
 * The same for what only the keeper of a task may write: nothing is written, and undefined answered, once the lease is
 * no longer ours. See [Note: One keeper for each task] in leases.ts.
 */
export async function writeAsKeeper<T>(
  parts: Pick<StudioParts, 'db' | 'bell'>,
  lease: Lease | null,
  work: (db: Db) => Promise<T>,
): Promise<T | undefined> {
  return write(parts, async (db) => {
    if (lease !== null && !(await lease.holds(db))) return undefined
    return work(db)
  })
}

/** Bookkeeping of a keeper, which no screen shows and nobody is woken for. */
export async function noteAsKeeper(
  parts: Pick<StudioParts, 'db'>,
  lease: Lease | null,
  work: (db: Db) => Promise<void>,
): Promise<void> {
  if (lease === null) return work(parts.db)
  await parts.db.transaction().execute(async (db) => {
    if (await lease.holds(db)) await work(db)
  })
}
