import { expect, test } from 'vitest'
import { sniffFilmType } from './film-type'

const box = (brand: string) => Buffer.from(`\0\0\0\x20ftyp${brand}\0\0\x02\0`, 'latin1')
const ebml = (word: string) =>
  Buffer.from(
    `\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82${String.fromCodePoint(0x80 + word.length)}${word}`,
    'latin1',
  )

test.each([
  ['an mp4', box('isom'), 'video/mp4'],
  ['an mp4 of another brand', box('mp42'), 'video/mp4'],
  ['a QuickTime film', box('qt  '), 'video/mp4'],
  ['a webm', ebml('webm'), 'video/webm'],
  ['an avif', box('avif'), undefined],
  ['a heic', box('heic'), undefined],
  [
    'a webm that writes its lengths in eight bytes',
    Buffer.from('\x1a\x45\xdf\xa3\x01\0\0\0\0\0\0\x0f\x42\x82\x01\0\0\0\0\0\0\x04webm', 'latin1'),
    'video/webm',
  ],
  ['a Matroska file', ebml('matroska'), undefined],
  ['a page', Buffer.from('<html>ftypisom webm'), undefined],
  ['an animated webp', Buffer.from('RIFF\0\0\0\0WEBPVP8X', 'latin1'), undefined],
  ['nothing', Buffer.alloc(0), undefined],
])('%s is %s', (_name, bytes, type) => {
  expect(sniffFilmType(bytes)).toBe(type)
})
