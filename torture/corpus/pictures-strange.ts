/** Pictures that are something else as well, or that are rare. */
import { gzipSync } from 'node:zlib'
import sharp from 'sharp'
import {
  circularExif,
  gif,
  jpegComment,
  type Made,
  page,
  signature,
  svg,
  tallJpeg,
  wrongOrientation,
} from './forge'

/** Sound pictures that are something else as well. */
export async function polyglots(): Promise<readonly Made[]> {
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
export async function strangers(): Promise<readonly Made[]> {
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
