/** A picture file read as a mask: light is painted, dark and glass are kept. */
import type { MaskEditor } from '@/lib/editor/editor'
import type { Size } from '@/lib/editor/geometry'
import { maskFromPixels } from '@/lib/editor/png'
import { pack } from '@/lib/editor/tiles'

/** Scaled to the picture where it has another size. Resolves to its own size; null for what is no picture. */
export async function importMask(editor: MaskEditor, file: Blob): Promise<Size | null> {
  const bitmap = await createImageBitmap(file).catch(() => null)
  if (bitmap === null) return null
  const { width, height } = editor.size
  const context = new OffscreenCanvas(width, height).getContext('2d')
  if (!context) return null
  context.imageSmoothingEnabled = false
  context.drawImage(bitmap, 0, 0, width, height)
  const bytes = maskFromPixels(context.getImageData(0, 0, width, height).data)
  editor.apply({ kind: 'bitmap', packed: pack(bytes) })
  const size = { width: bitmap.width, height: bitmap.height }
  bitmap.close()
  return size
}
