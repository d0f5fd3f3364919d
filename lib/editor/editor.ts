/**
 * A mask being made: the bitmap, the commands that made it, their history, the tool in hand. It knows no screen
 * and no browser; whoever shows it feeds the tool points in the picture's pixels and repaints the boxes it is
 * told of. [Note: A gesture] A tool begins a gesture, paints into the mask as the hand moves, and at the end
 * either commits the one command that stands for all of it or bails, after which nothing tells that it ever began.
 */
import { mostBrush } from './brush-size'
import { applyCommand, type MaskCommand } from './commands'
import { type Box, type Size, wholeOf } from './geometry'
import { createHistory, type History, type Recording } from './history'
import { createMask, type Mask, type ReadPixels } from './mask'
import { createTally } from './tiles'
import type { Tool, ToolName } from './tools/tool'
import { createTool } from './tools/tools'
import { type Gesture, type Settings, usualSettings, type Workbench } from './workbench'

/** `dirty` is what has to be painted anew, null when only tool, preview or settings changed. */
export type EditorListener = (dirty: Box | null) => void

export type EditorOptions = Size & {
  readPixels?: ReadPixels
  /** What was painted before: see saved.ts. */
  commands?: readonly MaskCommand[]
  settings?: Partial<Settings>
  tileSize?: number
  capBytes?: number
}

export class MaskEditor implements Workbench {
  readonly mask: Mask
  settings: Settings
  readonly #readPixels: ReadPixels
  readonly #history: History
  readonly #tally: ReturnType<typeof createTally>
  readonly #listeners = new Set<EditorListener>()
  #tool: Tool
  #gesture: Recording | null = null
  #version = 0

  constructor({
    width,
    height,
    readPixels = () => null,
    commands = [],
    settings,
    ...limits
  }: EditorOptions) {
    this.mask = createMask(width, height)
    this.settings = this.#within({ ...usualSettings, ...settings })
    this.#readPixels = readPixels
    this.#history = createHistory(this.mask, { readPixels, ...limits })
    this.#tally = createTally(this.mask)
    this.#tool = createTool('brush', this)
    for (const command of commands) this.apply(command)
  }

  /** Grows with everything a screen could show. */
  get version(): number {
    return this.#version
  }

  get tool(): Tool {
    return this.#tool
  }

  /** What remains after undo, oldest first: the document. */
  get commands(): readonly MaskCommand[] {
    return this.#history.commands()
  }

  get canUndo(): boolean {
    return this.#history.canUndo()
  }

  get canRedo(): boolean {
    return this.#history.canRedo()
  }

  /** Part of the picture that counts as painted (0 to 1), and the box around it. */
  get coverage(): { part: number; bounds: Box | null } {
    const { width, height } = this.mask
    return { part: this.#tally.painted() / (width * height), bounds: this.#tally.bounds() }
  }

  get historyBytes(): number {
    return this.#history.bytes()
  }

  subscribe(listener: EditorListener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Takes another tool in hand; what the old one was doing is cancelled. */
  choose(name: ToolName): void {
    if (name === this.#tool.name) return
    this.cancel()
    this.#tool = createTool(name, this)
    this.changed(null)
  }

  /** `X`: from painting to erasing and back, for brush and selections alike. */
  swap(): void {
    if (this.#tool.name === 'brush') return this.choose('eraser')
    if (this.#tool.name === 'eraser') return this.choose('brush')
    this.set({ mode: this.settings.mode === 'add' ? 'subtract' : 'add' })
  }

  set(settings: Partial<Settings>): void {
    this.settings = this.#within({ ...this.settings, ...settings })
    this.changed(null)
  }

  #within(settings: Settings): Settings {
    const size = Math.min(mostBrush(this.mask), Math.max(1, settings.size))
    return { ...settings, size, hardness: Math.min(1, Math.max(0, settings.hardness)) }
  }

  /** Carries out a whole command at once. False when it changed nothing. */
  apply(command: MaskCommand): boolean {
    this.cancel()
    const recording = this.#history.begin()
    applyCommand(this.mask, command, this.#readPixels, recording.touch)
    const box = recording.commit(command)
    if (box !== null) this.changed(box)
    return box !== null
  }

  undo(): void {
    if (this.cancel()) return
    const box = this.#history.undo()
    if (box !== null) this.changed(box)
  }

  redo(): void {
    if (this.#gesture !== null) return
    const box = this.#history.redo()
    if (box !== null) this.changed(box)
  }

  /** Ends what is under way without a trace. True when something was. */
  cancel(): boolean {
    return this.#tool.cancel()
  }

  /** For tools. */
  begin(): Gesture {
    if (this.#gesture !== null) throw new Error('a gesture is under way')
    const recording = this.#history.begin()
    this.#gesture = recording
    const end = (box: Box | null) => {
      this.#gesture = null
      this.changed(box)
    }
    return {
      touch: recording.touch,
      painted: (box) => {
        if (box !== null) this.changed(box)
      },
      commit: (command) => {
        const box = recording.commit(command)
        end(box)
      },
      bail: () => end(recording.bail()),
    }
  }

  /** For tools: tells that what is shown has changed. */
  changed(dirty: Box | null): void {
    this.#version++
    if (dirty !== null) this.#tally.changed(dirty)
    for (const listener of this.#listeners) listener(dirty)
  }

  get size(): Size {
    return this.mask
  }

  get whole(): Box {
    return wholeOf(this.mask)
  }
}
