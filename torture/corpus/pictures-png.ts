/** PNGs that are bombs or forged, and other formats that hold very many pixels. */
import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { apng, blackPng, chunk, end, head, headPng, type Made, page, png, textBomb } from './forge'

/** Few bytes that hold very many pixels. */
export async function bombs(): Promise<readonly Made[]> {
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
export function forgedPngs(): readonly Made[] {
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
