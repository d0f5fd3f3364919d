/**
 * The mask as gateways want it (gateways.md 2.3): a PNG of exactly the picture's natural size, opaque, only 0 and
 * 255, white is repainted. Written here rather than by a canvas: 8-bit grey has no alpha to go wrong and nobody's
 * colour management touches it, at the price of some 50 ms at 4096 × 4096.
 */
import { type Mask, threshold } from './mask'

/** zlib's format ("deflate" of `CompressionStream`), given by whoever runs this. */
export type Deflate = (bytes: Uint8Array<ArrayBuffer>) => Promise<Uint8Array>

const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)

export async function encodeMaskPng(
  mask: Mask,
  deflate: Deflate,
): Promise<Uint8Array<ArrayBuffer>> {
  const { width, height } = mask
  const header = new Uint8Array(13)
  const view = new DataView(header.buffer)
  view.setUint32(0, width)
  view.setUint32(4, height)
  // 8 bits, grey, and the only compression, filter and order there are without interlacing.
  header.set([8, 0, 0, 0, 0], 8)
  const data = await deflate(scanlines(mask))
  const chunks = [chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', new Uint8Array(0))]
  const png = new Uint8Array(signature.length + chunks.reduce((sum, { length }) => sum + length, 0))
  png.set(signature)
  let at = signature.length
  for (const part of chunks) {
    png.set(part, at)
    at += part.length
  }
  return png
}

/** Each row behind its filter, which is none. */
function scanlines({ width, height, data }: Mask): Uint8Array<ArrayBuffer> {
  const lines = new Uint8Array((width + 1) * height)
  for (let y = 0; y < height; y++) {
    let to = y * (width + 1) + 1
    for (let at = y * width; at < (y + 1) * width; at++, to++) {
      if (data[at]! >= threshold) lines[to] = 255
    }
  }
  return lines
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(data.length + 12)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, data.length)
  for (let n = 0; n < 4; n++) bytes[4 + n] = type.charCodeAt(n)
  bytes.set(data, 8)
  view.setUint32(data.length + 8, crc32(bytes.subarray(4, data.length + 8)))
  return bytes
}

const table = Uint32Array.from({ length: 256 }, (_, n) => {
  let value = n
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1
  return value
})

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) crc = table[(crc ^ byte) & 255]! ^ (crc >>> 8)
  return (crc ^ 0xffffffff) >>> 0
}

/** A picture read as a mask: what is lighter than the middle is painted, what is transparent is not. */
export function maskFromPixels(rgba: Uint8ClampedArray | Uint8Array): Uint8Array {
  const bytes = new Uint8Array(rgba.length / 4)
  for (let at = 0; at < bytes.length; at++) {
    const [r, g, b, a] = [rgba[at * 4]!, rgba[at * 4 + 1]!, rgba[at * 4 + 2]!, rgba[at * 4 + 3]!]
    const light = (0.2126 * r + 0.7152 * g + 0.0722 * b) * (a / 255)
    bytes[at] = light >= threshold ? 255 : 0
  }
  return bytes
}
