import 'server-only'
import { createHash } from 'node:crypto'
import type { Blobs, Sha256 } from './blobs'
import { hasCode } from './file-errors'

export type Verdict = 'sound' | 'missing' | 'damaged'

/** Reads a blob to its end, never holding more than a piece of it, and says whether it is what its name says. */
export async function proveBlob(
  blobs: Blobs,
  sha256: Sha256,
  signal?: AbortSignal,
): Promise<{ verdict: Verdict; sizeBytes: number }> {
  const there = await blobs.stat(sha256)
  if (there === undefined) return { verdict: 'missing', sizeBytes: 0 }
  const { sizeBytes } = there
  const digest = createHash('sha256')
  try {
    if (sizeBytes > 0) {
      for await (const chunk of blobs.stream(sha256, { first: 0, last: sizeBytes - 1 })) {
        signal?.throwIfAborted()
        digest.update(chunk)
      }
    }
  } catch (error) {
    const verdict = verdictOf(error)
    if (verdict === null) throw error
    return { verdict, sizeBytes }
  }
  return { verdict: digest.digest('hex') === sha256 ? 'sound' : 'damaged', sizeBytes }
}

/** Null where the error says nothing about the blob. */
function verdictOf(error: unknown): Verdict | null {
  if (!(error instanceof Error)) return null
  if ('kind' in error && error.kind === 'not-found') return 'missing'
  // It ended early, or the disk cannot read it any more.
  if (('kind' in error && error.kind === 'internal') || hasCode(error, 'EIO')) return 'damaged'
  return null
}
