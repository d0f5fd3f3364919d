/**
 * What can be done to a mask, as data: the document is a list of these, and the bitmap is a function of the list
 * (and, for the wand, of the picture). Coordinates are in the picture's natural pixels, in sixteenths.
 */
import { unreachable } from '@/lib/mj/errors'
import { type Box, wholeOf } from './geometry'
import { combine, type Mask, type Mode, type ReadPixels, type Touch } from './mask'
import { feather, grow } from './morphology'
import { type Dab, paintStroke } from './paint'
import { selectEllipse, selectPolygon, selectRectangle } from './shapes'
import { type Packed, unpack, writeBox } from './tiles'
import { selectByColour } from './wand'

export type MaskCommand =
  /** `points` holds x, y and radius of each place. */
  | { kind: 'stroke'; mode: Mode; hardness: number; points: readonly number[] }
  /** `points` holds x and y of each corner. */
  | { kind: 'lasso'; mode: Mode; points: readonly number[] }
  | { kind: 'rectangle' | 'ellipse'; mode: Mode; area: Box }
  | { kind: 'wand'; mode: Mode; x: number; y: number; tolerance: number; contiguous: boolean }
  | { kind: 'invert' | 'all' | 'none' }
  /** In pixels; below 0 it shrinks. */
  | { kind: 'grow'; by: number }
  | { kind: 'feather'; radius: number }
  /** A whole bitmap, from a file or another task, in place of what was there. */
  | { kind: 'bitmap'; packed: Packed }

/** Carries a command out. A wand without a picture selects nothing. */
export function applyCommand(
  mask: Mask,
  command: MaskCommand,
  readPixels: ReadPixels,
  touch: Touch,
): void {
  switch (command.kind) {
    case 'stroke':
      return paintStroke(mask, dabsOf(command.points), command.hardness, command.mode, touch)
    case 'lasso': {
      const { box, bytes } = selectPolygon(pointsOf(command.points), mask)
      return combine(mask, bytes, box, command.mode, touch)
    }
    case 'rectangle': {
      const { box, bytes } = selectRectangle(command.area, mask)
      return combine(mask, bytes, box, command.mode, touch)
    }
    case 'ellipse': {
      const { box, bytes } = selectEllipse(command.area, mask)
      return combine(mask, bytes, box, command.mode, touch)
    }
    case 'wand': {
      const pixels = readPixels()
      if (pixels === null) return
      const { box, bytes } = selectByColour(pixels, command.x, command.y, command)
      return combine(mask, bytes, box, command.mode, touch)
    }
    case 'invert':
      touch(wholeOf(mask))
      for (let at = 0; at < mask.data.length; at++) mask.data[at] = 255 - mask.data[at]!
      return
    case 'all':
    case 'none':
      touch(wholeOf(mask))
      mask.data.fill(command.kind === 'all' ? 255 : 0)
      return
    case 'grow':
      return grow(mask, command.by, touch)
    case 'feather':
      return feather(mask, command.radius, touch)
    case 'bitmap':
      touch(wholeOf(mask))
      return writeBox(mask, wholeOf(mask), unpack(command.packed, mask.data.length))
    default:
      return unreachable(command)
  }
}

/** The bitmap of a whole list, from nothing. */
export function replay(mask: Mask, commands: readonly MaskCommand[], readPixels: ReadPixels): void {
  mask.data.fill(0)
  for (const command of commands) applyCommand(mask, command, readPixels, () => undefined)
}

function dabsOf(points: readonly number[]): readonly Dab[] {
  const dabs: Dab[] = []
  for (let at = 0; at + 2 < points.length; at += 3) {
    dabs.push({ x: points[at]!, y: points[at + 1]!, radius: points[at + 2]! })
  }
  return dabs
}

function pointsOf(points: readonly number[]) {
  return Array.from({ length: points.length >> 1 }, (_, n) => ({
    x: points[2 * n]!,
    y: points[2 * n + 1]!,
  }))
}
