import 'server-only'
/** Files that are not yet what they will be: written here, then renamed or sent, and swept when a crash left them. */
import { createHash, randomBytes } from 'node:crypto'
import { open, rm, stat } from 'node:fs/promises'
import { ifPresent } from './file-errors'
import type { StoredBlob } from './blobs'

const temporaryPattern = /^\.tmp-/

export const temporaryName = () => `.tmp-${randomBytes(8).toString('hex')}`

export function isTemporary(file: string): boolean {
  return temporaryPattern.test(file)
}

/** Writes and hashes in one go, a chunk at a time; synced when it resolves. */
export async function writeStream(
  path: string,
  chunks: AsyncIterable<Uint8Array>,
): Promise<StoredBlob> {
  const digest = createHash('sha256')
  let sizeBytes = 0
  const file = await open(path, 'wx', 0o600)
  try {
    for await (const chunk of chunks) {
      digest.update(chunk)
      sizeBytes += chunk.length
      await file.writeFile(chunk)
    }
    await file.sync()
  } finally {
    await file.close()
  }
  return { sha256: digest.digest('hex'), sizeBytes }
}

/** Removes those of the files that are old enough; returns how many. */
export async function sweepFiles(
  paths: AsyncIterable<string>,
  now: number,
  olderThanMs: number,
): Promise<number> {
  let swept = 0
  for await (const path of paths) {
    const age = await ifPresent(stat(path))
    if (!age || now - age.mtimeMs < olderThanMs) continue
    await rm(path, { force: true })
    swept += 1
  }
  return swept
}
