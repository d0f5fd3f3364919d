import 'server-only'
/**
 * Where bytes are kept: by the SHA-256 of their content, each once, with derived files (smaller sizes) beside the
 * original they were made from. Knows nothing of tasks; a row that names a blob is written after the blob.
 */

/** 64 lower-case hexadecimal digits. */
export type Sha256 = string

export type StoredBlob = { sha256: Sha256; sizeBytes: number }

export interface Blobs {
  /** Durable when it resolves: the bytes survive a power cut. The same bytes twice are stored once. */
  put(bytes: Uint8Array): Promise<StoredBlob>
  /** As `put`, for bytes that are never held all at once. What the source throws is thrown, and nothing is kept. */
  putStream(chunks: AsyncIterable<Uint8Array>): Promise<StoredBlob>
  /** The bytes, or undefined. With `verify`, throws `StudioError('internal')` where they no longer match their name. */
  get(sha256: Sha256, options?: { verify?: boolean }): Promise<Uint8Array | undefined>
  /** The bytes from `first` up to and including `last`, read as they are asked for; errors where there are none. */
  stream(sha256: Sha256, range: { first: number; last: number }): ReadableStream<Uint8Array>
  stat(sha256: Sha256): Promise<{ sizeBytes: number } | undefined>
  /** Removes the original and all that was derived from it; removing what is not there is no error. */
  remove(sha256: Sha256): Promise<void>
  /** Every original, in no particular order. */
  list(): AsyncIterable<Sha256>
  /** Keeps a file made from the original (`512.webp`); replaces an earlier one of the same name. */
  putDerived(sha256: Sha256, name: string, bytes: Uint8Array): Promise<void>
  getDerived(sha256: Sha256, name: string): Promise<Uint8Array | undefined>
}
