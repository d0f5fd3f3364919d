import 'server-only'
/** Blobs from one store to another, never taking on trust what they are. */
import { createHash } from 'node:crypto'
import { StudioError } from '@/lib/mj/errors'
import type { Blobs, Sha256 } from './blobs'
import type { Verdict } from './prove'

/** Copies an original, unless it is not sound: then nothing is kept of it. */
export async function copyBlob(from: Blobs, to: Blobs, sha256: Sha256): Promise<Verdict> {
  const there = await from.stat(sha256)
  if (there === undefined) return 'missing'
  try {
    await to.putStream(asNamed(from, sha256, there.sizeBytes))
    return 'sound'
  } catch (error) {
    if (error instanceof StudioError && error.kind === 'not-found') return 'missing'
    if (error instanceof StudioError && error.kind === 'internal') return 'damaged'
    throw error
  }
}

/** Throws `internal` at the end of bytes that are not what their name says. */
async function* asNamed(
  from: Blobs,
  sha256: Sha256,
  sizeBytes: number,
): AsyncGenerator<Uint8Array> {
  const digest = createHash('sha256')
  if (sizeBytes > 0) {
    for await (const chunk of from.stream(sha256, { first: 0, last: sizeBytes - 1 })) {
      digest.update(chunk)
      yield chunk
    }
  }
  if (digest.digest('hex') !== sha256) {
    throw new StudioError('internal', `blob ${sha256} does not match its name`)
  }
}
