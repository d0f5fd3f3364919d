/** What a file is, by its bytes: names and types are what somebody's file manager believes. */

export type PictureFormat =
  | 'png'
  | 'jpeg'
  | 'webp'
  | 'gif'
  | 'avif'
  | 'heic'
  | 'bmp'
  | 'tiff'
  | 'svg'
  | 'ico'
  | 'jxl'
  | 'psd'

export type PictureFacts = {
  format: PictureFormat
  isAnimated: boolean
  /** EXIF orientation of a JPEG, 1 to 8; 1 is upright, as is every other format. */
  orientation: number
}

/** Null for what is no picture. Takes the whole file: animation is told deep inside some formats. */
export function readPictureFacts(bytes: Uint8Array): PictureFacts | null {
  const format = formatOf(bytes)
  if (format === null) return null
  return {
    format,
    isAnimated: isAnimated(bytes, format),
    orientation: format === 'jpeg' ? orientationOf(bytes) : 1,
  }
}

function formatOf(bytes: Uint8Array): PictureFormat | null {
  if (startsWith(bytes, 0x89, 0x50, 0x4e, 0x47)) return 'png'
  if (startsWith(bytes, 0xff, 0xd8, 0xff)) return 'jpeg'
  const head = ascii(bytes, 0, 4)
  if (head === 'RIFF' && ascii(bytes, 8, 4) === 'WEBP') return 'webp'
  if (head === 'GIF8') return 'gif'
  if (ascii(bytes, 4, 4) === 'ftyp') return isobmffFormat(bytes)
  if (head.startsWith('BM')) return 'bmp'
  if (head === 'II*\0' || head === 'MM\0*') return 'tiff'
  if (head === '8BPS') return 'psd'
  if (startsWith(bytes, 0, 0, 1, 0)) return 'ico'
  if (startsWith(bytes, 0xff, 0x0a) || ascii(bytes, 4, 4) === 'JXL ') return 'jxl'
  return /^\uFEFF?\s*(?:<\?xml[^>]*>\s*|<!--[^]*?-->\s*|<!DOCTYPE[^>]*>\s*)*<svg[\s>]/i.test(
    new TextDecoder().decode(bytes.subarray(0, 1024)),
  )
    ? 'svg'
    : null
}

const heicBrands = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'])

/** HEIC and AVIF are one container (ISO 23008-12); the brands at its head say what is in it. Films share it too. */
function isobmffFormat(bytes: Uint8Array): PictureFormat | null {
  const end = Math.min(uint32(bytes, 0), bytes.length, 256)
  const brands: string[] = []
  for (let at = 8; at + 4 <= end; at += 4) brands.push(ascii(bytes, at, 4))
  if (brands.includes('avif') || brands.includes('avis')) return 'avif'
  return brands.some((brand) => heicBrands.has(brand)) ? 'heic' : null
}

function isAnimated(bytes: Uint8Array, format: PictureFormat): boolean {
  if (format === 'gif') return gifFrames(bytes) > 1
  if (format === 'png') return hasPngAnimation(bytes)
  // The animation bit of the extended header (RFC 9649 2.7).
  if (format === 'webp') return ascii(bytes, 12, 4) === 'VP8X' && ((bytes[20] ?? 0) & 0x02) !== 0
  return format === 'avif' && ascii(bytes, 8, 4) === 'avis'
}

/** APNG says so in a chunk before the picture's own data. */
function hasPngAnimation(bytes: Uint8Array): boolean {
  for (let at = 8; at + 8 <= bytes.length; at += 12 + uint32(bytes, at)) {
    const chunk = ascii(bytes, at + 4, 4)
    if (chunk === 'acTL') return true
    if (chunk === 'IDAT') return false
  }
  return false
}

/** Counts image blocks up to the second, which settles it. */
function gifFrames(bytes: Uint8Array): number {
  const tableBytes = (flags: number) => ((flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 0x07) + 1))
  const afterBlocks = (start: number) => {
    let at = start
    while (at < bytes.length && bytes[at] !== 0) at += (bytes[at] ?? 0) + 1
    return at + 1
  }
  let frames = 0
  let at = 13 + tableBytes(bytes[10] ?? 0)
  while (at < bytes.length && frames < 2) {
    const mark = bytes[at]
    if (mark === 0x21) at = afterBlocks(at + 2)
    else if (mark === 0x2c) {
      frames += 1
      at = afterBlocks(at + 11 + tableBytes(bytes[at + 9] ?? 0))
    } else break
  }
  return frames
}

/** Tag 0x0112 of the first directory of the EXIF segment; 1 where there is none, or what is there makes no sense. */
function orientationOf(bytes: Uint8Array): number {
  let at = 2
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1]
    if (marker === 0xda) return 1
    const size = uint16(bytes, at + 2)
    if (marker === 0xe1 && ascii(bytes, at + 4, 6) === 'Exif\0\0') {
      return tiffOrientation(bytes.subarray(at + 10, at + 2 + size))
    }
    at += 2 + size
  }
  return 1
}

function tiffOrientation(tiff: Uint8Array): number {
  const isLittle = ascii(tiff, 0, 2) === 'II'
  const short = (at: number) => uint16(tiff, at, isLittle)
  const directory = uint32(tiff, 4, isLittle)
  const entries = Math.min(short(directory), 512)
  for (let entry = 0; entry < entries; entry++) {
    const at = directory + 2 + entry * 12
    if (short(at) !== 0x0112) continue
    const value = short(at + 8)
    return value >= 1 && value <= 8 ? value : 1
  }
  return 1
}

function startsWith(bytes: Uint8Array, ...head: readonly number[]): boolean {
  return head.every((byte, index) => bytes[index] === byte)
}

function ascii(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length))
}

function uint16(bytes: Uint8Array, at: number, isLittle = false): number {
  const [first = 0, second = 0] = bytes.subarray(at, at + 2)
  return isLittle ? second * 256 + first : first * 256 + second
}

function uint32(bytes: Uint8Array, at: number, isLittle = false): number {
  const [low, high] = isLittle ? [at, at + 2] : [at + 2, at]
  return uint16(bytes, high, isLittle) * 65536 + uint16(bytes, low, isLittle)
}
