/** What tools work at: the editor as they see it. */
import type { MaskCommand } from './commands'
import type { Box } from './geometry'
import type { Mask, Mode, Touch } from './mask'

export type Settings = {
  /** Diameter of the brush in pixels of the picture. */
  size: number
  /** 0 to 1. */
  hardness: number
  /** 0 to 100. */
  tolerance: number
  contiguous: boolean
  /** What selections do when no key says otherwise. */
  mode: 'add' | 'subtract'
}

export const usualSettings: Settings = {
  size: 64,
  hardness: 1,
  tolerance: 18,
  contiguous: true,
  mode: 'add',
}

/** A gesture under way: see [Note: A gesture] in editor.ts. */
export type Gesture = {
  touch: Touch
  /** Tells that a box has been painted and is to be shown. */
  painted: (box: Box | null) => void
  commit: (command: MaskCommand) => void
  bail: () => void
}

export interface Workbench {
  readonly mask: Mask
  readonly settings: Settings
  readonly whole: Box
  begin(): Gesture
  /** Carries out a whole command at once. False when it changed nothing. */
  apply(command: MaskCommand): boolean
  /** Tells that what is shown has changed; with a box, that the mask has. */
  changed(dirty: Box | null): void
}

/** What the modifier keys make of a selection: Alt turns it round, Shift and Alt together intersect. */
export function modeOf(usual: 'add' | 'subtract', keys: { shift: boolean; alt: boolean }): Mode {
  if (keys.alt && keys.shift) return 'intersect'
  if (!keys.alt) return usual
  return usual === 'add' ? 'subtract' : 'add'
}
