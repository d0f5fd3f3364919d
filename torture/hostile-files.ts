/**
 * Files that no honest gateway sends: bombs, lies, cuts and two things at once. Made anew for each run, so that nothing
 * dangerous lies in the repository.
 */
import { crc32, deflateSync, gzipSync } from 'node:zlib'
import sharp from 'sharp'

export type HostileFile = {
  name: string
  bytes: Buffer
  /** `refuse`: may not be kept. `keep`: strange but sound. `either`: kept or not, as long as nothing worse happens. */
  want: 'refuse' | 'keep' | 'either'
}

const script = '<script>document.title="run"</script>'
const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">${script}</svg>`
const page = `<!doctype html><html><body>${script}</body></html>`

/** In short without the largest: making them takes longer than judging them. */
export async function hostileFiles(of: { isShort: boolean }): Promise<readonly HostileFile[]> {
  const files = [
    ...falseBombs(),
    ...(of.isShort ? [] : await bombs()),
    ...forgedPngs(),
    ...(await polyglots()),
    ...(await strangers()),
    ...foreigners(),
    ...(await cuts()),
  ]
  return files.map(({ bytes, ...rest }) => ({ ...rest, bytes: Buffer.from(bytes) }))
}

type Made = Omit<HostileFile, 'bytes'> & { bytes: Uint8Array }

/** Few bytes that claim very many pixels. */
function falseBombs(): readonly Made[] {
  return [
    { name: '1,000 MP in a header alone', bytes: headPng(50_000, 20_000), want: 'refuse' },
    { name: 'two thousand million wide', bytes: headPng(0x7fff_ffff, 1), want: 'refuse' },
    {
      name: 'two thousand million each way',
      bytes: headPng(0x7fff_ffff, 0x7fff_ffff),
      want: 'refuse',
    },
    { name: '1 pixel wide, 65,000 high', bytes: blackPng(1, 65_000), want: 'either' },
  ]
}

/** Few bytes that hold very many pixels. */
async function bombs(): Promise<readonly Made[]> {
  const flat = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: '#345' }, limitInputPixels: false })
  return [
    { name: '256 MP as PNG', bytes: blackPng(16_000, 16_000), want: 'refuse' },
    {
      name: '256 MP as PNG of one bit',
      bytes: blackPng(16_000, 16_000, { depth: 1 }),
      want: 'refuse',
    },
    { name: '49 MP as PNG', bytes: blackPng(7000, 7000), want: 'either' },
    {
      name: '49 MP as interlaced PNG',
      bytes: await flat(7000, 7000).png({ progressive: true }).toBuffer(),
      want: 'refuse',
    },
    { name: '49 MP as JPEG', bytes: await flat(7000, 7000).jpeg().toBuffer(), want: 'either' },
    {
      name: '49 MP as JPEG, lying on its side',
      bytes: await flat(7000, 7000).jpeg().withMetadata({ orientation: 6 }).toBuffer(),
      want: 'either',
    },
    {
      name: '49 MP as progressive JPEG',
      bytes: await flat(7000, 7000)
        .jpeg({ progressive: true, chromaSubsampling: '4:4:4' })
        .toBuffer(),
      want: 'refuse',
    },
    {
      name: '49 MP as WebP',
      bytes: await flat(7000, 7000).webp({ effort: 0 }).toBuffer(),
      want: 'either',
    },
    {
      name: '49 MP as lossless WebP',
      bytes: await flat(7000, 7000).webp({ lossless: true, effort: 0 }).toBuffer(),
      want: 'either',
    },
    {
      name: '49 MP of 16 bits as PNG',
      bytes: blackPng(7000, 7000, { depth: 16, color: 6 }),
      want: 'either',
    },
  ]
}

/** PNGs that no encoder would write. */
function forgedPngs(): readonly Made[] {
  const pixels = deflateSync(Buffer.alloc(65 * 64))
  const good = [head(64, 64), chunk('IDAT', pixels), end]
  const with_ = (...more: Buffer[]) => png(head(64, 64), ...more, chunk('IDAT', pixels), end)
  const wrongCrc = Buffer.from(png(...good))
  wrongCrc[29]! ^= 0xff
  const endless = Buffer.from(head(64, 64))
  endless.writeUInt32BE(0x7fff_ffff, 0)
  return [
    { name: 'no width', bytes: headPng(0, 64), want: 'refuse' },
    { name: 'no height', bytes: headPng(64, 0), want: 'refuse' },
    { name: 'a wrong checksum', bytes: wrongCrc, want: 'refuse' },
    { name: 'no pixels', bytes: png(head(64, 64), end), want: 'refuse' },
    {
      name: 'pixels that are no deflate',
      bytes: png(head(64, 64), chunk('IDAT', Buffer.from('no deflate')), end),
      want: 'refuse',
    },
    {
      name: 'fewer pixels than said',
      bytes: png(head(64, 64), chunk('IDAT', deflateSync(Buffer.alloc(65 * 3))), end),
      want: 'refuse',
    },
    {
      name: 'a hundred times more pixels than said',
      bytes: png(head(64, 64), chunk('IDAT', deflateSync(Buffer.alloc(65 * 6400))), end),
      want: 'either',
    },
    {
      name: 'a depth of 255 bits',
      bytes: png(head(64, 64, { depth: 255 }), chunk('IDAT', pixels), end),
      want: 'refuse',
    },
    {
      name: 'a palette without colours',
      bytes: png(head(64, 64, { color: 3 }), chunk('IDAT', pixels), end),
      want: 'refuse',
    },
    { name: 'a chunk of two gigabytes', bytes: png(endless), want: 'refuse' },
    { name: 'a text of 50 MB in 50 kB', bytes: with_(chunk('zTXt', textBomb())), want: 'either' },
    {
      name: 'a colour profile of 50 MB in 50 kB',
      bytes: with_(chunk('iCCP', textBomb())),
      want: 'either',
    },
    {
      name: '10,000 texts',
      bytes: with_(...Array.from({ length: 10_000 }, () => chunk('tEXt', Buffer.from('a\0b')))),
      want: 'either',
    },
    { name: '1,000 frames of animation (APNG)', bytes: apng(1000, pixels), want: 'either' },
    {
      name: 'a web page in a text',
      bytes: with_(chunk('tEXt', Buffer.from(`Comment\0${page}`))),
      want: 'either',
    },
  ]
}

/** Sound pictures that are something else as well. */
async function polyglots(): Promise<readonly Made[]> {
  const plain = sharp({ create: { width: 64, height: 64, channels: 3, background: '#543' } })
  const asPng = await plain.clone().png().toBuffer()
  const asJpeg = await plain.clone().jpeg().toBuffer()
  const asWebp = await plain.clone().webp().toBuffer()
  const archive = Buffer.concat([
    Buffer.from('PK\x03\x04'),
    gzipSync('a class file'),
    Buffer.from('PK\x05\x06'),
    Buffer.alloc(18),
  ])
  const behind = (bytes: Buffer, more: string | Buffer) =>
    Buffer.concat([bytes, Buffer.from(more as string)])
  return [
    { name: 'a web page behind a PNG', bytes: behind(asPng, page), want: 'either' },
    { name: 'an SVG behind a PNG', bytes: behind(asPng, svg), want: 'either' },
    { name: 'a jar behind a JPEG', bytes: behind(asJpeg, archive), want: 'either' },
    { name: 'a web page behind a WebP', bytes: behind(asWebp, page), want: 'either' },
    { name: 'a jar behind a GIF (GIFAR)', bytes: behind(gif, archive), want: 'refuse' },
    {
      name: 'a web page as a JPEG comment',
      bytes: Buffer.concat([asJpeg.subarray(0, 2), jpegComment(page), asJpeg.subarray(2)]),
      want: 'either',
    },
    { name: 'an SVG that begins as PNG', bytes: behind(signature, svg), want: 'refuse' },
    {
      name: 'an SVG that begins as JPEG',
      bytes: behind(Buffer.from('ffd8ff', 'hex'), svg),
      want: 'refuse',
    },
    {
      name: 'a GIF in a WebP head',
      bytes: behind(Buffer.from('RIFF\x40\0\0\0WEBP', 'latin1'), gif),
      want: 'refuse',
    },
    {
      name: 'a web page in a film head',
      bytes: behind(Buffer.from('\0\0\0\x18ftypavif\0\0\0\0', 'latin1'), page),
      want: 'refuse',
    },
  ]
}

/** Rare, and nevertheless pictures. */
async function strangers(): Promise<readonly Made[]> {
  const size = { width: 96, height: 64 }
  const plain = () => sharp({ create: { ...size, channels: 3, background: '#a63' } })
  const frames = {
    create: { width: 64, height: 64 * 60, channels: 3 as const, background: '#111' },
  }
  const long = 'n'.repeat(60_000)
  return [
    {
      name: 'a JPEG that says it has 65,000 lines',
      bytes: tallJpeg(await plain().jpeg().toBuffer()),
      want: 'either',
    },
    {
      name: 'CMYK as JPEG',
      bytes: await plain().toColourspace('cmyk').jpeg().toBuffer(),
      want: 'keep',
    },
    {
      name: '16 bits as PNG',
      bytes: await plain().toColourspace('rgb16').png().toBuffer(),
      want: 'keep',
    },
    { name: 'grey as JPEG', bytes: await plain().greyscale().jpeg().toBuffer(), want: 'keep' },
    {
      name: 'a palette as PNG',
      bytes: await plain().png({ palette: true }).toBuffer(),
      want: 'keep',
    },
    {
      name: 'animated WebP',
      bytes: await sharp(await sharp(frames).raw().toBuffer(), {
        raw: { width: 64, height: 64 * 60, channels: 3, pageHeight: 64 },
      })
        .webp()
        .toBuffer(),
      want: 'either',
    },
    {
      name: 'as much EXIF as fits',
      bytes: await plain()
        .withExif({ IFD0: { Copyright: long } })
        .jpeg()
        .toBuffer(),
      want: 'keep',
    },
    {
      name: 'EXIF that turns round in a circle',
      bytes: circularExif(await plain().jpeg().toBuffer()),
      want: 'either',
    },
    {
      name: 'an orientation of 200',
      bytes: await plain()
        .jpeg()
        .withMetadata({ orientation: 8 })
        .toBuffer()
        .then(wrongOrientation),
      want: 'either',
    },
  ]
}

/** Formats that are switched off. */
function foreigners(): readonly Made[] {
  const file = (text: string) => Buffer.from(text, 'latin1')
  return [
    { name: 'SVG', bytes: file(svg), want: 'refuse' },
    {
      name: 'SVG that includes files',
      bytes: file(
        '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>',
      ),
      want: 'refuse',
    },
    { name: 'a web page', bytes: file(page), want: 'refuse' },
    { name: 'GIF', bytes: gif, want: 'refuse' },
    { name: 'AVIF', bytes: file('\0\0\0\x1cftypavif\0\0\0\0mif1miaf'), want: 'refuse' },
    { name: 'HEIC', bytes: file('\0\0\0\x18ftypheic\0\0\0\0heic'), want: 'refuse' },
    { name: 'TIFF', bytes: Buffer.from('49492a0008000000', 'hex'), want: 'refuse' },
    { name: 'big TIFF', bytes: Buffer.from('4d4d002b00080000', 'hex'), want: 'refuse' },
    { name: 'PDF', bytes: file('%PDF-1.7\n%%EOF'), want: 'refuse' },
    { name: 'ICO', bytes: Buffer.from('0000010001001010', 'hex'), want: 'refuse' },
    { name: 'BMP', bytes: file('BM\x46\0\0\0'), want: 'refuse' },
    { name: 'JPEG XL', bytes: Buffer.from('ff0a', 'hex'), want: 'refuse' },
    { name: 'JPEG 2000', bytes: Buffer.from('0000000c6a5020200d0a870a', 'hex'), want: 'refuse' },
    { name: 'PostScript', bytes: file('%!PS\n(/etc/passwd) run'), want: 'refuse' },
    {
      name: 'ImageMagick script',
      bytes: file('push graphic-context\nimage over 0,0 0,0 "|id"'),
      want: 'refuse',
    },
    { name: 'gzip', bytes: gzipSync(Buffer.alloc(1_000_000)), want: 'refuse' },
    { name: 'nothing', bytes: Buffer.alloc(0), want: 'refuse' },
    {
      name: 'noise',
      bytes: Buffer.from(Array.from({ length: 4096 }, (_, n) => (n * 7919) % 251)),
      want: 'refuse',
    },
  ]
}

/** Ended early, in the middle of what they say they are. */
async function cuts(): Promise<readonly Made[]> {
  const noise = sharp({
    create: {
      width: 900,
      height: 900,
      channels: 3,
      background: '#345',
      noise: { type: 'gaussian', mean: 128, sigma: 40 },
    },
  })
  const whole = {
    png: await noise.png().toBuffer(),
    jpeg: await noise.jpeg().toBuffer(),
    webp: await noise.webp().toBuffer(),
  }
  return Object.entries(whole).flatMap(([type, bytes]): readonly Made[] => [
    { name: `half a ${type}`, bytes: bytes.subarray(0, bytes.length >> 1), want: 'refuse' },
    { name: `the first 64 bytes of a ${type}`, bytes: bytes.subarray(0, 64), want: 'refuse' },
  ])
}

const signature = Buffer.from('89504e470d0a1a0a', 'hex')
const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')

function chunk(type: string, body: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(type), body])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(body.length, 0)
  frame.writeUInt32BE(crc32(named), 4)
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)])
}

const end = chunk('IEND', Buffer.alloc(0))
const png = (...chunks: readonly Buffer[]) => Buffer.concat([signature, ...chunks])

function head(width: number, height: number, { depth = 8, color = 0 } = {}): Buffer {
  const body = Buffer.alloc(13)
  body.writeUInt32BE(width, 0)
  body.writeUInt32BE(height, 4)
  body.set([depth, color], 8)
  return chunk('IHDR', body)
}

function headPng(width: number, height: number): Buffer {
  return png(head(width, height), chunk('IDAT', deflateSync(Buffer.alloc(1000))), end)
}

/** All the pixels that it says, and all of them nought. */
function blackPng(width: number, height: number, { depth = 8, color = 0 } = {}): Buffer {
  const channels = color === 6 ? 4 : 1
  const line = 1 + Math.ceil((width * channels * depth) / 8)
  const pixels = deflateSync(Buffer.alloc(line * height), { level: 9 })
  return png(head(width, height, { depth, color }), chunk('IDAT', pixels), end)
}

function textBomb(): Buffer {
  return Buffer.concat([Buffer.from('bomb\0\0', 'latin1'), deflateSync(Buffer.alloc(50_000_000))])
}

function apng(frames: number, pixels: Buffer): Buffer {
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

function jpegComment(text: string): Buffer {
  const body = Buffer.from(text)
  const length = Buffer.alloc(2)
  length.writeUInt16BE(body.length + 2, 0)
  return Buffer.concat([Buffer.from('fffe', 'hex'), length, body])
}

/** The frame's own head (SOF0) made to say another height. */
function tallJpeg(bytes: Buffer): Buffer {
  const tall = Buffer.from(bytes)
  tall.writeUInt16BE(65_000, tall.indexOf(Buffer.from('ffc0', 'hex')) + 5)
  return tall
}

/** An EXIF whose directory names itself as the next one. */
function circularExif(bytes: Buffer): Buffer {
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

function wrongOrientation(bytes: Buffer): Buffer {
  const turned = Buffer.from(bytes)
  const tag = turned.indexOf(Buffer.from('12010300', 'hex'))
  if (tag !== -1) turned[tag + 8] = 200
  return turned
}
