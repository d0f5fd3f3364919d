import 'server-only'
/** Reads the body of a result: a picture whole, a film piece by piece. The bytes decide which, never their name. */
import { StudioError } from '@/lib/mj/errors'
import { cappedChunks, readCapped } from './capped-body'
import { filmHeadBytes, sniffFilmType, type FilmType } from './film-type'
import { sniffPictureType, type PictureType } from './picture-type'

export type FetchedPicture = { bytes: Uint8Array; type: PictureType }

/** A film while it arrives. Whoever takes it reads it to its end or gives it up. */
export type ArrivingFilm = { type: FilmType; chunks: AsyncIterable<Uint8Array> }

/** A picture, or a film with what came of handing it on. */
export type FetchedResult<T> =
  | ({ kind: 'picture' } & FetchedPicture)
  | { kind: 'film'; type: FilmType; kept: T }

/** Bounds the work that reads a body: by what is left of the usual time, or by a time of its own in milliseconds. */
export type Within = <V>(work: Promise<V>, ms?: number) => Promise<V>
export type BodyReader<T> = (response: Response, within: Within) => Promise<T>

export const pictureAccept = 'image/png, image/jpeg, image/webp'
export const resultAccept = `${pictureAccept}, video/mp4, video/webm`

const pictureTypes = /^image\/(?:png|jpe?g|webp)$/
const resultTypes = /^(?:image\/(?:png|jpe?g|webp)|video\/(?:mp4|webm|quicktime|x-m4v))$/
/** Some stores call everything an octet stream. */
const untold = /^(?:application\/octet-stream|binary\/octet-stream|)$/

const pictureMaxBytes = 40_000_000
const filmMaxBytes = 200_000_000
const filmTimeoutMs = 10 * 60_000

/** A picture of at most `maxBytes`. Throws `unsupported-type`, `too-large`. */
export function pictureReader(maxBytes = pictureMaxBytes): BodyReader<FetchedPicture> {
  return async (response, within) => {
    await ensureDeclared(response, pictureTypes)
    return asPicture(await within(readCapped(response, maxBytes)))
  }
}

/**
 * A picture of at most 40 MB, or a film of at most 200 MB within ten minutes, handed to `keepFilm` while it arrives.
 * Throws `unsupported-type`, `too-large` and what `keepFilm` throws.
 */
export function resultReader<T>(
  keepFilm: (film: ArrivingFilm) => Promise<T>,
): BodyReader<FetchedResult<T>> {
  return async (response, within) => {
    await ensureDeclared(response, resultTypes)
    const rest = cappedChunks(response, filmMaxBytes)
    try {
      const head = await within(readHead(rest))
      const type = sniffFilmType(head)
      if (type !== undefined) {
        const kept = await within(keepFilm({ type, chunks: joined(head, rest) }), filmTimeoutMs)
        return { kind: 'film', type, kept }
      }
      return { kind: 'picture', ...asPicture(await within(gather(head, rest))) }
    } finally {
      // A body given up half way is hung up on; one that hangs is not waited for.
      rest.return(undefined).catch(() => response.body?.cancel())
    }
  }
}

/** A declared page is not even read; otherwise the bytes decide. */
async function ensureDeclared(response: Response, known: RegExp): Promise<void> {
  const [declared = ''] = (response.headers.get('content-type') ?? '').split(';')
  const type = declared.trim().toLowerCase()
  if (known.test(type) || untold.test(type)) return
  await response.body?.cancel()
  throw new StudioError('unsupported-type', `not a picture: ${type}`)
}

function asPicture(bytes: Uint8Array): FetchedPicture {
  const type = sniffPictureType(bytes)
  if (!type) throw new StudioError('unsupported-type', 'not a PNG, JPEG or WebP')
  return { bytes, type }
}

async function readHead(chunks: AsyncGenerator<Uint8Array>): Promise<Uint8Array> {
  let head = Buffer.alloc(0)
  while (head.length < filmHeadBytes) {
    const step = await chunks.next()
    if (step.done) break
    head = Buffer.concat([head, step.value])
  }
  return head
}

async function gather(head: Uint8Array, rest: AsyncGenerator<Uint8Array>): Promise<Uint8Array> {
  const parts = [head]
  let sizeBytes = head.length
  for await (const chunk of rest) {
    sizeBytes += chunk.length
    if (sizeBytes > pictureMaxBytes) {
      throw new StudioError('too-large', `the picture is larger than ${pictureMaxBytes} bytes`)
    }
    parts.push(chunk)
  }
  return Buffer.concat(parts)
}

async function* joined(
  head: Uint8Array,
  rest: AsyncGenerator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield head
  yield* rest
}
