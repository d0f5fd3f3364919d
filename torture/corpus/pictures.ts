/**
 * Files that no honest gateway sends: bombs, lies, cuts and two things at once. Made anew for each run, so that nothing
 * dangerous lies in the repository.
 */
import { gzipSync } from 'node:zlib'
import sharp from 'sharp'
import { blackPng, gif, headPng, type HostileFile, type Made, page, svg } from './forge'
import { bombs, forgedPngs } from './pictures-png'
import { polyglots, strangers } from './pictures-strange'

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
