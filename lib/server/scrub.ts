import 'server-only'
/**
 * Reads what is kept again, a little at a time, the longest unread first, so that rot is found while a backup or the
 * gateway still has the bytes. Once a day the store is listed and held against the rows. It reports and mends nothing:
 * that is `npm run verify -- --heal`. Of several processes on one database one reads.
 */
import { lastCensus, recordProofs, stalestProofs } from '@/lib/db/proofs'
import type { ProofRow } from '@/lib/db/schema'
import { proveBlob } from '@/lib/storage/prove'
import { log } from './log'
import { startLoop } from './loop'
import type { StudioParts } from './studio-parts'
import { orphanGraceMs, takeCensus } from './verify'
import { findingOf, recordCensus } from './verify-record'

export type Scrubber = { stop(): Promise<void> }

const dayMs = 24 * 3_600_000
/** So many small ones at most in one go. */
const mostAtOnce = 500

/**
 * `bytesPerDay` is how much is read; 0 lists and reads nothing. `onRound` is called at every round: other processes
 * may have left work in the rows that nobody here was woken for.
 */
export function startScrubber(
  parts: StudioParts,
  bytesPerDay: number,
  onRound: () => void,
): Scrubber {
  const { clock, timings } = parts
  const stopping = new AbortController()
  const { signal } = stopping
  const firstAt = clock.now() + timings.scrubFirstMs
  /** What the last round has read beyond its share, or left of it. */
  let allowance = 0

  const step = async (): Promise<number> => {
    const now = clock.now()
    if (now < firstAt) return firstAt
    onRound()
    const taken = await parts.leases.take('scrubber')
    if (!taken.isOurs) return now + Math.max(taken.waitMs, timings.scrubEveryMs)
    if (bytesPerDay > 0) {
      await countUp(parts, signal)
      const share = (bytesPerDay * timings.scrubEveryMs) / dayMs
      allowance = Math.min(allowance, 0) + share
      allowance -= await readSome(parts, allowance, signal)
    }
    return now + timings.scrubEveryMs
  }
  const tell = (error: unknown) => {
    if (!signal.aborted) parts.onFault('scrub', error)
  }
  // Nobody waits for it: while a store is away it is told once a round.
  const loop = startLoop(clock, step, tell, timings.scrubEveryMs)
  loop.wake()
  return {
    async stop() {
      stopping.abort()
      await loop.stop()
    },
  }
}

/** Once a day, also across starts. */
async function countUp(parts: StudioParts, signal: AbortSignal): Promise<void> {
  const now = parts.clock.now()
  const last = await lastCensus(parts.db)
  if (last !== undefined && now - last.takenAt < parts.timings.censusEveryMs) return
  // Ages are the store's own, which knows nothing of our clock.
  const options = { now: Date.now(), graceMs: orphanGraceMs, signal }
  const { named, counts } = await takeCensus(parts, options)
  await recordCensus(parts.db, now, new Set(named.keys()), counts)
  if (counts.missing + counts.underived > 0) {
    log('warn', 'the archive is not whole', { count: counts.missing + counts.underived })
  }
}

/** Reads until `mostBytes` are used up, the last one to its end; answers how many it were. */
async function readSome(
  parts: StudioParts,
  mostBytes: number,
  signal: AbortSignal,
): Promise<number> {
  if (mostBytes <= 0) return 0
  const { db, blobs, clock, timings } = parts
  const stale = await stalestProofs(db, clock.now() - timings.proofAgeMs, mostAtOnce)
  let readBytes = 0
  for (const { sha256, finding: before } of stale) {
    if (readBytes >= mostBytes || signal.aborted) break
    const { verdict, sizeBytes } = await proveBlob(blobs, sha256, signal)
    readBytes += sizeBytes
    const proof = { sha256, verified_at: clock.now(), finding: findingOf(verdict, before) }
    await recordProofs(db, [proof])
    if (proof.finding !== before) report(proof)
  }
  return readBytes
}

function report({ sha256, finding }: ProofRow): void {
  if (finding === '') log('info', 'a file is sound again', { blob: sha256 })
  else log('warn', 'a file of the archive is not sound', { blob: sha256, kind: finding })
}
