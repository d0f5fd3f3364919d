import 'server-only'
/**
 * A prompt inside the file it made, for tools that read such things, without touching a pixel.
 *
 * [Note: Metadata is spliced, never encoded]
 * The container is cut open at one place, our bytes are put in, and everything else stays byte for byte. What was put
 * in says how to take it out again, so that `stripMetadata` gives back the exact file of the gateway, whose SHA-256 is
 * its name in the archive. A file in which that cannot be promised is left as it is: its prompt is in library.json.
 */
import { sniffPictureType } from '@/lib/gateway/picture-type'
import { spliceJpeg, stripJpeg } from './metadata-jpeg'
import { splicePng, stripPng } from './metadata-png'
import { spliceWebp, stripWebp } from './metadata-webp'
import type { FileNote } from './metadata-xmp'

/** The file with its note is `head`, then the original from byte `cut` on, then `tail`. */
export type Splice = { cut: number; head: Uint8Array; tail: Uint8Array }

/** So many first bytes of a file are enough to splice it, or to see that it is better left alone. */
export const spliceHeadBytes = 64 * 1024

/** `start` are the file's first bytes, `spliceHeadBytes` of them or all. Null: leave the file as it is. */
export function spliceMetadata(
  start: Uint8Array,
  sizeBytes: number,
  note: FileNote,
): Splice | null {
  switch (sniffPictureType(start)) {
    case 'image/png':
      return splicePng(start, note)
    case 'image/jpeg':
      return spliceJpeg(start, note)
    case 'image/webp':
      return spliceWebp(start, sizeBytes, note)
    case undefined:
      return null
  }
}

/** The file as it was before `spliceMetadata`; one that was never spliced is returned as it is. */
export function stripMetadata(bytes: Uint8Array): Uint8Array {
  switch (sniffPictureType(bytes)) {
    case 'image/png':
      return stripPng(bytes)
    case 'image/jpeg':
      return stripJpeg(bytes)
    case 'image/webp':
      return stripWebp(bytes)
    case undefined:
      return bytes
  }
}

/** For a file that is at hand whole. */
export function withMetadata(bytes: Uint8Array, note: FileNote): Uint8Array {
  const splice = spliceMetadata(bytes.subarray(0, spliceHeadBytes), bytes.length, note)
  if (splice === null) return bytes
  return Buffer.concat([splice.head, bytes.subarray(splice.cut), splice.tail])
}
