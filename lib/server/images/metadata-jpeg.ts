import 'server-only'
/** An XMP segment behind those that a JPEG must begin with. It says its own place, so that only ours is taken out. */
import type { Splice } from './metadata'
import { type FileNote, restoreOf, xmpOf } from './metadata-xmp'

const xmpName = Buffer.from('http://ns.adobe.com/xap/1.0/\0')
const app0 = 0xe0
const app1 = 0xe1
const longestSegment = 65_533

export function spliceJpeg(start: Uint8Array, note: FileNote): Splice | null {
  const cut = endOfLeaders(start)
  if (cut === null) return null
  const content = Buffer.concat([xmpName, xmpOf(note, `at.${cut}`)])
  if (content.length > longestSegment) return null
  const segment = Buffer.alloc(4)
  segment.writeUInt16BE(0xff00 | app1, 0)
  segment.writeUInt16BE(content.length + 2, 2)
  return {
    cut,
    head: Buffer.concat([start.subarray(0, cut), segment, content]),
    tail: new Uint8Array(0),
  }
}

export function stripJpeg(bytes: Uint8Array): Uint8Array {
  const at = endOfLeaders(bytes)
  if (at === null || bytes[at] !== 0xff || bytes[at + 1] !== app1) return bytes
  const end = at + 2 + lengthAt(bytes, at)
  const content = bytes.subarray(at + 4, end)
  if (end > bytes.length || !isXmp(content)) return bytes
  if (restoreOf(content.subarray(xmpName.length)) !== `at.${at}`) return bytes
  return Buffer.concat([bytes.subarray(0, at), bytes.subarray(end)])
}

/**
 * Where JFIF's and Exif's segments end: both want to be first. Null where they reach beyond `bytes`, or what follows
 * is no segment.
 */
function endOfLeaders(bytes: Uint8Array): number | null {
  let at = 2
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const kind = bytes[at + 1]
    const end = at + 2 + lengthAt(bytes, at)
    const isLeader =
      kind === app0 ||
      (kind === app1 && !isXmp(bytes.subarray(at + 4, Math.min(end, bytes.length))))
    if (!isLeader) return at
    at = end
  }
  return null
}

function lengthAt(bytes: Uint8Array, at: number): number {
  return (bytes[at + 2]! << 8) | bytes[at + 3]!
}

function isXmp(content: Uint8Array): boolean {
  return xmpName.equals(content.subarray(0, xmpName.length))
}
