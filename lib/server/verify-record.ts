import 'server-only'
/** Writes down what a look at the archive has found, so that the page can tell of it and the next look knows. */
import { allProofs, enrolProofs, forgetProofs, putCensus, recordProofs } from '@/lib/db/proofs'
import type { Db, ProofRow } from '@/lib/db/schema'
import type { CensusCounts, ProofFinding } from '@/lib/db/tables/pictures'
import type { Sha256 } from '@/lib/storage/blobs'
import type { Verdict } from '@/lib/storage/prove'

/** `named`: every blob that a row names. Those that are new count as never read, the others of before are forgotten. */
export async function recordCensus(
  db: Db,
  takenAt: number,
  named: ReadonlySet<Sha256>,
  counts: CensusCounts,
): Promise<void> {
  const known = new Set((await allProofs(db)).map(({ sha256 }) => sha256))
  await enrolProofs(
    db,
    [...named].filter((sha256) => !known.has(sha256)),
  )
  await forgetProofs(
    db,
    [...known].filter((sha256) => !named.has(sha256)),
  )
  await putCensus(db, takenAt, counts)
}

/** What could not be mended before stays `gone` until it is sound again. */
export async function recordVerdicts(
  db: Db,
  verdicts: ReadonlyMap<Sha256, Verdict>,
  at: number,
): Promise<void> {
  const gone = new Set(
    (await allProofs(db)).flatMap(({ sha256, finding }) => (finding === 'gone' ? [sha256] : [])),
  )
  const proofs = [...verdicts].map(([sha256, verdict]): ProofRow => {
    const before = gone.has(sha256) ? 'gone' : ''
    return { sha256, verified_at: at, finding: findingOf(verdict, before) }
  })
  await recordProofs(db, proofs)
}

/** What was given up stays so until it is sound again. */
export function findingOf(verdict: Verdict, before: ProofFinding): ProofFinding {
  if (verdict === 'sound') return ''
  return before === 'gone' ? 'gone' : verdict
}
