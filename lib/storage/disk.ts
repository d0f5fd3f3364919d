import 'server-only'
/**
 * Blobs in a folder, laid out as blob-path.ts says.
 *
 * [Note: A file appears whole or not at all]
 * Bytes go to a temporary file in the folder of their destination, are synced, renamed, and then the folder is
 * synced (a rename is an entry in the folder, and only its sync makes that entry survive a power cut). A crash
 * leaves at most a temporary file, which `sweep` removes. A stream has no name before its end, so it gathers in the
 * topmost folder.
 */
import { createHash } from 'node:crypto'
import { type FileHandle, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { StudioError } from '@/lib/mj/errors'
import { blobPath, parseBlobName } from './blob-path'
import type { BlobFile, Blobs, Sha256 } from './blobs'
import { asDiskFull, ifPresent } from './file-errors'
import { isTemporary, sweepFiles, temporaryName, writeStream } from './temporary'

const twoDigits = /^[0-9a-f]{2}$/

/** Opens (and creates) the folder. Throws `StudioError('disk-full')` from `put` when there is no room. */
export async function openDiskBlobs(folder: string): Promise<Blobs> {
  await mkdir(folder, { recursive: true, mode: 0o700 })

  const pathOf = (sha256: Sha256, derived?: string) => join(folder, blobPath(sha256, derived))

  async function* list(): AsyncGenerator<Sha256> {
    for await (const [, file] of walk(folder)) {
      const named = parseBlobName(file)
      if (named?.derived === null) yield named.sha256
    }
  }

  async function* files(): AsyncGenerator<BlobFile> {
    for await (const [parent, file] of walk(folder)) {
      const named = parseBlobName(file)
      // One that has just been removed is no file any more.
      const facts = named && (await ifPresent(stat(join(parent, file))))
      if (facts) yield { ...named, sizeBytes: facts.size, modifiedAt: Math.floor(facts.mtimeMs) }
    }
  }

  return {
    async put(bytes) {
      const sha256 = hash(bytes)
      const path = pathOf(sha256)
      // What is there may be truncated, rotten or planted, and with the true bytes at hand that can be mended. Its
      // folder may not be synced yet: another put of the same bytes can be between its rename and its sync.
      const present = await read(path)
      if (present && hash(present) === sha256) await syncFolder(dirname(path))
      else await writeWhole(folder, path, bytes)
      return { sha256, sizeBytes: bytes.length }
    },

    async putStream(chunks) {
      const temporary = join(folder, temporaryName())
      try {
        const stored = await writeStream(temporary, chunks)
        const path = pathOf(stored.sha256)
        await makeFolder(folder, dirname(path))
        // Whatever stands there already may be rotten; these bytes are not.
        await rename(temporary, path)
        await syncFolder(dirname(path))
        return stored
      } catch (cause) {
        await rm(temporary, { force: true })
        throw asDiskFull(cause)
      }
    },

    async get(sha256, { verify = false } = {}) {
      const bytes = await read(pathOf(sha256))
      if (bytes && verify && hash(bytes) !== sha256) {
        throw new StudioError('internal', `blob ${sha256} does not match its name`)
      }
      return bytes
    },

    stream: (sha256, range) => streamFile(pathOf(sha256), range),

    async stat(sha256) {
      const sizeBytes = await sizeOf(pathOf(sha256))
      return sizeBytes === undefined ? undefined : { sizeBytes }
    },

    async remove(sha256) {
      const path = pathOf(sha256)
      for (const file of await entriesOf(dirname(path))) {
        if (file === sha256 || file.startsWith(`${sha256}.`)) {
          await rm(join(dirname(path), file), { force: true })
        }
      }
    },

    list,

    files,

    putDerived: (sha256, name, bytes) => writeWhole(folder, pathOf(sha256, name), bytes),

    getDerived: (sha256, name) => read(pathOf(sha256, name)),

    sweep: (now, olderThanMs = 3_600_000) => sweepFiles(temporaries(folder), now, olderThanMs),
  }
}

function hash(bytes: Uint8Array): Sha256 {
  return createHash('sha256').update(bytes).digest('hex')
}

const read = (path: string): Promise<Uint8Array | undefined> => ifPresent(readFile(path))

const sizeOf = async (path: string) => (await ifPresent(stat(path)))?.size

const entriesOf = async (path: string): Promise<string[]> => (await ifPresent(readdir(path))) ?? []

/** Every file on the second level, as [folder, name]. */
async function* walk(folder: string): AsyncGenerator<readonly [string, string]> {
  for (const first of await entriesOf(folder)) {
    if (!twoDigits.test(first)) continue
    for (const second of await entriesOf(join(folder, first))) {
      if (!twoDigits.test(second)) continue
      const parent = join(folder, first, second)
      for (const file of await entriesOf(parent)) yield [parent, file]
    }
  }
}

/** Every file that a crash may have left behind, here and on the second level. */
async function* temporaries(folder: string): AsyncGenerator<string> {
  for (const file of await entriesOf(folder)) {
    if (isTemporary(file)) yield join(folder, file)
  }
  for await (const [parent, file] of walk(folder)) {
    if (isTemporary(file)) yield join(parent, file)
  }
}

const chunkBytes = 256 * 1024

/** Opened at the first read, so that a stream nobody reads costs nothing. */
function streamFile(
  path: string,
  { first, last }: { first: number; last: number },
): ReadableStream<Uint8Array> {
  let file: FileHandle | undefined
  let at = first
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        file ??= await openFile(path)
        const want = Math.min(chunkBytes, last - at + 1)
        const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(want), 0, want, at)
        at += bytesRead
        if (bytesRead > 0) controller.enqueue(buffer.subarray(0, bytesRead))
        if (at <= last && bytesRead > 0) return
        await file.close()
        // A length has been promised to whoever reads this.
        if (at <= last) throw new StudioError('internal', 'a blob is shorter than it was')
        controller.close()
      },
      cancel: () => file?.close(),
    },
    { highWaterMark: 0 },
  )
}

async function openFile(path: string): Promise<FileHandle> {
  const file = await ifPresent(open(path, 'r'))
  if (file === undefined) throw new StudioError('not-found', 'the file of a blob is missing')
  return file
}

/** See [Note: A file appears whole or not at all]. */
async function writeWhole(root: string, path: string, bytes: Uint8Array): Promise<void> {
  const folder = dirname(path)
  const temporary = join(folder, temporaryName())
  try {
    await makeFolder(root, folder)
    const file = await open(temporary, 'wx', 0o600)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, path)
    await syncFolder(folder)
  } catch (cause) {
    await rm(temporary, { force: true })
    throw asDiskFull(cause)
  }
}

/** New folders are entries too: their parents are synced as well. */
async function makeFolder(root: string, folder: string): Promise<void> {
  const made = await mkdir(folder, { recursive: true, mode: 0o700 })
  if (made === undefined) return
  await syncFolder(dirname(folder))
  await syncFolder(root)
}

/** Makes what was named in the folder survive a power cut. */
export async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open a folder; its rename is durable by itself.
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
