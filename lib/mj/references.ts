/**
 * References: pictures that people bring along, kept by the studio under the hash of their bytes. Wherever a
 * submission takes a picture it takes a reference's token instead of a data URL, so that a draft, a retry or a
 * reload need not carry bytes.
 */

/** A picture somebody brought. Its webp sizes and its bytes are served at `referencePath`. */
export type Reference = {
  /** SHA-256 of the bytes, 64 hex digits. */
  id: string
  type: 'image/png' | 'image/jpeg' | 'image/webp'
  width: number
  height: number
  sizeBytes: number
  /** base64 of a thumbhash. */
  thumbhash: string
}

const head = 'reference:'

/** What stands for the reference in a picture field of a submission: `reference:<64 hex digits>`. */
export function referenceToken(id: string): string {
  return head + id
}

/** The id in a token, or null for a data URL and everything else. */
export function readReferenceToken(text: string): string | null {
  return /^reference:[0-9a-f]{64}$/.test(text) ? text.slice(head.length) : null
}

/** Path of a reference on the studio: a webp no longer than 256 or 1024 pixels, or the bytes as they came. */
export function referencePath(id: string, size: 256 | 1024 | 'original'): string {
  return `/images/reference/${id}/${size}`
}
