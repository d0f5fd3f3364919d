/** A picture read as a mask: light is painted, dark and glass are kept. */
import type { MaskCommand } from '@/lib/editor/commands'
import type { MaskEditor } from '@/lib/editor/editor'
import type { Size } from '@/lib/editor/geometry'
import { maskFromPixels } from '@/lib/editor/png'
import { pack } from '@/lib/editor/tiles'

/** Scaled to the picture where it has another size. Resolves to its own size; null for what is no picture. */
export async function importMask(editor: MaskEditor, file: Blob): Promise<Size | null> {
  const read = await readBitmap(file, editor.size)
  if (read === null) return null
  editor.apply(read.command)
  return read.size
}

/** The PNG that was sent with a task, as one command. Null where it cannot be read. */
export async function fetchBitmap(taskId: string, size: Size): Promise<MaskCommand | null> {
  try {
    const answer = await fetch(`/images/mask/${encodeURIComponent(taskId)}`)
    if (!answer.ok) return null
    return (await readBitmap(await answer.blob(), size))?.command ?? null
  } catch {
    // Offline, or a studio that is restarting: told by null.
    return null
  }
}

async function readBitmap(
  file: Blob,
  { width, height }: Size,
): Promise<{ command: MaskCommand; size: Size } | null> {
  const bitmap = await createImageBitmap(file).catch(() => null)
  if (bitmap === null) return null
  const context = new OffscreenCanvas(width, height).getContext('2d')
  if (!context) return null
  context.imageSmoothingEnabled = false
  context.drawImage(bitmap, 0, 0, width, height)
  const bytes = maskFromPixels(context.getImageData(0, 0, width, height).data)
  const size = { width: bitmap.width, height: bitmap.height }
  bitmap.close()
  return { command: { kind: 'bitmap', packed: pack(bytes) }, size }
}
