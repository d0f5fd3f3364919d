import 'server-only'
/** What is written into a picture, as XMP: the one form that PNG, JPEG and WebP have in common. */

export type FileNote = {
  /** The prompt with its parameters. */
  prompt: string
  /** When it was made, epoch milliseconds. */
  createdAt: number
}

/** Longer prompts than the studio takes itself: what a gateway echoes can be. A JPEG segment ends at 65,533 bytes. */
const longestPrompt = 8_000

/** `restore` is for `stripMetadata`: text of ours, without quotes or brackets. */
export function xmpOf(note: FileNote, restore: string): Uint8Array {
  const prompt = escapeXml(shownPrompt(note))
  return Buffer.from(
    `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>` +
      `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
      `<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"` +
      ` xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:safelight="urn:safelight:1"` +
      ` xmp:CreatorTool="Safelight" xmp:CreateDate="${new Date(note.createdAt).toISOString()}"` +
      ` safelight:restore="${restore}">` +
      `<dc:description><rdf:Alt><rdf:li xml:lang="x-default">${prompt}</rdf:li></rdf:Alt></dc:description>` +
      `</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>`,
  )
}

/** The `restore` of an XMP packet of ours, or null. */
export function restoreOf(xmp: Uint8Array): string | null {
  const text = Buffer.from(xmp.buffer, xmp.byteOffset, xmp.byteLength).toString('utf8')
  return / safelight:restore="([\w+/=.:-]*)"/.exec(text)?.[1] ?? null
}

/** As much of the prompt as a file takes along. */
export function shownPrompt(note: FileNote): string {
  return note.prompt.slice(0, longestPrompt)
}

/** What XML cannot hold at all becomes a space. */
function escapeXml(text: string): string {
  const sound = text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, ' ')
  return sound.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
