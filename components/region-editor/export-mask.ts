/** The mask as a PNG in a data URL, and as a file to keep. */
import type { Mask } from '@/lib/editor/mask'
import { type Deflate, encodeMaskPng } from '@/lib/editor/png'

/** zlib's format, by the browser itself. */
const deflate: Deflate = async (bytes) => {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

/** With exactly the prefix that all gateways understand (gateways.md 2.3). */
export async function maskDataUrl(mask: Mask): Promise<string> {
  const png = await encodeMaskPng(mask, deflate)
  let text = ''
  for (let at = 0; at < png.length; at += 0x8000) {
    text += String.fromCharCode(...png.subarray(at, at + 0x8000))
  }
  return `data:image/png;base64,${btoa(text)}`
}

export async function downloadMask(mask: Mask, name: string): Promise<void> {
  const png = await encodeMaskPng(mask, deflate)
  const url = URL.createObjectURL(new Blob([png], { type: 'image/png' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The download has taken hold of it by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
