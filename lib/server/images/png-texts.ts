import 'server-only'
/**
 * PNG lets a file carry texts that are packed (`zTXt`, `iTXt`). A decoder unpacks them whole before the first pixel, so
 * that 50 kB become 50 MB and a quarter of a second; and nobody here reads them.
 */

const signatureLength = 8
/** Length and type in front, a checksum behind. */
const frameLength = 12
/** A keyword has at most 79 bytes; what follows its end says whether an `iTXt` is packed. */
const longestKeyword = 79

/**
 * The bytes of a PNG without its packed texts: the very same array where there are none. What is no chunk any more is
 * left as it is, for the decoder to refuse.
 */
export function withoutPackedTexts(bytes: Uint8Array): Uint8Array {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const kept: Uint8Array[] = []
  let from = 0
  for (let at = signatureLength; at + frameLength <= view.length;) {
    const next = at + frameLength + view.readUInt32BE(at)
    if (next > view.length) break
    if (isPackedText(view.subarray(at + 4, next - 4))) {
      kept.push(view.subarray(from, at))
      from = next
    }
    at = next
  }
  return from === 0 ? bytes : Buffer.concat([...kept, view.subarray(from)])
}

/** `chunk` is its type and what it holds. */
function isPackedText(chunk: Buffer): boolean {
  const type = chunk.toString('latin1', 0, 4)
  if (type === 'zTXt') return true
  if (type !== 'iTXt') return false
  const end = chunk.subarray(4, 4 + longestKeyword + 1).indexOf(0)
  // Without an end to its keyword it is no text at all, and nothing that anybody has to unpack.
  return end === -1 || chunk[4 + end + 1] !== 0
}
