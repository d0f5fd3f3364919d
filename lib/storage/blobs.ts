import 'server-only'
/**
 * Where bytes are kept: by the SHA-256 of their content, each once, with derived files (smaller sizes) beside the
 * original they were made from. Knows nothing of tasks; a row that names a blob is written after the blob.
 */

/** 64 lower-case hexadecimal digits. */
export type Sha256 = string

export type StoredBlob = { sha256: Sha256; sizeBytes: number }

export type BlobFile = {
  sha256: Sha256
  /** The name of a derived file (`512.webp`); null for the original. */
  derived: string | null
  sizeBytes: number
  /** Epoch milliseconds, by the clock of the store. */
  modifiedAt: number
}

export interface Blobs {
  /** Durable when it resolves: the bytes survive a power cut. The same bytes twice are stored once. */
  put(bytes: Uint8Array): Promise<StoredBlob>
  /** As `put`, for bytes that are never held all at once. What the source throws is thrown, and nothing is kept. */
  putStream(chunks: AsyncIterable<Uint8Array>): Promise<StoredBlob>
  /** The bytes, or undefined. With `verify`, throws `StudioError('internal')` where they no longer match their name. */
  get(sha256: Sha256, options?: { verify?: boolean }): Promise<Uint8Array | undefined>
  /**
   * The bytes from `first` up to and including `last`, read as they are asked for. Fails with `not-found` where there
   * is no such blob, and with `internal` where it ends before `last`.
   */
  stream(sha256: Sha256, range: { first: number; last: number }): ReadableStream<Uint8Array>
  stat(sha256: Sha256): Promise<{ sizeBytes: number } | undefined>
  /** Removes the original and all that was derived from it; removing what is not there is no error. */
  remove(sha256: Sha256): Promise<void>
  /** Every original, in no particular order. */
  list(): AsyncIterable<Sha256>
  /** Every file, originals and derived ones, in no particular order. */
  files(): AsyncIterable<BlobFile>
  /** Keeps a file made from the original (`512.webp`); replaces an earlier one of the same name. */
  putDerived(sha256: Sha256, name: string, bytes: Uint8Array): Promise<void>
  getDerived(sha256: Sha256, name: string): Promise<Uint8Array | undefined>
  /** Removes what a crash has left of unfinished writes, if older than `olderThanMs` (an hour); returns how many. */
  sweep(now: number, olderThanMs?: number): Promise<number>
}
