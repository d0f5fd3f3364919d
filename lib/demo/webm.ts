import 'server-only'
/**
 * A film without a film encoder: a lossy WebP holds exactly one key frame of VP8, so frames encoded as WebP, one
 * after the other in WebM's container, are a film that browsers play. Every frame stands alone; it can be cut and
 * wound anywhere.
 */

export type FilmFrames = {
  width: number
  height: number
  frameMs: number
  /** Lossy WebP files without alpha, all of one size. */
  frames: readonly Uint8Array[]
}

/** A whole WebM file with its length and an index, so that players can wind at once. */
export function muxWebm({ width, height, frameMs, frames }: FilmFrames): Uint8Array {
  const head = element(ids.ebml, [
    number(ids.ebmlVersion, 1),
    number(ids.ebmlReadVersion, 1),
    number(ids.ebmlMaxIdLength, 4),
    number(ids.ebmlMaxSizeLength, 8),
    text(ids.docType, 'webm'),
    number(ids.docTypeVersion, 2),
    number(ids.docTypeReadVersion, 2),
  ])
  const info = element(ids.info, [
    number(ids.timestampScale, 1_000_000),
    element(ids.duration, [double(frames.length * frameMs)]),
    text(ids.muxingApp, 'Safelight'),
    text(ids.writingApp, 'Safelight'),
  ])
  const video = element(ids.video, [number(ids.width, width), number(ids.height, height)])
  const track = element(ids.trackEntry, [
    number(ids.trackNumber, 1),
    number(ids.trackUid, 1),
    number(ids.trackType, 1),
    number(ids.flagLacing, 0),
    text(ids.codecId, 'V_VP8'),
    number(ids.defaultDuration, frameMs * 1_000_000),
    video,
  ])
  const tracks = element(ids.tracks, [track])
  const clusters = clustersOf(frames.map(keyFrameOf), frameMs)
  // What the index says depends on its own length, which depends on nothing it says.
  const start = info.length + tracks.length
  const indexBytes = indexOf(clusters, 0).length
  const index = indexOf(clusters, start + indexBytes)
  const bodies = clusters.map(({ bytes }) => bytes)
  return Buffer.concat([head, element(ids.segment, [info, tracks, index, ...bodies])])
}

const framesInCluster = 12

type Cluster = { ms: number; bytes: Buffer }

function clustersOf(frames: readonly Uint8Array[], frameMs: number): readonly Cluster[] {
  const clusters: Cluster[] = []
  for (let from = 0; from < frames.length; from += framesInCluster) {
    const ms = from * frameMs
    const blocks = frames.slice(from, from + framesInCluster).map((frame, n) => {
      const blockHead = Buffer.from([0x81, 0, 0, 0x80]) // track 1, its time, key frame
      blockHead.writeInt16BE(n * frameMs, 1)
      return element(ids.simpleBlock, [blockHead, frame])
    })
    clusters.push({ ms, bytes: element(ids.cluster, [number(ids.timestamp, ms), ...blocks]) })
  }
  return clusters
}

/** `start`: where the first cluster is, counted from the beginning of the segment's data. */
function indexOf(clusters: readonly Cluster[], start: number): Buffer {
  let at = start
  const points = clusters.map(({ ms, bytes }) => {
    const position = element(ids.cueTrackPositions, [
      number(ids.cueTrack, 1),
      number(ids.cueClusterPosition, at, 4),
    ])
    at += bytes.length
    return element(ids.cuePoint, [number(ids.cueTime, ms), position])
  })
  return element(ids.cues, points)
}

/** The VP8 frame in a lossy WebP: RIFF chunks of a name, a length and bytes, padded to even. */
function keyFrameOf(webp: Uint8Array): Uint8Array {
  const file = Buffer.from(webp.buffer, webp.byteOffset, webp.byteLength)
  for (let at = 12; at + 8 <= file.length;) {
    const sizeBytes = file.readUInt32LE(at + 4)
    const name = file.toString('latin1', at, at + 4)
    if (name === 'VP8 ') return file.subarray(at + 8, at + 8 + sizeBytes)
    at += 8 + sizeBytes + (sizeBytes % 2)
  }
  throw new Error('a frame of a film must be a lossy WebP')
}

/** EBML: a name, a length, and what it holds. */
function element(id: number, parts: readonly Uint8Array[]): Buffer {
  const name = Buffer.from(id.toString(16), 'hex')
  const sizeBytes = parts.reduce((sum, part) => sum + part.length, 0)
  return Buffer.concat([name, lengthOf(sizeBytes), ...parts])
}

/** Seven bits a byte, and how many bytes there are by the place of the first one. */
function lengthOf(sizeBytes: number): Buffer {
  if (sizeBytes < 0x7f) return Buffer.from([0x80 | sizeBytes])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(0x1000_0000 + sizeBytes)
  return length
}

function number(id: number, value: number, leastBytes = 1): Buffer {
  const whole = Buffer.alloc(8)
  whole.writeBigUInt64BE(BigInt(value))
  const first = whole.findIndex((byte) => byte > 0)
  return element(id, [whole.subarray(Math.min(first === -1 ? 7 : first, 8 - leastBytes))])
}

function text(id: number, value: string): Buffer {
  return element(id, [Buffer.from(value)])
}

function double(value: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeDoubleBE(value)
  return bytes
}

/** Names of the Matroska elements that WebM allows (RFC 9559). */
const ids = {
  ebml: 0x1a45dfa3,
  ebmlVersion: 0x4286,
  ebmlReadVersion: 0x42f7,
  ebmlMaxIdLength: 0x42f2,
  ebmlMaxSizeLength: 0x42f3,
  docType: 0x4282,
  docTypeVersion: 0x4287,
  docTypeReadVersion: 0x4285,
  segment: 0x18538067,
  info: 0x1549a966,
  timestampScale: 0x2ad7b1,
  duration: 0x4489,
  muxingApp: 0x4d80,
  writingApp: 0x5741,
  tracks: 0x1654ae6b,
  trackEntry: 0xae,
  trackNumber: 0xd7,
  trackUid: 0x73c5,
  trackType: 0x83,
  flagLacing: 0x9c,
  codecId: 0x86,
  defaultDuration: 0x23e383,
  video: 0xe0,
  width: 0xb0,
  height: 0xba,
  cues: 0x1c53bb6b,
  cuePoint: 0xbb,
  cueTime: 0xb3,
  cueTrackPositions: 0xb7,
  cueTrack: 0xf7,
  cueClusterPosition: 0xf1,
  cluster: 0x1f43b675,
  timestamp: 0xe7,
  simpleBlock: 0xa3,
} as const
