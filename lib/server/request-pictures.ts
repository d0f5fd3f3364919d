import 'server-only'
/**
 * Pictures that people send travel as data URLs or as the tokens of references, and rest as blobs: the ledger's rows
 * stay small, the same picture sent twice is kept once, and a request is the same however it named its pictures.
 */
import { createHash } from 'node:crypto'
import { sniffPictureType } from '@/lib/gateway/picture-type'
import { StudioError } from '@/lib/mj/errors'
import { readReferenceToken } from '@/lib/mj/references'
import type { StudioSubmission } from '@/lib/mj/submission'
import type { Blobs, Sha256 } from '@/lib/storage/blobs'

const referenceFields = ['base64Array', 'base64', 'sourceBase64', 'targetBase64']
/** A mask belongs to one press of one button: it is kept for that request and is nobody's reference. */
const maskField = 'maskBase64'
/** The mask's commands, kept as a file of their own: a row stays small. */
const documentField = 'maskDocument'

/** A picture's place holder: `head` is what will stand before the bytes (gateways.md 2.3 on prefixes). */
type Held = { sha256: Sha256; head: string }

export type SentPicture = { sha256: Sha256; bytes: Uint8Array; isMask: boolean }

export type StashedRequest = {
  /** Canonical JSON of the submission without bytes; equal requests give equal text. */
  json: string
  hash: string
  /** The pictures that came as bytes. */
  pictures: readonly SentPicture[]
  /** The commands of a mask, as a file to keep; null where none came. */
  maskDocument: { sha256: Sha256; bytes: Uint8Array } | null
  /** Every picture but masks, in the order of the wire, whether it came as bytes or as a token. */
  references: readonly Sha256[]
}

/** The references that a submission names by their tokens. */
export function referencesNamed(submission: StudioSubmission): readonly Sha256[] {
  const ids: Sha256[] = []
  mapPictures(submission, (text: string) => {
    const id = readReferenceToken(text)
    if (id !== null) ids.push(id)
    return text
  })
  return ids
}

/**
 * Takes the pictures out of a submission. `types` are those of the references that its sender has. Nothing is written
 * yet. Throws `bad-request` on what is no picture and on the token of a reference that is not among them.
 */
export function stashRequest(
  submission: StudioSubmission,
  types: ReadonlyMap<Sha256, string> = new Map(),
): StashedRequest {
  const pictures: SentPicture[] = []
  const references: Sha256[] = []
  const { named, maskDocument } = takeDocument(submission)
  const json = JSON.stringify(
    mapPictures(sorted(named), (text: string, isMask) => {
      const id = readReferenceToken(text)
      const held = id === null ? holdBytes(text, isMask, pictures) : holdReference(id, types)
      if (!isMask) references.push(held.sha256)
      return held
    }),
  )
  return { json, hash: sha256Of(json), pictures, maskDocument, references }
}

/** The submission with the name of the mask's document in its place, be it in its answer or itself an answer. */
function takeDocument(submission: StudioSubmission): {
  named: StudioSubmission
  maskDocument: StashedRequest['maskDocument']
} {
  const { answer } = submission
  const text = answer?.[documentField] ?? submission[documentField]
  if (text === undefined) return { named: submission, maskDocument: null }
  const bytes = new TextEncoder().encode(text)
  const sha256 = sha256Of(bytes)
  const named =
    answer?.[documentField] === undefined
      ? { ...submission, [documentField]: sha256 }
      : { ...submission, answer: { ...answer, [documentField]: sha256 } }
  return { named, maskDocument: { sha256, bytes } }
}

export type StoredMask = { png: Sha256; document: Sha256 | null }

/** The mask of a request as it was stored: the hashes of its PNG and, where there is one, of its document. */
export function maskOfRequest(json: string): StoredMask | null {
  type WithMask = { maskBase64?: Held; maskDocument?: Sha256 }
  const { answer, ...itself } = JSON.parse(json) as WithMask & { answer?: WithMask }
  const { maskBase64, maskDocument } = answer?.maskBase64 ? answer : itself
  return maskBase64 ? { png: maskBase64.sha256, document: maskDocument ?? null } : null
}

/** Every blob that a stored request names. */
export function blobsOfRequest(json: string): readonly Sha256[] {
  const stored = JSON.parse(json) as { answer?: { maskDocument?: Sha256 } }
  const named = stored.answer?.maskDocument === undefined ? [] : [stored.answer.maskDocument]
  mapPictures(stored, (place: Held) => named.push(place.sha256))
  return named
}

function holdReference(id: Sha256, types: ReadonlyMap<Sha256, string>): Held {
  const type = types.get(id)
  if (type === undefined) throw pictureIsGone()
  return { sha256: id, head: headOf(type) }
}

/** The head tells what the bytes are, whatever the sender called them; that of a mask stays as it came. */
function holdBytes(text: string, isMask: boolean, pictures: SentPicture[]): Held {
  const { head, bytes } = readDataUrl(text)
  const sha256 = sha256Of(bytes)
  pictures.push({ sha256, bytes, isMask })
  if (isMask) return { sha256, head }
  const type = sniffPictureType(bytes)
  if (type === undefined) {
    throw new StudioError('bad-request', 'a picture must be a PNG, JPEG or WebP')
  }
  return { sha256, head: headOf(type) }
}

/** A reference that nobody keeps, or that is somebody else's: one answer, so that neither can be told. */
export function pictureIsGone(): StudioError {
  return new StudioError('bad-request', 'this picture is no longer here; add it again')
}

/**
 * The submission with its pictures as data URLs, each of the very bytes unless `fit` makes others of them; a mask is
 * never fitted, since it must match its picture. Throws `gone` when a blob is missing.
 */
export async function restoreRequest(
  json: string,
  blobs: Blobs,
  fit: (bytes: Uint8Array) => Promise<Uint8Array> = (bytes) => Promise.resolve(bytes),
): Promise<StudioSubmission> {
  const stored = JSON.parse(json) as unknown
  const held: { place: Held; isMask: boolean }[] = []
  mapPictures(stored, (place: Held, isMask) => held.push({ place, isMask }))
  const urls = new Map<Held, string>()
  for (const { place, isMask } of held) {
    const bytes = await blobs.get(place.sha256)
    if (bytes === undefined) throw new StudioError('gone', 'a picture of this request is missing')
    const fitted = isMask ? bytes : await fit(bytes)
    const head = fitted === bytes ? place.head : headOf(sniffPictureType(fitted) ?? '')
    urls.set(place, head + Buffer.from(fitted).toString('base64'))
  }
  return mapPictures(stored, (place: Held) => urls.get(place)) as StudioSubmission
}

function headOf(type: string): string {
  return `data:${type};base64,`
}

function readDataUrl(text: string): { head: string; bytes: Uint8Array } {
  const comma = text.startsWith('data:') ? text.indexOf(';base64,') + ';base64,'.length : 0
  const body = text.slice(comma)
  if (body === '' || !/^[\w+/-]+={0,2}$/.test(body)) {
    throw new StudioError('bad-request', 'a picture must be a base64 data URL')
  }
  return { head: text.slice(0, comma), bytes: Buffer.from(body, 'base64') }
}

function sha256Of(content: string | Uint8Array): Sha256 {
  return createHash('sha256').update(content).digest('hex')
}

/** A copy in which `change` has been applied to every picture, wherever a field may hold one or several. */
function mapPictures<P>(value: unknown, change: (picture: P, isMask: boolean) => unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, field]: [string, unknown]) => {
      if (key === 'answer') return [key, mapPictures(field, change)]
      const isMask = key === maskField
      if (field === undefined || !(isMask || referenceFields.includes(key))) return [key, field]
      const changed = Array.isArray(field)
        ? field.map((item) => change(item as P, isMask))
        : change(field as P, isMask)
      return [key, changed]
    }),
  )
}

/** Keys in one order at every depth, and nothing that is undefined. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, field]) => [key, sorted(field)]),
  )
}
