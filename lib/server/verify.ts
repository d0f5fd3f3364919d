import 'server-only'
/**
 * Proves the archive: every blob that a row names is there, is what its name says and has its smaller sizes, and
 * nothing lies about that no row names. Only reads; what to do about what it finds is for verify-heal.ts.
 *
 * Runs beside a studio at work. Rows are read before files are listed, and a blob is written before its row, so that
 * nothing new can look missing; and files that no row named are held against the rows once more at the end, so that
 * nothing new can look orphaned.
 */
import type { Db } from '@/lib/db/schema'
import type { CensusCounts } from '@/lib/db/tables/pictures'
import type { Blobs, Sha256 } from '@/lib/storage/blobs'
import { proveBlob, type Verdict } from '@/lib/storage/prove'
import { type BlobUse, type NamedBlob, type NamedBlobs, readNamedBlobs } from './named-blobs'

export type Finding =
  | { kind: 'missing' | 'damaged'; sha256: Sha256; uses: readonly BlobUse[] }
  /** Missing or damaged, and given up before. */
  | { kind: 'gone'; sha256: Sha256; uses: readonly BlobUse[] }
  | { kind: 'underived'; sha256: Sha256; uses: readonly BlobUse[]; names: readonly string[] }
  | { kind: 'orphaned'; sha256: Sha256; files: number; sizeBytes: number; modifiedAt: number }

/** What lies in the store under one name. */
export type Stored = {
  /** Null where only derived files are there. */
  sizeBytes: number | null
  derived: Map<string, number>
  allBytes: number
  modifiedAt: number
}

export type Listing = Map<Sha256, Stored>

export type Report = {
  /** Blobs that rows name, and the bytes that were read of them. */
  named: number
  readBytes: number
  findings: readonly Finding[]
  counts: CensusCounts
}

export type VerifyOptions = {
  now: number
  /** Younger files may be on their way to a row. */
  graceMs: number
  /** Told of every blob that has been read. */
  onRead?: (sha256: Sha256, verdict: Verdict) => void
  signal?: AbortSignal
}

/** Older than anything that is still on its way to its row. */
export const orphanGraceMs = 24 * 3_600_000

/** Reads every named blob. */
export async function verifyArchive(
  parts: { db: Db; blobs: Blobs },
  options: VerifyOptions,
): Promise<Report> {
  const { db, blobs } = parts
  const named = await readNamedBlobs(db)
  const listing = await listStore(blobs, options.signal)
  const findings: Finding[] = []
  let readBytes = 0
  await inParallel(named.values(), readsAtOnce, async (blob) => {
    const { verdict, sizeBytes } = await proveNamed(blobs, blob, listing, options.signal)
    options.onRead?.(blob.sha256, verdict)
    readBytes += sizeBytes
    const { sha256, uses } = blob
    if (verdict !== 'sound') findings.push({ kind: blob.isGone ? 'gone' : verdict, sha256, uses })
  })
  const broken = new Set(findings.map(({ sha256 }) => sha256))
  for (const finding of underived(named, listing)) {
    if (!broken.has(finding.sha256)) findings.push(finding)
  }
  const orphans = await orphansOf(db, named, listing, options)
  return {
    named: named.size,
    readBytes,
    findings: [...findings, ...orphans].toSorted(bySeverity),
    counts: countsOf(named, listing, orphans),
  }
}

/** What a listing alone can tell, without reading a single blob. */
export async function takeCensus(
  parts: { db: Db; blobs: Blobs },
  options: VerifyOptions,
): Promise<{ named: NamedBlobs; listing: Listing; counts: CensusCounts }> {
  const named = await readNamedBlobs(parts.db)
  const listing = await listStore(parts.blobs, options.signal)
  const orphans = await orphansOf(parts.db, named, listing, options)
  return { named, listing, counts: countsOf(named, listing, orphans) }
}

/** A disk reads fastest one after the other; a bucket is far away. */
const readsAtOnce = 4

async function inParallel<T>(
  items: Iterable<T>,
  atOnce: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = items[Symbol.iterator]()
  const worker = async () => {
    for (let next = queue.next(); !next.done; next = queue.next()) await work(next.value)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}

async function proveNamed(
  blobs: Blobs,
  blob: NamedBlob,
  listing: Listing,
  signal: AbortSignal | undefined,
): Promise<{ verdict: Verdict; sizeBytes: number }> {
  const size = listing.get(blob.sha256)?.sizeBytes ?? null
  // The row knows its size: reading would only tell again what is known.
  if (size !== null && blob.sizeBytes !== null && size !== blob.sizeBytes) {
    return { verdict: 'damaged', sizeBytes: 0 }
  }
  return proveBlob(blobs, blob.sha256, signal)
}

async function listStore(blobs: Blobs, signal: AbortSignal | undefined): Promise<Listing> {
  const listing: Listing = new Map()
  for await (const { sha256, derived, sizeBytes, modifiedAt } of blobs.files()) {
    signal?.throwIfAborted()
    const stored = listing.get(sha256) ?? {
      sizeBytes: null,
      derived: new Map(),
      allBytes: 0,
      modifiedAt: 0,
    }
    if (derived === null) stored.sizeBytes = sizeBytes
    else stored.derived.set(derived, sizeBytes)
    stored.allBytes += sizeBytes
    stored.modifiedAt = Math.max(stored.modifiedAt, modifiedAt)
    listing.set(sha256, stored)
  }
  return listing
}

function* underived(
  named: NamedBlobs,
  listing: Listing,
): Generator<Finding & { kind: 'underived' }> {
  for (const { sha256, uses, derived, isGone } of named.values()) {
    const stored = listing.get(sha256)
    if (isGone || stored === undefined || stored.sizeBytes === null) continue
    // An empty one is as good as none.
    const names = [...derived].filter((name) => (stored.derived.get(name) ?? 0) === 0)
    if (names.length > 0) yield { kind: 'underived', sha256, uses, names }
  }
}

async function orphansOf(
  db: Db,
  named: NamedBlobs,
  listing: Listing,
  { now, graceMs }: VerifyOptions,
): Promise<(Finding & { kind: 'orphaned' })[]> {
  const stray = [...listing].filter(
    ([sha256, { modifiedAt }]) => !named.has(sha256) && now - modifiedAt >= graceMs,
  )
  if (stray.length === 0) return []
  // Bytes that came again while we looked may have got their row by now.
  const latest = await readNamedBlobs(db)
  return stray
    .filter(([sha256]) => !latest.has(sha256))
    .map(([sha256, { allBytes, modifiedAt, derived, sizeBytes }]) => ({
      kind: 'orphaned',
      sha256,
      files: derived.size + (sizeBytes === null ? 0 : 1),
      sizeBytes: allBytes,
      modifiedAt,
    }))
}

function countsOf(
  named: NamedBlobs,
  listing: Listing,
  orphans: readonly (Finding & { kind: 'orphaned' })[],
): CensusCounts {
  const all = [...listing.values()]
  const isThere = ({ sha256 }: NamedBlob) => (listing.get(sha256)?.sizeBytes ?? null) !== null
  return {
    files: all.reduce(
      (sum, { derived, sizeBytes }) => sum + derived.size + (sizeBytes === null ? 0 : 1),
      0,
    ),
    bytes: all.reduce((sum, { allBytes }) => sum + allBytes, 0),
    orphans: orphans.length,
    orphanBytes: orphans.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    missing: [...named.values()].filter((blob) => !blob.isGone && !isThere(blob)).length,
    underived: [...underived(named, listing)].length,
  }
}

const severity: Readonly<Record<Finding['kind'], number>> = {
  missing: 0,
  damaged: 1,
  underived: 2,
  gone: 3,
  orphaned: 4,
}

function bySeverity(a: Finding, b: Finding): number {
  return severity[a.kind] - severity[b.kind] || (a.sha256 < b.sha256 ? -1 : 1)
}
