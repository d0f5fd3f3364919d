/**
 * Undo and redo without limit. [Note: Patches and keyframes] Each command leaves a patch: the tiles it changed, as
 * they were, packed. Undo swaps the patch with what is there, and redo swaps it back. When patches outgrow their
 * share of memory the oldest are dropped; whoever goes back that far is taken there from a keyframe, a packed copy
 * of the whole mask kept every so many commands, by replaying what followed it.
 */
import { applyCommand, type MaskCommand } from './commands'
import { type Box, unionBox, wholeOf } from './geometry'
import type { Mask, ReadPixels } from './mask'
import {
  type Grid,
  gridOf,
  pack,
  type Packed,
  readBox,
  tileBox,
  tilesOf,
  unpack,
  writeBox,
} from './tiles'

type Patch = ReadonlyMap<number, Packed>
type Entry = { command: MaskCommand; patch: Patch | null }
type Keyframe = { at: number; packed: Packed }

export type HistoryOptions = {
  readPixels: ReadPixels
  tileSize?: number
  /** Bytes that patches and keyframes may hold together. */
  capBytes?: number
  /** Commands between two keyframes. */
  keyframeEvery?: number
}

export type History = {
  /** What remains after undo, oldest first. */
  commands(): readonly MaskCommand[]
  canUndo(): boolean
  canRedo(): boolean
  /**
   * A gesture that is under way: it writes into the mask after `touch`, then is either committed as the command
   * that would have painted it, or taken back without a trace.
   */
  begin(): Recording
  /** Both return the box that changed; null where there was nothing to do. */
  undo(): Box | null
  redo(): Box | null
  /** Bytes in use, for tests and benches. */
  bytes(): number
}

export type Recording = {
  touch: (box: Box) => void
  /** What has been touched so far. */
  box(): Box | null
  /** Returns the box that changed; null when the command changed nothing, and then it is not kept. */
  commit(command: MaskCommand): Box | null
  /** Puts back what was there. Returns the box that was touched. */
  bail(): Box | null
}

export function createHistory(
  mask: Mask,
  { readPixels, tileSize, capBytes = 128 * 1024 * 1024, keyframeEvery = 32 }: HistoryOptions,
): History {
  const grid = gridOf(mask, tileSize)
  let entries: Entry[] = []
  /** How many of the entries are done; the rest can be redone. */
  let done = 0
  let keyframes: Keyframe[] = [{ at: 0, packed: pack(mask.data) }]
  let bytes = 0

  function remember(entry: Entry): void {
    for (const { patch } of entries.slice(done)) bytes -= sizeOf(patch)
    entries = [...entries.slice(0, done), entry]
    done = entries.length
    keyframes = keyframes.filter(({ at }) => at < done)
    bytes += sizeOf(entry.patch)
    if (done % keyframeEvery === 0) keyframes.push({ at: done, packed: pack(mask.data) })
    trim()
  }

  /** Forgets the oldest patches; every second keyframe goes when those alone fill half of the share. */
  function trim(): void {
    const frames = () => keyframes.reduce((sum, { packed }) => sum + packed.bytes.length, 0)
    while (frames() > capBytes / 2 && keyframes.length > 2) {
      keyframes = keyframes.filter((_, n) => n === 0 || n % 2 === 1)
    }
    for (let n = 0; bytes + frames() > capBytes && n < entries.length; n++) {
      const { command, patch } = entries[n]!
      if (patch === null) continue
      bytes -= sizeOf(patch)
      entries[n] = { command, patch: null }
    }
  }

  /** Exchanges a patch with what is in the mask, and keeps that instead. */
  function swap(n: number): Box | null {
    const { command, patch } = entries[n]!
    if (patch === null) return null
    const other = new Map<number, Packed>()
    let box: Box | null = null
    for (const [tile, packed] of patch) {
      const area = tileBox(grid, tile)
      other.set(tile, pack(readBox(mask, area)))
      writeBox(mask, area, unpack(packed, area.width * area.height))
      box = unionBox(box, area)
    }
    bytes += sizeOf(other) - sizeOf(patch)
    entries[n] = { command, patch: other }
    return box
  }

  /** The mask as it was after the first `count` commands, from the keyframe before that. */
  function rebuild(count: number): Box {
    const frame = keyframes.findLast(({ at }) => at <= count)!
    writeBox(mask, wholeOf(mask), unpack(frame.packed, mask.data.length))
    for (const { command } of entries.slice(frame.at, count)) {
      applyCommand(mask, command, readPixels, () => undefined)
    }
    return wholeOf(mask)
  }

  return {
    commands: () => entries.slice(0, done).map(({ command }) => command),
    canUndo: () => done > 0,
    canRedo: () => done < entries.length,
    bytes: () => bytes + keyframes.reduce((sum, { packed }) => sum + packed.bytes.length, 0),
    begin: () => record(mask, grid, remember),
    undo() {
      if (done === 0) return null
      done--
      return entries[done]!.patch === null ? rebuild(done) : swap(done)
    },
    redo() {
      if (done === entries.length) return null
      done++
      return entries[done - 1]!.patch === null ? rebuild(done) : swap(done - 1)
    },
  }
}

function record(mask: Mask, grid: Grid, remember: (entry: Entry) => void): Recording {
  const before = new Map<number, Uint8Array>()
  let touched: Box | null = null
  return {
    touch(box) {
      touched = unionBox(touched, box)
      for (const tile of tilesOf(grid, box)) {
        if (!before.has(tile)) before.set(tile, readBox(mask, tileBox(grid, tile)))
      }
    },
    box: () => touched,
    commit(command) {
      const patch = new Map<number, Packed>()
      let box: Box | null = null
      for (const [tile, bytes] of before) {
        const area = tileBox(grid, tile)
        if (isSame(mask, area, bytes)) continue
        patch.set(tile, pack(bytes))
        box = unionBox(box, area)
      }
      if (box !== null) remember({ command, patch })
      return box
    },
    bail() {
      for (const [tile, bytes] of before) writeBox(mask, tileBox(grid, tile), bytes)
      return touched
    },
  }
}

function isSame(mask: Mask, box: Box, bytes: Uint8Array): boolean {
  for (let row = 0; row < box.height; row++) {
    let at = (box.y + row) * mask.width + box.x
    for (let n = row * box.width; n < (row + 1) * box.width; n++, at++) {
      if (mask.data[at] !== bytes[n]) return false
    }
  }
  return true
}

function sizeOf(patch: Patch | null): number {
  let size = 0
  // A map's own weight beside each tile.
  for (const { bytes } of patch?.values() ?? []) size += bytes.length + 64
  return size
}
