import 'server-only'
/**
 * Pictures that people send travel as data URLs and rest as blobs: the ledger's rows stay small, and the same
 * reference sent twice is kept once.
 */
import { createHash } from 'node:crypto'
import type { StudioSubmission } from '@/lib/mj/submission'
import { StudioError } from '@/lib/mj/errors'
import type { Blobs } from '@/lib/storage/blobs'

const pictureFields = ['base64Array', 'base64', 'sourceBase64', 'targetBase64', 'maskBase64']

/** A picture's place holder: `head` is what stood before the bytes, to the letter (gateways.md 2.3 on prefixes). */
type Held = { sha256: string; head: string }

export type StashedRequest = {
  /** Canonical JSON of the submission without bytes; equal requests give equal text. */
  json: string
  hash: string
  pictures: readonly { sha256: string; bytes: Uint8Array }[]
}

/** Takes the pictures out of a submission. Nothing is written yet. Throws `bad-request` on what is not base64. */
export function stashRequest(submission: StudioSubmission): StashedRequest {
  const pictures: { sha256: string; bytes: Uint8Array }[] = []
  const hold = (text: string): Held => {
    const { head, bytes } = readDataUrl(text)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    pictures.push({ sha256, bytes })
    return { sha256, head }
  }
  const json = JSON.stringify(mapPictures(sorted(submission), hold))
  return { json, hash: createHash('sha256').update(json).digest('hex'), pictures }
}

/** The submission as it came. Throws when a blob is missing. */
export async function restoreRequest(json: string, blobs: Blobs): Promise<StudioSubmission> {
  const held = new Map<string, string>()
  const stored = JSON.parse(json) as unknown
  mapPictures(stored, (value) => {
    held.set((value as Held).sha256, '')
    return value
  })
  for (const sha256 of held.keys()) {
    const bytes = await blobs.get(sha256)
    if (bytes === undefined) throw new StudioError('gone', 'a picture of this request is missing')
    held.set(sha256, Buffer.from(bytes).toString('base64'))
  }
  const restored = mapPictures(stored, (value) => {
    const { head, sha256 } = value as Held
    return head + (held.get(sha256) ?? '')
  })
  return restored as StudioSubmission
}

function readDataUrl(text: string): { head: string; bytes: Uint8Array } {
  const comma = text.startsWith('data:') ? text.indexOf(';base64,') + ';base64,'.length : 0
  const body = text.slice(comma)
  if (body === '' || !/^[\w+/-]+={0,2}$/.test(body)) {
    throw new StudioError('bad-request', 'a picture must be a base64 data URL')
  }
  return { head: text.slice(0, comma), bytes: Buffer.from(body, 'base64') }
}

/** A copy in which `change` has been applied to every picture, wherever a field may hold one or several. */
function mapPictures(value: unknown, change: (picture: never) => unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, field]: [string, unknown]) => {
      if (pictureFields.includes(key)) {
        return [
          key,
          Array.isArray(field)
            ? field.map((item) => change(item as never))
            : change(field as never),
        ]
      }
      return [key, key === 'answer' ? mapPictures(field, change) : field]
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
