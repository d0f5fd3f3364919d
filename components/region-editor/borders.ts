/** The border of the mask as far as it is seen, traced tile by tile: a stroke only costs the tiles it went through. */
import type { MaskEditor } from '@/lib/editor/editor'
import type { Box, Size } from '@/lib/editor/geometry'
import { outlineOf, outlineStep } from '@/lib/editor/outline'
import { gridOf, tileBox, tilesOf } from '@/lib/editor/tiles'
import { seenBox, type View } from '@/lib/editor/view'

/** What of a frame may go into tracing; the rest of the border comes with the next ones. */
const mostTraceMs = 5
/** More pieces than these are grain, of which the film tells more than any line. */
const mostPieces = 60_000

export function createBorders(editor: MaskEditor) {
  const grid = gridOf(editor.size)
  const empty = () => Array.from<Int16Array | undefined>({ length: grid.columns * grid.rows })
  let every = 1
  let known = empty()
  return {
    changed(box: Box) {
      // The border between two tiles belongs to the right or lower one.
      const wide = {
        ...box,
        width: Math.min(grid.width - box.x, box.width + every),
        height: Math.min(grid.height - box.y, box.height + every),
      }
      for (const tile of tilesOf(grid, wide)) known[tile] = undefined
    },

    /** In the screen's pixels. Not whole where there was no time for all of it. */
    trace(view: View, stage: Size, density: number): { path: Path2D; isWhole: boolean } {
      const path = new Path2D()
      const seen = seenBox(view, editor.size, stage)
      if (seen === null) return { path, isWhole: true }
      const scale = view.scale * density
      const step = outlineStep(scale)
      if (step !== every) known = empty()
      every = step
      const until = performance.now() + mostTraceMs
      let isWhole = true
      let room = mostPieces
      for (const tile of tilesOf(grid, seen)) {
        const box = tileBox(grid, tile)
        if (known[tile] === undefined && performance.now() > until) {
          isWhole = false
          continue
        }
        const pieces = (known[tile] ??= outlineOf(editor.mask, box, every))
        const count = pieces.length / 4
        const isGrain = count > (box.width * box.height) / (4 * every * every) + 16
        if (isGrain || count > room) continue
        room -= count
        addPieces(path, pieces, scale, { x: view.left * density, y: view.top * density })
      }
      return { path, isWhole }
    },
  }
}

function addPieces(
  path: Path2D,
  pieces: Int16Array,
  scale: number,
  { x, y }: { x: number; y: number },
): void {
  for (let at = 0; at < pieces.length; at += 4) {
    path.moveTo(pieces[at]! * scale + x, pieces[at + 1]! * scale + y)
    path.lineTo(pieces[at + 2]! * scale + x, pieces[at + 3]! * scale + y)
  }
}
