import 'server-only'
/**
 * [Note: One keeper for each task] Where several processes share a database, each gateway has one process that watches
 * its tasks and each finished task one that fetches its pictures: whoever holds the lease of that name. It lasts half
 * a minute and is renewed every ten seconds, so that a process that dies is followed by another within 35 s. A process
 * that was paused and wakes after the end of its lease finds so in the transaction in which it wants to write, and
 * writes nothing. A process that is alone on its database keeps everything, and pays nothing for it.
 */
import { type RawBuilder, sql } from 'kysely'
import type { Database } from '@/lib/db/engine'
import { randomId } from '@/lib/db/ids'
import {
  dropLease,
  endedLeases,
  endLeases,
  holdsLease,
  type LeaseTime,
  renewLeases,
  renewSends,
  takeLease,
} from '@/lib/db/leases'
import type { Db } from '@/lib/db/schema'
import type { Clock } from './clock'

/** Of something that this process looks after; see [Note: One keeper for each task]. */
export type Lease = {
  /** Inside a transaction: whether it is still ours, and then it stays so until the commit. */
  holds(db: Db): Promise<boolean>
  release(): Promise<void>
}

/** `lease` is null where nobody else could hold it. */
export type Taken = { isOurs: true; lease: Lease | null } | { isOurs: false; waitMs: number }

export type Leases = {
  readonly isShared: boolean
  /** The time by which leases end, for use within a statement. */
  now(): RawBuilder<number>
  /** How long a send may stay unanswered before others take its process to be dead. */
  readonly sendMs: number
  /** Takes or renews it; where another process has it, says when to ask again. */
  take(name: string): Promise<Taken>
  /** Names with this prefix whose keepers are gone. */
  orphans(prefix: string): Promise<readonly string[]>
  /** Ends all of them: others take over at once. */
  stop(): Promise<void>
}

type Parts = {
  database: Database
  clock: Clock
  timings: { leaseMs: number; keeperLeaseMs: number }
  /** Attempts whose bytes this process may still be sending. */
  sending: ReadonlySet<string>
  onFault: (where: string, error: unknown) => void
}

/** How soon a process asks again for what another holds: with the lease itself, what a takeover takes at most. */
export const askAgainMs = 5000

/** `clock` is handed in where a test moves time; otherwise the time of leases is the database's. */
export function createLeases(parts: Parts, handClock?: Clock): Leases {
  const { db, shared } = parts.database
  const now = () =>
    handClock === undefined && shared !== null
      ? shared.now
      : sql<number>`cast(${parts.clock.now()} as bigint)`
  if (shared === null) return soleLeases(now, parts.timings.leaseMs)
  const token = randomId()
  const { keeperLeaseMs } = parts.timings
  const time = (): LeaseTime => ({ now: now(), lastsMs: keeperLeaseMs })

  const renew = async () => {
    try {
      await renewLeases(db, token, time())
      await renewSends(db, [...parts.sending], time())
    } catch (error) {
      parts.onFault('leases', error)
    }
    plan()
  }
  let callOff = () => {}
  let isStopped = false
  const plan = () => {
    if (!isStopped) callOff = parts.clock.after(keeperLeaseMs / 3, () => void renew())
  }
  plan()

  return {
    isShared: true,
    now,
    sendMs: keeperLeaseMs,
    async take(name) {
      const taken = await takeLease(db, { name, token }, time())
      if (taken !== 'taken') {
        return { isOurs: false, waitMs: Math.min(Math.max(taken.leftMs, 100), askAgainMs) }
      }
      const lease: Lease = {
        holds: (tx) => holdsLease(tx, { name, token }, now()),
        release: () => dropLease(db, { name, token }),
      }
      return { isOurs: true, lease }
    },
    orphans: (prefix) => endedLeases(db, prefix, now()),
    async stop() {
      isStopped = true
      callOff()
      await endLeases(db, token).catch((error: unknown) => parts.onFault('leases', error))
    },
  }
}

function soleLeases(now: () => RawBuilder<number>, sendMs: number): Leases {
  return {
    isShared: false,
    now,
    sendMs,
    take: async () => ({ isOurs: true, lease: null }),
    orphans: async () => [],
    stop: async () => {},
  }
}
