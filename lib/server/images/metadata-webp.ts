import 'server-only'
/**
 * An XMP chunk at the end of a WebP. Only the extended form may have one, so a simple file gets the extended header in
 * front; the chunk remembers the bytes that stood there.
 */
import type { Splice } from './metadata'
import { type FileNote, restoreOf, xmpOf } from './metadata-xmp'

const riffHead = 12
const extendedHead = 30
const flags = { alpha: 0x10, xmp: 0x04 } as const

export function spliceWebp(start: Uint8Array, sizeBytes: number, note: FileNote): Splice | null {
  const bytes = Buffer.from(start.buffer, start.byteOffset, start.byteLength)
  // Bytes behind the end, or an end that is missing: such a file is not for us to put in order.
  if (bytes.length < extendedHead || bytes.readUInt32LE(4) + 8 !== sizeBytes) return null
  if (sizeBytes % 2 !== 0) return null
  const header = extendedHeader(bytes)
  if (header === null) return null
  const cut = header.isNew ? riffHead : extendedHead
  const xmp = xmpOf(note, `head.${bytes.subarray(0, cut).toString('base64')}`)
  const tail = Buffer.concat([chunkHead('XMP ', xmp.length), xmp, Buffer.alloc(xmp.length % 2)])
  const riff = Buffer.from(bytes.subarray(0, riffHead))
  riff.writeUInt32LE(sizeBytes - cut + extendedHead + tail.length - 8, 4)
  return { cut, head: Buffer.concat([riff, header.bytes]), tail }
}

export function stripWebp(bytes: Uint8Array): Uint8Array {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const at = lastChunk(file)
  if (at === null || file.toString('latin1', at, at + 4) !== 'XMP ') return bytes
  const restore = restoreOf(file.subarray(at + 8))
  if (restore === null || !restore.startsWith('head.')) return bytes
  const head = Buffer.from(restore.slice('head.'.length), 'base64')
  return Buffer.concat([head, file.subarray(extendedHead, at)])
}

/** Where the last chunk begins; null where the chunks do not end where the file does. */
function lastChunk(file: Buffer): number | null {
  let at = riffHead
  while (at + 8 <= file.length) {
    const length = file.readUInt32LE(at + 4)
    const end = at + 8 + length + (length % 2)
    if (end === file.length) return at
    at = end
  }
  return null
}

/** The extended header with the flag for XMP: the file's own, or a new one. Null where there is XMP already. */
function extendedHeader(file: Buffer): { bytes: Buffer; isNew: boolean } | null {
  switch (file.toString('latin1', 12, 16)) {
    case 'VP8X': {
      if (file.readUInt32LE(16) !== 10 || (file[20]! & flags.xmp) !== 0) return null
      const bytes = Buffer.from(file.subarray(riffHead, extendedHead))
      bytes[8]! |= flags.xmp
      return { bytes, isNew: false }
    }
    case 'VP8 ':
      return isLossy(file)
        ? newHeader(file.readUInt16LE(26) & 0x3fff, file.readUInt16LE(28) & 0x3fff, false)
        : null
    case 'VP8L': {
      if (file[20] !== 0x2f) return null
      const bits = file.readUInt32LE(21)
      return newHeader((bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1, ((bits >>> 28) & 1) === 1)
    }
    default:
      return null
  }
}

/** A key frame with its start code (RFC 6386, 9.1). */
function isLossy(file: Buffer): boolean {
  return (file[20]! & 1) === 0 && file.readUIntBE(23, 3) === 0x9d012a
}

function newHeader(
  width: number,
  height: number,
  hasAlpha: boolean,
): { bytes: Buffer; isNew: boolean } {
  const bytes = Buffer.concat([chunkHead('VP8X', 10), Buffer.alloc(10)])
  bytes[8] = flags.xmp | (hasAlpha ? flags.alpha : 0)
  bytes.writeUIntLE(width - 1, 12, 3)
  bytes.writeUIntLE(height - 1, 15, 3)
  return { bytes, isNew: true }
}

function chunkHead(name: string, length: number): Buffer {
  const head = Buffer.alloc(8)
  head.write(name, 'latin1')
  head.writeUInt32LE(length, 4)
  return head
}
