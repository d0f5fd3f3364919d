import 'server-only'
/** The files of an export, one after the other: each is a name, a moment, and bytes that are read as they are taken. */
import { createHash } from 'node:crypto'
import type { VideoRow } from '@/lib/db/schema'
import type { FileNote } from './images/metadata-xmp'
import { type Splice, spliceHeadBytes, spliceMetadata } from './images/metadata'
import type { Blobs, Sha256 } from '@/lib/storage/blobs'
import { cutId } from './exchange-ids'
import type { FilmRecord, FrameRecord, MaskRecord, PictureRecord } from './exchange-record'
import { createNames, labelOf } from './export-names'
import { withoutSignatures } from './export-signatures'
import type { LeavingPicture, LeavingTask } from './export-tasks'
import { quadrantsOf } from './library-rows'
import { readQuadrant, endings } from './library-images'
import type { StudioParts } from './studio-parts'

export type ExportFile = {
  name: string
  at: number
  bytes: AsyncIterable<Uint8Array>
}

type Names = { picture: ReturnType<typeof createNames>; film: ReturnType<typeof createNames> }

export function newNames(): Names {
  return { picture: createNames('pictures'), film: createNames('films') }
}

type Blob = { sha256: Sha256; sizeBytes: number }

/** Whether the bytes are there, in the length that they had. Content is for whoever reads the export to check. */
async function isSound(blobs: Blobs, { sha256, sizeBytes }: Blob): Promise<boolean> {
  return (await blobs.stat(sha256))?.sizeBytes === sizeBytes
}

/** The bytes of a blob, with its note spliced in where there is one. */
async function* bytesOf(
  blobs: Blobs,
  { sha256, sizeBytes }: Blob,
  splice: Splice | null = null,
): AsyncGenerator<Uint8Array> {
  if (splice !== null) yield splice.head
  const first = splice?.cut ?? 0
  // Leaving the loop early, as an aborted download does, cancels the stream and closes its file.
  if (first < sizeBytes) yield* blobs.stream(sha256, { first, last: sizeBytes - 1 })
  if (splice !== null && splice.tail.length > 0) yield splice.tail
}

async function spliceOf(blobs: Blobs, blob: Blob, note: FileNote): Promise<Splice | null> {
  const last = Math.min(spliceHeadBytes, blob.sizeBytes) - 1
  if (last < 0) return null
  const pieces: Uint8Array[] = []
  for await (const piece of blobs.stream(blob.sha256, { first: 0, last })) pieces.push(piece)
  return spliceMetadata(Buffer.concat(pieces), blob.sizeBytes, note)
}

/** Yields the files of a task; returns what its record says of them. */
export async function* filesOfTask(
  parts: Pick<StudioParts, 'blobs'>,
  task: LeavingTask,
  names: Names,
): AsyncGenerator<
  ExportFile,
  { pictures: PictureRecord[]; films: FilmRecord[]; mask: MaskRecord | null }
> {
  const pictures: PictureRecord[] = []
  for (const leaving of task.pictures)
    pictures.push(...(yield* pictureFiles(parts, task, leaving, names)))
  const films: FilmRecord[] = []
  for (const film of task.films) films.push(yield* filmFile(parts.blobs, task, film, names))
  return { pictures, films, mask: yield* maskFiles(parts.blobs, task) }
}

async function* pictureFiles(
  parts: Pick<StudioParts, 'blobs'>,
  task: LeavingTask,
  leaving: LeavingPicture,
  names: Names,
): AsyncGenerator<ExportFile, PictureRecord[]> {
  if (leaving.isCut) return yield* cutFiles(parts, task, leaving, names)
  const { picture, frames } = leaving
  const isPasted = picture.pasted_json !== null
  const label = isPasted ? 'pasted' : labelOf(task.row.parent_custom_id)
  const written = yield* pictureFile(parts.blobs, task, names, {
    blob: { sha256: picture.sha256, sizeBytes: picture.size_bytes },
    id: picture.id,
    type: picture.type,
    label,
  })
  return [
    {
      id: picture.id,
      position: picture.position,
      ...written,
      type: picture.type as PictureRecord['type'],
      width: picture.width,
      height: picture.height,
      isGrid: picture.quadrants_json !== null,
      pasted: isPasted ? (JSON.parse(picture.pasted_json!) as PictureRecord['pasted']) : null,
      createdAt: picture.created_at,
      frames: frames.map(frameRecord),
    },
  ]
}

/** Quadrants that leave their grid behind: each a picture of its own, wherever it arrives. */
async function* cutFiles(
  parts: Pick<StudioParts, 'blobs'>,
  task: LeavingTask,
  { picture, frames }: LeavingPicture,
  names: Names,
): AsyncGenerator<ExportFile, PictureRecord[]> {
  const boxes = quadrantsOf(picture) ?? []
  const records: PictureRecord[] = []
  for (const frame of frames) {
    const quadrant = frame.quadrant ?? 1
    const box = boxes[quadrant - 1]
    const isThere = await isSound(parts.blobs, {
      sha256: picture.sha256,
      sizeBytes: picture.size_bytes,
    })
    if (box === undefined || !isThere) continue
    const bytes = await readQuadrant(parts, picture, quadrant)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const id = cutId(picture.id, quadrant)
    const note = noteOf(task)
    const splice = spliceMetadata(bytes.subarray(0, spliceHeadBytes), bytes.length, note)
    const name = names.picture({
      id,
      createdAt: note.createdAt,
      prompt: note.prompt,
      label: [labelOf(task.row.parent_custom_id), `q${quadrant}`].filter(Boolean).join('-'),
      ending: 'png',
    })
    yield { name, at: note.createdAt, bytes: inOnePiece(bytes, splice) }
    records.push({
      id,
      position: picture.position * 4 + quadrant - 1,
      file: name,
      sha256,
      sizeBytes: bytes.length,
      hasNote: splice !== null,
      type: 'image/png',
      width: box.width,
      height: box.height,
      isGrid: false,
      pasted: null,
      createdAt: picture.created_at,
      frames: [{ ...frameRecord(frame), quadrant: null }],
    })
  }
  return records
}

async function* inOnePiece(bytes: Uint8Array, splice: Splice | null): AsyncGenerator<Uint8Array> {
  if (splice !== null) yield splice.head
  yield bytes.subarray(splice?.cut ?? 0)
  if (splice !== null && splice.tail.length > 0) yield splice.tail
}

type Written = Pick<PictureRecord, 'file' | 'sha256' | 'sizeBytes' | 'hasNote'>

async function* pictureFile(
  blobs: Blobs,
  task: LeavingTask,
  names: Names,
  of: { blob: Blob; id: string; type: string; label: string },
): AsyncGenerator<ExportFile, Written> {
  if (!(await isSound(blobs, of.blob))) return { file: null, ...of.blob, hasNote: false }
  const note = noteOf(task)
  const { createdAt, prompt } = note
  const splice = await spliceOf(blobs, of.blob, note)
  const name = names.picture({
    id: of.id,
    createdAt,
    prompt,
    label: of.label,
    ending: endings[of.type] ?? 'bin',
  })
  yield { name, at: createdAt, bytes: bytesOf(blobs, of.blob, splice) }
  return { file: name, ...of.blob, hasNote: splice !== null }
}

async function* filmFile(
  blobs: Blobs,
  task: LeavingTask,
  film: VideoRow,
  names: Names,
): AsyncGenerator<ExportFile, FilmRecord> {
  const blob = { sha256: film.sha256, sizeBytes: film.size_bytes }
  const record = {
    id: film.id,
    position: film.position,
    ...blob,
    type: film.type as FilmRecord['type'],
    posterId: film.poster_id,
    createdAt: film.created_at,
  }
  if (!(await isSound(blobs, blob))) return { ...record, file: null }
  const { createdAt, prompt } = noteOf(task)
  const ending = endings[film.type] ?? 'bin'
  const name = names.film({ id: film.id, createdAt, prompt, label: '', ending })
  yield { name, at: createdAt, bytes: bytesOf(blobs, blob) }
  return { ...record, file: name }
}

async function* maskFiles(
  blobs: Blobs,
  { row, mask }: LeavingTask,
): AsyncGenerator<ExportFile, MaskRecord | null> {
  if (mask === null) return null
  const png = yield* plainFile(blobs, mask.png, `masks/${row.id}.png`, row.created_at)
  if (png === null) return null
  const document =
    mask.document === null
      ? null
      : yield* plainFile(blobs, mask.document, `masks/${row.id}.json`, row.created_at)
  return { png, document }
}

/** A blob as it is. Null where its bytes are gone. */
async function* plainFile(
  blobs: Blobs,
  sha256: Sha256,
  name: string,
  at: number,
): AsyncGenerator<ExportFile, MaskRecord['png'] | null> {
  const there = await blobs.stat(sha256)
  if (there === undefined) return null
  const blob = { sha256, sizeBytes: there.sizeBytes }
  yield { name, at, bytes: bytesOf(blobs, blob) }
  return { file: name, ...blob }
}

/** A reference under its own name, which is its content. */
export async function* referenceFile(
  blobs: Blobs,
  reference: { sha256: Sha256; size_bytes: number; type: string; created_at: number },
): AsyncGenerator<ExportFile, string | null> {
  const blob = { sha256: reference.sha256, sizeBytes: reference.size_bytes }
  if (!(await isSound(blobs, blob))) return null
  const name = `references/${blob.sha256}.${endings[reference.type] ?? 'bin'}`
  yield { name, at: reference.created_at, bytes: bytesOf(blobs, blob) }
  return name
}

function frameRecord(frame: {
  quadrant: number | null
  favourite_at: number | null
  kept_at: number | null
  trashed_at: number | null
}): FrameRecord {
  return {
    quadrant: frame.quadrant,
    favouriteAt: frame.favourite_at,
    keptAt: frame.kept_at,
    trashedAt: frame.trashed_at,
  }
}

/** The prompt as the gateway used it where it has said so: it holds the parameters it was made with. */
function noteOf({ row }: LeavingTask): FileNote {
  return { prompt: withoutSignatures(row.final_prompt || row.prompt), createdAt: row.created_at }
}
