/**
 * A mask is one byte per pixel of its picture: 0 is kept, 255 is repainted, between them lies the softness of a
 * brush or a feather, which the export cuts at `threshold`. Everything that writes into one says so first
 * (`Touch`), so that history can keep what was there.
 */
import type { Box, Size } from './geometry'

export type Mask = Size & { readonly data: Uint8Array }

/** From here on a pixel counts as painted. */
export const threshold = 128

export const longestSide = 4096

/** Called with every box before it is written to. */
export type Touch = (box: Box) => void

export const modes = ['add', 'subtract', 'intersect'] as const
export type Mode = (typeof modes)[number]

export function createMask(width: number, height: number): Mask {
  return { width, height, data: new Uint8Array(width * height) }
}

/**
 * Brings a selection into the mask: `selection` holds the bytes of `box` row by row. Add and subtract change
 * nothing outside the box; an intersection clears it.
 */
export function combine(
  mask: Mask,
  selection: Uint8Array,
  box: Box | null,
  mode: Mode,
  touch: Touch,
): void {
  if (mode === 'intersect') return intersect(mask, selection, box, touch)
  if (box === null) return
  touch(box)
  for (let row = 0; row < box.height; row++) {
    let at = (box.y + row) * mask.width + box.x
    let from = row * box.width
    for (const end = from + box.width; from < end; from++, at++) {
      const chosen = selection[from]!
      const old = mask.data[at]!
      if (mode === 'add') {
        if (chosen > old) mask.data[at] = chosen
      } else if (255 - chosen < old) mask.data[at] = 255 - chosen
    }
  }
}

function intersect(mask: Mask, selection: Uint8Array, box: Box | null, touch: Touch): void {
  touch({ x: 0, y: 0, width: mask.width, height: mask.height })
  if (box === null) {
    mask.data.fill(0)
    return
  }
  for (let y = 0; y < mask.height; y++) {
    const start = y * mask.width
    if (y < box.y || y >= box.y + box.height) {
      mask.data.fill(0, start, start + mask.width)
      continue
    }
    mask.data.fill(0, start, start + box.x)
    mask.data.fill(0, start + box.x + box.width, start + mask.width)
    const from = (y - box.y) * box.width
    for (let x = 0; x < box.width; x++) {
      const at = start + box.x + x
      const chosen = selection[from + x]!
      if (chosen < mask.data[at]!) mask.data[at] = chosen
    }
  }
}

/** Gives the picture's colours when they are first needed: decoding them costs four bytes a pixel. */
export type ReadPixels = () => Pixels | null

/** The picture whose colours the wand reads: RGBA, row by row, of the mask's size. */
export type Pixels = Size & { readonly data: Uint8ClampedArray | Uint8Array }
