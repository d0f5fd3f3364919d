import 'server-only'
/** Files of an import on their way into the archive: each is what its record says, or is left behind with a reason. */
import { createHash } from 'node:crypto'
import { sniffFilmType } from '@/lib/gateway/film-type'
import { StudioError } from '@/lib/mj/errors'
import type { ImportSkip, Skipped } from '@/lib/mj/exchange'
import type { StoredBlob } from '@/lib/storage/blobs'
import { keepPicture } from './archive-results'
import type { FilmRecord, MaskRecord, PictureRecord, ReferenceRecord } from './exchange-record'
import { stripMetadata } from './images/metadata'
import { inspectPicture } from './images/picture'
import { type OpenZip, readWhole } from './import-zip'
import type { StudioParts } from './studio-parts'

type Parts = Pick<StudioParts, 'blobs'>

/** Somewhat above what the archive takes from a gateway. */
const largestPicture = 64 * 1024 * 1024
const largestDocument = 8 * 1024 * 1024

export type Taker = {
  zip: OpenZip
  /** Called for everything that stays behind. */
  skip: (skipped: Skipped<ImportSkip>) => void
}

type FileFacts = { file: string | null; sha256: string; sizeBytes: number }

/** The exact bytes that a record speaks of; undefined, and told, where they are not there. */
async function takeBytes(
  { zip, skip }: Taker,
  facts: FileFacts,
  options: { hasNote?: boolean; most?: number } = {},
): Promise<Uint8Array | undefined> {
  const { hasNote = false, most = largestPicture } = options
  // Known to be gone when the file was written: told there, not here again and again.
  if (facts.file === null) return undefined
  const leave = (reason: ImportSkip) => {
    skip({ what: facts.file!, reason })
    return undefined
  }
  const size = zip.sizeOf(facts.file)
  if (size === undefined) return leave('missing')
  if (size > most) return leave('too-large')
  let bytes: Uint8Array
  try {
    bytes = await readWhole(zip, facts.file)
  } catch {
    // Cut, or not of the size or the checksum that the directory tells.
    return leave('other-content')
  }
  const original = hasNote ? stripMetadata(bytes) : bytes
  return isAs(facts, original) ? original : leave('other-content')
}

function isAs({ sha256, sizeBytes }: FileFacts, bytes: Uint8Array): boolean {
  if (bytes.length !== sizeBytes) return false
  return createHash('sha256').update(bytes).digest('hex') === sha256
}

type KeptPicture = Awaited<ReturnType<typeof keepPicture>>

/** Undefined where it was left behind; the taker is told why, unless the export said so itself. */
export async function takePicture(
  parts: Parts,
  taker: Taker,
  record: PictureRecord,
): Promise<KeptPicture | undefined> {
  const bytes = await takeBytes(taker, record, { hasNote: record.hasNote })
  return bytes && asPicture(taker, record.file!, () => keepPicture(parts, bytes))
}

/** What is no picture after all, or one that nobody can bear, is left behind; a disk that is full ends the import. */
async function asPicture<T>(
  { skip }: Taker,
  what: string,
  keep: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await keep()
  } catch (error) {
    const kind = error instanceof StudioError ? error.kind : null
    if (kind !== 'unsupported-type' && kind !== 'too-large') throw error
    skip({ what, reason: kind === 'too-large' ? 'too-large' : 'not-a-picture' })
    return undefined
  }
}

/** A film is never held: it is hashed while it is written, and one that is not what it says is never kept. */
export async function takeFilm(
  parts: Parts,
  { zip, skip }: Taker,
  record: FilmRecord,
): Promise<StoredBlob | undefined> {
  const { file, sha256, sizeBytes } = record
  if (file === null) return undefined
  if (zip.sizeOf(file) !== sizeBytes) {
    skip({ what: file, reason: zip.sizeOf(file) === undefined ? 'missing' : 'other-content' })
    return undefined
  }
  try {
    return await parts.blobs.putStream(checkedFilm(await zip.read(file), sha256))
  } catch (error) {
    if (error instanceof StudioError && error.kind === 'disk-full') throw error
    const isFilm = !(error instanceof StudioError && error.kind === 'unsupported-type')
    skip({ what: file, reason: isFilm ? 'other-content' : 'not-a-film' })
    return undefined
  }
}

async function* checkedFilm(
  bytes: AsyncIterable<Uint8Array>,
  sha256: string,
): AsyncGenerator<Uint8Array> {
  const digest = createHash('sha256')
  let isFirst = true
  for await (const piece of bytes) {
    if (isFirst && sniffFilmType(piece) === undefined) {
      throw new StudioError('unsupported-type', 'not a film')
    }
    isFirst = false
    digest.update(piece)
    yield piece
  }
  if (digest.digest('hex') !== sha256) throw new Error('another film')
}

/** The hashes of a mask whose files are kept now. */
export async function takeMask(
  parts: Parts,
  taker: Taker,
  { png, document }: MaskRecord,
): Promise<{ png: string; document: string | null } | undefined> {
  const bytes = await takeBytes(taker, png)
  if (bytes === undefined) return undefined
  if (!(await asPicture(taker, png.file!, () => inspectPicture(bytes)))) return undefined
  const commands = document && (await takeBytes(taker, document, { most: largestDocument }))
  await parts.blobs.put(bytes)
  if (commands) await parts.blobs.put(commands)
  return { png: png.sha256, document: commands ? document.sha256 : null }
}

/** Whether it was kept; where not, the taker is told why, as above. */
export async function takeReference(
  taker: Taker,
  record: ReferenceRecord,
  keep: (bytes: Uint8Array) => Promise<unknown>,
): Promise<boolean> {
  const bytes = await takeBytes(taker, record)
  return (
    bytes !== undefined && (await asPicture(taker, record.file!, () => keep(bytes))) !== undefined
  )
}
