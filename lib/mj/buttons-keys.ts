/**
 * Which key presses which button. One table: the keys themselves, what they find among a task's buttons, and
 * (through `id`) their line in the list of keys.
 */
import { buttonsOfQuadrant } from './buttons-grouping'
import type { PanDirection } from './buttons'
import type { QuadrantIndex } from './quadrants'
import type { ButtonGroups, PlacedButton } from './buttons-grouping'

export const buttonKeyIds = [
  'upscale',
  'vary',
  'reroll',
  'zoom-out',
  'pan-left',
  'pan-up',
  'pan-down',
  'pan-right',
  'region',
] as const
export type ButtonKeyId = (typeof buttonKeyIds)[number]

/** Which quadrant is chosen (null on single pictures), and whether Shift asks to edit the prompt first. */
export type KeyAim = { quadrant: QuadrantIndex | null; edit: boolean }

export type ButtonKey = {
  id: ButtonKeyId
  /** `KeyboardEvent.key` in lower case. With `hold`, only while that other key is down. */
  key: string
  hold?: 'p'
  /** False where there is no prompt to edit, so that Shift must not send anything. */
  editable: boolean
  find(groups: ButtonGroups, aim: KeyAim): PlacedButton | undefined
}

const panKey = (direction: PanDirection): ButtonKey => ({
  id: `pan-${direction}`,
  key: `arrow${direction}`,
  hold: 'p',
  editable: true,
  find: (groups) =>
    groups.pan.find(({ meaning }) => meaning.kind === 'pan' && meaning.direction === direction),
})

export const buttonKeys: readonly ButtonKey[] = [
  {
    id: 'upscale',
    key: 'u',
    editable: false,
    find: (groups, { quadrant }) =>
      quadrant === null ? groups.upscale[0] : buttonsOfQuadrant(groups, quadrant).upscale,
  },
  {
    id: 'vary',
    key: 'v',
    editable: true,
    find: (groups, { quadrant }) =>
      quadrant === null
        ? groups.vary.find(({ meaning }) => meaning.kind === 'vary')
        : buttonsOfQuadrant(groups, quadrant).variation,
  },
  { id: 'reroll', key: 'r', editable: true, find: (groups) => groups.reroll[0] },
  {
    id: 'zoom-out',
    key: 'z',
    editable: true,
    // Zooming out by a fixed factor takes no prompt; custom zoom is the same with one.
    find: (groups, { edit }) =>
      groups.zoom.find(({ meaning }) =>
        edit ? meaning.kind === 'custom-zoom' : meaning.kind === 'zoom-out' && meaning.factor === 2,
      ),
  },
  panKey('left'),
  panKey('up'),
  panKey('down'),
  panKey('right'),
  {
    id: 'region',
    key: 'e',
    editable: true,
    find: (groups) => groups.vary.find(({ meaning }) => meaning.kind === 'region'),
  },
]

/** Keys that do nothing by themselves: they change what others mean while they are down. */
export const heldKeys: ReadonlySet<string> = new Set(
  buttonKeys.flatMap(({ hold }) => (hold === undefined ? [] : [hold])),
)

/**
 * The button a key press means for a task, or undefined when it means none of them. `held` are the other keys
 * that are down, in lower case.
 */
export function buttonForKey(
  groups: ButtonGroups,
  press: { key: string; held: ReadonlySet<string> },
  aim: KeyAim,
): PlacedButton | undefined {
  const key = press.key.toLowerCase()
  const entry = buttonKeys.find(
    (one) => one.key === key && (one.hold === undefined || press.held.has(one.hold)),
  )
  if (!entry || (aim.edit && !entry.editable)) return undefined
  return entry.find(groups, aim)
}
