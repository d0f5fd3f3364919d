/** A mask seen as square tiles: what undo keeps and what statistics are counted by. */
import type { Box, Size } from './geometry'
import { type Mask, threshold } from './mask'

const usualTileSize = 128

export type Grid = Size & {
  readonly tileSize: number
  readonly columns: number
  readonly rows: number
}

export function gridOf({ width, height }: Size, tileSize = usualTileSize): Grid {
  return {
    width,
    height,
    tileSize,
    columns: Math.ceil(width / tileSize),
    rows: Math.ceil(height / tileSize),
  }
}

/** Numbers of the tiles that a box touches, row by row. The box lies within the mask. */
export function tilesOf(grid: Grid, box: Box): readonly number[] {
  const { tileSize, columns } = grid
  const tiles: number[] = []
  const lastColumn = Math.floor((box.x + box.width - 1) / tileSize)
  const lastRow = Math.floor((box.y + box.height - 1) / tileSize)
  for (let row = Math.floor(box.y / tileSize); row <= lastRow; row++) {
    for (let column = Math.floor(box.x / tileSize); column <= lastColumn; column++) {
      tiles.push(row * columns + column)
    }
  }
  return tiles
}

/** The pixels of a tile; those at the right and bottom edge may be smaller. */
export function tileBox(grid: Grid, tile: number): Box {
  const x = (tile % grid.columns) * grid.tileSize
  const y = Math.floor(tile / grid.columns) * grid.tileSize
  return {
    x,
    y,
    width: Math.min(grid.tileSize, grid.width - x),
    height: Math.min(grid.tileSize, grid.height - y),
  }
}

/** A copy of the bytes of a box. */
export function readBox(mask: Mask, box: Box): Uint8Array {
  const bytes = new Uint8Array(box.width * box.height)
  for (let row = 0; row < box.height; row++) {
    const start = (box.y + row) * mask.width + box.x
    bytes.set(mask.data.subarray(start, start + box.width), row * box.width)
  }
  return bytes
}

/** The bytes are those of the box, row by row. */
export function writeBox(mask: Mask, box: Box, bytes: Uint8Array): void {
  for (let row = 0; row < box.height; row++) {
    const part = bytes.subarray(row * box.width, (row + 1) * box.width)
    mask.data.set(part, (box.y + row) * mask.width + box.x)
  }
}

/** Bytes as runs of one value each, or as they are where runs would be longer. Masks are mostly of one piece. */
export type Packed = { readonly runs: boolean; readonly bytes: Uint8Array }

export function pack(bytes: Uint8Array): Packed {
  // Grown as it fills: runs of a mask of sixteen megabytes are seldom longer than a few thousand bytes.
  let runs = new Uint8Array(Math.min(bytes.length, 4096))
  let length = 0
  for (let at = 0; at < bytes.length;) {
    const value = bytes[at]!
    let end = at + 1
    while (end < bytes.length && bytes[end] === value) end++
    let count = end - at
    at = end
    // A run is its value and its length in sevens of bits, the lowest first.
    if (length + 6 > bytes.length) return { runs: false, bytes: bytes.slice() }
    if (length + 6 > runs.length) {
      const longer = new Uint8Array(Math.min(bytes.length, runs.length * 4))
      longer.set(runs)
      runs = longer
    }
    runs[length++] = value
    for (; count > 127; count >>>= 7) runs[length++] = (count & 127) | 128
    runs[length++] = count
  }
  return { runs: true, bytes: runs.slice(0, length) }
}

/** `size` is the number of bytes that were packed. Throws `RangeError` on runs that do not add up to it. */
export function unpack(packed: Packed, size: number): Uint8Array {
  if (!packed.runs) {
    if (packed.bytes.length !== size) throw new RangeError('packed bytes of another size')
    return packed.bytes.slice()
  }
  const bytes = new Uint8Array(size)
  let at = 0
  for (let from = 0; from < packed.bytes.length;) {
    const value = packed.bytes[from++]!
    let count = 0
    for (let shift = 0; ; shift += 7) {
      const part = packed.bytes[from++]
      if (part === undefined) throw new RangeError('runs that end in the middle')
      count += (part & 127) * 2 ** shift
      if (part < 128) break
    }
    if (count === 0 || at + count > size) throw new RangeError('runs that are longer than the mask')
    bytes.fill(value, at, at + count)
    at += count
  }
  if (at !== size) throw new RangeError('runs that are shorter than the mask')
  return bytes
}

/** What a mask amounts to, kept current tile by tile. */
export type Tally = {
  /** To be told of every box that was written. */
  changed(box: Box): void
  /** Pixels that count as painted. */
  painted(): number
  /** The smallest box around them; null where there are none. */
  bounds(): Box | null
}

type TileFacts = { painted: number; left: number; top: number; right: number; bottom: number }

export function createTally(mask: Mask, grid: Grid = gridOf(mask)): Tally {
  const facts: (TileFacts | undefined)[] = Array.from({ length: grid.columns * grid.rows })
  const all = (): readonly TileFacts[] =>
    facts.map((known, tile) => (facts[tile] = known ?? countTile(mask, tileBox(grid, tile))))
  return {
    changed(box) {
      for (const tile of tilesOf(grid, box)) facts[tile] = undefined
    },
    painted: () => all().reduce((sum, { painted }) => sum + painted, 0),
    bounds() {
      const painted = all().filter((tile) => tile.painted > 0)
      if (painted.length === 0) return null
      const x = Math.min(...painted.map(({ left }) => left))
      const y = Math.min(...painted.map(({ top }) => top))
      const width = Math.max(...painted.map(({ right }) => right)) - x
      const height = Math.max(...painted.map(({ bottom }) => bottom)) - y
      return { x, y, width, height }
    },
  }
}

function countTile(mask: Mask, box: Box): TileFacts {
  const facts = { painted: 0, left: Infinity, top: Infinity, right: 0, bottom: 0 }
  for (let y = box.y; y < box.y + box.height; y++) {
    const start = y * mask.width
    for (let x = box.x; x < box.x + box.width; x++) {
      if (mask.data[start + x]! < threshold) continue
      facts.painted++
      if (x < facts.left) facts.left = x
      if (x >= facts.right) facts.right = x + 1
      if (y < facts.top) facts.top = y
      facts.bottom = y + 1
    }
  }
  return facts
}
