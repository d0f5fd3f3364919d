import 'server-only'
/** A block of text chunks right behind a PNG's header. Its first chunk says how long the block is. */
import { pngChunk } from '@/lib/editor/png'
import type { Splice } from './metadata'
import { type FileNote, shownPrompt, xmpOf } from './metadata-xmp'

/** Signature, and the header chunk that always comes first and always has this length. */
const headerEnd = 8 + 25
const marker = 'Safelight'

export function splicePng(start: Uint8Array, note: FileNote): Splice | null {
  if (!beginsWithHeader(start)) return null
  const prompt = shownPrompt(note)
  const texts = [
    // `Description` is the standard's own keyword, `parameters` the one that galleries of made pictures look for.
    textChunk('Description', prompt),
    textChunk('parameters', prompt),
    textChunk('XML:com.adobe.xmp', Buffer.from(xmpOf(note, '')).toString('utf8')),
  ]
  const rest = texts.reduce((sum, { length }) => sum + length, 0)
  const length = rest + textChunk(marker, lengthText(0)).length
  const mark = textChunk(marker, lengthText(length))
  return {
    cut: headerEnd,
    head: Buffer.concat([start.subarray(0, headerEnd), mark, ...texts]),
    tail: new Uint8Array(0),
  }
}

export function stripPng(bytes: Uint8Array): Uint8Array {
  const found = beginsWithHeader(bytes) ? markedLength(bytes) : null
  if (found === null || headerEnd + found > bytes.length) return bytes
  return Buffer.concat([bytes.subarray(0, headerEnd), bytes.subarray(headerEnd + found)])
}

/** Always as many characters, so that the chunk that holds it has one length. */
const lengthText = (length: number) => String(length).padStart(8, '0')

/** The length of the block behind the header, where there is one. */
function markedLength(bytes: Uint8Array): number | null {
  const whole = textChunk(marker, lengthText(0)).length
  const chunk = Buffer.from(bytes.subarray(headerEnd, headerEnd + whole))
  const text = chunk.subarray(-12, -4).toString('latin1')
  if (!/^\d{8}$/.test(text)) return null
  return chunk.equals(textChunk(marker, text)) ? Number(text) : null
}

function beginsWithHeader(bytes: Uint8Array): boolean {
  const isThere = Buffer.from(bytes.subarray(8, 16)).toString('latin1') === '\0\0\0\rIHDR'
  return isThere && bytes.length > headerEnd
}

/** Uncompressed UTF-8 (PNG, 11.3.3.4): keyword, no compression, no language, no translation of the keyword. */
function textChunk(keyword: string, text: string): Uint8Array {
  return pngChunk('iTXt', Buffer.from(`${keyword}\0\0\0\0\0${text}`))
}
