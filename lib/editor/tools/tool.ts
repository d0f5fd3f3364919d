/** What a tool is: a small machine that is fed by the hand and ends every gesture in a command or in nothing. */
import type { Box, Point } from '../geometry'

export const toolNames = [
  'brush',
  'eraser',
  'lasso',
  'polygon',
  'rectangle',
  'ellipse',
  'wand',
  'hand',
] as const
export type ToolName = (typeof toolNames)[number]

/** One place of the hand, in the picture's pixels. */
export type Input = Point & {
  /** 0 to 1; 1 for what knows no pressure. */
  pressure: number
  shift: boolean
  alt: boolean
  /** How many pixels of the picture count as the same place to the hand (about 8 on the screen). */
  reach: number
}

/** What is shown while a gesture is under way and the mask has not changed yet. */
export type Preview =
  | { type: 'line'; points: readonly Point[]; isClosing: boolean }
  | { type: 'rectangle' | 'ellipse'; area: Box }

export interface Tool {
  readonly name: ToolName
  /** Null when nothing but the mask itself is to be shown. */
  readonly preview: Preview | null
  /** Between `down` and whatever ends it, for tools that are dragged. */
  readonly isDown: boolean
  down(input: Input): void
  /** All places since the last call, in order. */
  move(inputs: readonly Input[]): void
  up(input: Input): void
  /** The hand moves without pressing. */
  hover(input: Input): void
  /** Enter or a double click: ends what needs an end. True when there was something to end. */
  confirm(): boolean
  /** Escape: as if it had never begun. True when something was under way. */
  cancel(): boolean
}

/** The parts of a tool that most tools have no use for. */
export const plainTool = {
  preview: null,
  isDown: false,
  move: () => undefined,
  up: () => undefined,
  hover: () => undefined,
  confirm: () => false,
  cancel: () => false,
} satisfies Omit<Tool, 'name' | 'down'>
