/** Tools for files that no encoder would write, and what they all are. */
import { crc32, deflateSync } from 'node:zlib'

export type HostileFile = {
  name: string
  bytes: Buffer
  /** `refuse`: may not be kept. `keep`: strange but sound. `either`: kept or not, as long as nothing worse happens. */
  want: 'refuse' | 'keep' | 'either'
}

export type Made = Omit<HostileFile, 'bytes'> & { bytes: Uint8Array }

export const script = '<script>document.title="run"</script>'
export const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">${script}</svg>`
export const page = `<!doctype html><html><body>${script}</body></html>`

export const signature = Buffer.from('89504e470d0a1a0a', 'hex')
export const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')

export function chunk(type: string, body: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(type), body])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(body.length, 0)
  frame.writeUInt32BE(crc32(named), 4)
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)])
}

export const end = chunk('IEND', Buffer.alloc(0))
export const png = (...chunks: readonly Buffer[]) => Buffer.concat([signature, ...chunks])

export function head(width: number, height: number, { depth = 8, color = 0 } = {}): Buffer {
  const body = Buffer.alloc(13)
  body.writeUInt32BE(width, 0)
  body.writeUInt32BE(height, 4)
  body.set([depth, color], 8)
  return chunk('IHDR', body)
}

export function headPng(width: number, height: number): Buffer {
  return png(head(width, height), chunk('IDAT', deflateSync(Buffer.alloc(1000))), end)
}

/** All the pixels that it says, and all of them nought. */
export function blackPng(width: number, height: number, { depth = 8, color = 0 } = {}): Buffer {
  const channels = color === 6 ? 4 : 1
  const line = 1 + Math.ceil((width * channels * depth) / 8)
  const pixels = deflateSync(Buffer.alloc(line * height), { level: 9 })
  return png(head(width, height, { depth, color }), chunk('IDAT', pixels), end)
}

export function textBomb(): Buffer {
  return Buffer.concat([Buffer.from('bomb\0\0', 'latin1'), deflateSync(Buffer.alloc(50_000_000))])
}

export function apng(frames: number, pixels: Buffer): Buffer {
  const control = Buffer.alloc(8)
  control.writeUInt32BE(frames, 0)
  const frame = (n: number) => {
    const body = Buffer.alloc(26)
    body.writeUInt32BE(n, 0)
    body.writeUInt32BE(64, 4)
    body.writeUInt32BE(64, 8)
    return chunk('fcTL', body)
  }
  const data = (n: number) => {
    const number = Buffer.alloc(4)
    number.writeUInt32BE(n, 0)
    return chunk('fdAT', Buffer.concat([number, pixels]))
  }
  const rest = Array.from({ length: frames - 1 }, (_, n) => [frame(2 * n + 1), data(2 * n + 2)])
  return png(
    head(64, 64),
    chunk('acTL', control),
    frame(0),
    chunk('IDAT', pixels),
    ...rest.flat(),
    end,
  )
}

export function jpegComment(text: string): Buffer {
  const body = Buffer.from(text)
  const length = Buffer.alloc(2)
  length.writeUInt16BE(body.length + 2, 0)
  return Buffer.concat([Buffer.from('fffe', 'hex'), length, body])
}

/** The frame's own head (SOF0) made to say another height. */
export function tallJpeg(bytes: Buffer): Buffer {
  const tall = Buffer.from(bytes)
  tall.writeUInt16BE(65_000, tall.indexOf(Buffer.from('ffc0', 'hex')) + 5)
  return tall
}

/** An EXIF whose directory names itself as the next one. */
export function circularExif(bytes: Buffer): Buffer {
  const exif = Buffer.from('45786966000049492a0008000000000008000000', 'hex')
  const length = Buffer.alloc(2)
  length.writeUInt16BE(exif.length + 2, 0)
  return Buffer.concat([
    bytes.subarray(0, 2),
    Buffer.from('ffe1', 'hex'),
    length,
    exif,
    bytes.subarray(2),
  ])
}

export function wrongOrientation(bytes: Buffer): Buffer {
  const turned = Buffer.from(bytes)
  const tag = turned.indexOf(Buffer.from('12010300', 'hex'))
  if (tag !== -1) turned[tag + 8] = 200
  return turned
}
