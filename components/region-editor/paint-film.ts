import { bandsOf, type Cover, type Film, filmBox } from '@/lib/editor/film'
import { type Box, overlapOf } from '@/lib/editor/geometry'
import type { Mask } from '@/lib/editor/mask'

/** Brings what has changed of the mask onto the canvas that covers `box` of its picture. */
export function paintFilm(
  context: CanvasRenderingContext2D,
  film: Film,
  mask: Mask,
  { box, every }: Cover,
  dirty: Box,
): void {
  const covered = overlapOf(dirty, box)
  if (covered === null) return
  for (const band of bandsOf(filmBox(covered, every))) {
    const { x, y, width, height } = band
    const piece = new ImageData(film(mask, band), width, height)
    context.putImageData(piece, x - box.x / every, y - box.y / every)
  }
}
