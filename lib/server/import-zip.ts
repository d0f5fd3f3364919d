import 'server-only'
/**
 * A ZIP that somebody has brought, opened with suspicion. Only its central directory is believed, and only after it
 * has been looked through: nothing is unpacked to a name of the file's choosing, nothing is read that claims to be
 * larger than the place for it, and what overlaps (a small file that unpacks to a disk full) is refused as a whole.
 */
import { stat } from 'node:fs/promises'
import yauzl, { type Entry, type ZipFile } from 'yauzl'
import type { ImportFailure } from '@/lib/mj/exchange'

/** Why a file cannot be taken, in a word that the screen has a sentence for. */
export class ImportRefusal extends Error {
  readonly reason: ImportFailure
  constructor(reason: ImportFailure, options?: { cause?: unknown }) {
    super(`import refused: ${reason}`, options)
    this.name = 'ImportRefusal'
    this.reason = reason
  }
}

export type OpenZip = {
  /** Unpacked size by name. */
  sizeOf(name: string): number | undefined
  /** The bytes as they unpack; ends early with an error where they are not of the size that was told. */
  read(name: string): Promise<AsyncIterable<Uint8Array>>
  close(): void
}

/** Four files a task, for the largest library that the studio is made for. */
const mostEntries = 150_000

/** Throws `ImportRefusal`. */
export async function openZip(path: string): Promise<OpenZip> {
  const { size } = await stat(path)
  const zip = await open(path)
  try {
    if (zip.entryCount > mostEntries) throw new ImportRefusal('too-many-entries')
    const entries = await readEntries(zip, size)
    return {
      sizeOf: (name) => entries.get(name)?.uncompressedSize,
      async read(name) {
        const entry = entries.get(name)
        if (entry === undefined) throw new Error('no such entry')
        return zip.openReadStreamPromise(entry)
      },
      close: () => zip.close(),
    }
  } catch (error) {
    zip.close()
    throw error
  }
}

async function open(path: string): Promise<ZipFile> {
  const options = {
    lazyEntries: true,
    autoClose: false,
    decodeStrings: true,
    validateEntrySizes: true,
    strictFileNames: true,
  } as const
  try {
    return await yauzl.openPromise(path, options)
  } catch (cause) {
    throw new ImportRefusal('not-a-zip', { cause })
  }
}

async function readEntries(zip: ZipFile, fileSize: number): Promise<ReadonlyMap<string, Entry>> {
  const entries = new Map<string, Entry>()
  const names = new Set<string>()
  let packed = 0
  try {
    for await (const entry of zip.eachEntry()) {
      if (entry.isEncrypted()) throw new ImportRefusal('encrypted')
      packed += entry.compressedSize
      // Files that share bytes: together they claim more than there is.
      if (packed > fileSize) throw new ImportRefusal('overlapping')
      const key = entry.fileName.normalize('NFC').toLowerCase()
      if (names.has(key)) throw new ImportRefusal('duplicate-names')
      names.add(key)
      if (!entry.fileName.endsWith('/')) entries.set(entry.fileName, entry)
    }
  } catch (cause) {
    if (cause instanceof ImportRefusal) throw cause
    throw refusalOf(cause)
  }
  return entries
}

/** The reader tells everything in English sentences; two of them are worth a sentence of our own. */
function refusalOf(cause: unknown): ImportRefusal {
  const said = cause instanceof Error ? cause.message : ''
  if (/invalid characters in fileName|absolute path|invalid relative path/.test(said)) {
    return new ImportRefusal('unsafe-names', { cause })
  }
  if (/encrypt/i.test(said)) return new ImportRefusal('encrypted', { cause })
  return new ImportRefusal('not-a-zip', { cause })
}

/** All bytes of an entry that is known to be small. */
export async function readWhole(zip: OpenZip, name: string): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  for await (const piece of await zip.read(name)) pieces.push(piece)
  return Buffer.concat(pieces)
}
