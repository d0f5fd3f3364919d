import 'server-only'
/**
 * A file on its way in. It comes in pieces, each a request of its own: the ring ends every request after 50 seconds,
 * which is right for everything else and too short for a library. A piece that was lost is sent again.
 */
import { type FileHandle, mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { StudioError } from '@/lib/mj/errors'

export type Upload = {
  readonly path: string
  readonly receivedBytes: number
  /** Takes the piece that begins at `at`. Throws `conflict` for one that does not follow what is there. */
  receive(at: number, bytes: Uint8Array): Promise<void>
  isComplete(): boolean
  /** Closes the file, which can be read from then on. */
  finish(): Promise<void>
  remove(): Promise<void>
}

export async function openUpload(folder: string, id: string, sizeBytes: number): Promise<Upload> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, id)
  let file: FileHandle | null = await open(path, 'wx', 0o600)
  let receivedBytes = 0
  const close = async () => {
    const closing = file
    file = null
    await closing?.close()
  }
  return {
    path,
    get receivedBytes() {
      return receivedBytes
    },
    async receive(at, bytes) {
      // Its answer was lost, and it has come again.
      if (at + bytes.length <= receivedBytes) return
      if (at !== receivedBytes || at + bytes.length > sizeBytes || file === null) {
        throw new StudioError('conflict', `the next piece begins at byte ${receivedBytes}`)
      }
      try {
        await file.write(bytes, 0, bytes.length, at)
      } catch (cause) {
        const isFull = cause instanceof Error && 'code' in cause && cause.code === 'ENOSPC'
        throw isFull ? new StudioError('disk-full', 'no room for this file', { cause }) : cause
      }
      receivedBytes += bytes.length
    },
    isComplete: () => receivedBytes === sizeBytes,
    finish: close,
    async remove() {
      await close()
      await rm(path, { force: true })
    },
  }
}
