/** A hand that works an editor in tests, in the words of what it does; every verb returns the hand. */
import { expect } from 'vitest'
import { type EditorOptions, MaskEditor } from '../editor'
import { threshold } from '../mask'
import type { Input, ToolName } from '../tools/tool'

type Keys = { shift?: boolean; alt?: boolean; pressure?: number }

export class Hand {
  readonly editor: MaskEditor
  #at: Input = { x: 0, y: 0, pressure: 1, shift: false, alt: false, reach: 2 }

  constructor(options: EditorOptions) {
    this.editor = new MaskEditor({ tileSize: 16, ...options })
  }

  take(tool: ToolName): this {
    this.editor.choose(tool)
    return this
  }

  down(x: number, y: number, keys: Keys = {}): this {
    this.#at = { ...this.#at, shift: false, alt: false, pressure: 1, ...keys, x, y }
    this.editor.tool.down(this.#at)
    return this
  }

  move(x: number, y: number, keys: Keys = {}): this {
    this.#at = { ...this.#at, ...keys, x, y }
    this.editor.tool.move([this.#at])
    return this
  }

  up(): this {
    this.editor.tool.up(this.#at)
    return this
  }

  drag(from: readonly [number, number], to: readonly [number, number], keys: Keys = {}): this {
    return this.down(...from, keys)
      .move(...to, keys)
      .up()
  }

  undo(): this {
    this.editor.undo()
    return this
  }

  redo(): this {
    this.editor.redo()
    return this
  }

  escape(): this {
    this.editor.cancel()
    return this
  }

  /** The mask as lines of `#` (painted) and `.` (kept). */
  expectMask(...lines: readonly string[]): this {
    expect(this.lines()).toEqual(lines)
    return this
  }

  lines(): readonly string[] {
    const { width, height, data } = this.editor.mask
    return Array.from({ length: height }, (_, y) =>
      Array.from(data.subarray(y * width, (y + 1) * width), (value) =>
        value >= threshold ? '#' : '.',
      ).join(''),
    )
  }
}
