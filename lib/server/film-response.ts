import 'server-only'
/** A film as an answer: whole, or the range that a player asks for (RFC 9110, chapter 14). */
import type { KeptFilm } from './studio'
import { fileHeaders } from './picture-response'

/** A film never changes under its id. */
const year = 31_536_000

/**
 * `headers` are the request's: `Range` and `If-Range` count. Several ranges at once are answered with the whole. Next
 * strikes `content-length` out and sends in chunks; players take the size from `content-range`.
 */
export function filmResponse(
  film: KeptFilm,
  options: { headers: Headers; asDownload: boolean },
): Response {
  const { sizeBytes, name } = film
  const etag = `"${name}"`
  const headers: Record<string, string> = {
    ...fileHeaders(film, { asDownload: options.asDownload, maxAgeSeconds: year }),
    'accept-ranges': 'bytes',
    etag,
  }
  const held = options.headers.get('if-range')
  const asked = held === null || held === etag ? options.headers.get('range') : null
  const range = readRange(asked, sizeBytes)
  if (range === 'unsatisfiable') {
    return new Response(null, {
      status: 416,
      headers: { 'accept-ranges': 'bytes', 'content-range': `bytes */${sizeBytes}` },
    })
  }
  if (range === null) {
    const body = sizeBytes === 0 ? null : film.read({ first: 0, last: sizeBytes - 1 })
    return new Response(body, { headers: { ...headers, 'content-length': String(sizeBytes) } })
  }
  const { first, last } = range
  return new Response(film.read(range), {
    status: 206,
    headers: {
      ...headers,
      'content-range': `bytes ${first}-${last}/${sizeBytes}`,
      'content-length': String(last - first + 1),
    },
  })
}

/** `bytes=0-`, `bytes=5-9`, `bytes=-500`; null where the whole is the answer. */
export function readRange(
  header: string | null,
  sizeBytes: number,
): { first: number; last: number } | 'unsatisfiable' | null {
  const [, from, to] = /^bytes=(\d{0,15})-(\d{0,15})$/i.exec(header?.trim() ?? '') ?? []
  if (from === undefined || to === undefined || from + to === '') return null
  const isSuffix = from === ''
  if (!isSuffix && to !== '' && Number(to) < Number(from)) return null
  const first = isSuffix ? Math.max(0, sizeBytes - Number(to)) : Number(from)
  const last = isSuffix || to === '' ? sizeBytes - 1 : Math.min(Number(to), sizeBytes - 1)
  return first > last ? 'unsatisfiable' : { first, last }
}
