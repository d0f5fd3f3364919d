/** Where buttons stand on a screen: a place for every meaning, the same order whatever order the wire had. */
import { panDirections, parseButton } from './buttons'
import type { ButtonMeaning } from './buttons'
import type { QuadrantIndex } from './quadrants'
import type { Button } from './task'

/** `key` is unique within its task, also where a gateway repeats a customId. */
export type PlacedButton = { key: string; button: Button; meaning: ButtonMeaning }

export const buttonGroupNames = [
  /** U1 to U4 of a grid, pictures or videos. */
  'quadrantUpscales',
  /** V1 to V4 of a grid. */
  'quadrantVariations',
  'reroll',
  'upscale',
  'vary',
  'pan',
  'zoom',
  'animate',
  /** The numbered prompts of describe and shorten, with "all", retry and details. */
  'picks',
  /** All the rest: bookmark, cancel, and every button nobody knows, in the wire's order. */
  'more',
] as const
export type ButtonGroupName = (typeof buttonGroupNames)[number]
export type ButtonGroups = Readonly<Record<ButtonGroupName, readonly PlacedButton[]>>

/** Sorts buttons into their places. None is dropped, none is in two places. */
export function groupButtons(buttons: readonly Button[]): ButtonGroups {
  const placed = placeButtons(buttons).map((one) => ({ one, place: placeOf(one.meaning) }))
  const inGroup = (group: ButtonGroupName): readonly PlacedButton[] =>
    placed
      .filter(({ place }) => place.group === group)
      .toSorted((a, b) => a.place.rank - b.place.rank)
      .map(({ one }) => one)
  return {
    quadrantUpscales: inGroup('quadrantUpscales'),
    quadrantVariations: inGroup('quadrantVariations'),
    reroll: inGroup('reroll'),
    upscale: inGroup('upscale'),
    vary: inGroup('vary'),
    pan: inGroup('pan'),
    zoom: inGroup('zoom'),
    animate: inGroup('animate'),
    picks: inGroup('picks'),
    more: inGroup('more'),
  }
}

function placeButtons(buttons: readonly Button[]): readonly PlacedButton[] {
  const seen = new Map<string, number>()
  return buttons.map((button) => {
    const repeats = seen.get(button.customId) ?? 0
    seen.set(button.customId, repeats + 1)
    const key = repeats === 0 ? button.customId : `${button.customId}#${repeats}`
    return { key, button, meaning: parseButton(button) }
  })
}

const upscaleOrder = ['subtle', 'creative', '2x', '4x']

function placeOf(meaning: ButtonMeaning): { group: ButtonGroupName; rank: number } {
  switch (meaning.kind) {
    case 'upscale':
    case 'video-upscale':
      return { group: 'quadrantUpscales', rank: meaning.index }
    case 'variation':
      return { group: 'quadrantVariations', rank: meaning.index }
    case 'reroll':
      return { group: 'reroll', rank: 0 }
    case 'upscale-solo':
      return { group: 'upscale', rank: upscaleOrder.indexOf(meaning.strength) }
    case 'vary':
      return { group: 'vary', rank: meaning.strength === 'subtle' ? 0 : 1 }
    case 'region':
      return { group: 'vary', rank: 2 }
    case 'pan':
      return { group: 'pan', rank: panDirections.indexOf(meaning.direction) }
    case 'zoom-out':
      return { group: 'zoom', rank: meaning.factor }
    case 'custom-zoom':
      return { group: 'zoom', rank: 3 }
    case 'make-square':
      return { group: 'zoom', rank: 4 }
    case 'animate':
      return { group: 'animate', rank: meaning.motion === 'low' ? 0 : 1 }
    case 'extend':
      return { group: 'animate', rank: meaning.motion === 'low' ? 2 : 3 }
    case 'describe-pick':
    case 'shorten-pick':
      return { group: 'picks', rank: meaning.index }
    case 'describe-all':
    case 'shorten-details':
      return { group: 'picks', rank: 6 }
    case 'describe-retry':
      return { group: 'picks', rank: 7 }
    case 'bookmark':
      return { group: 'more', rank: 0 }
    case 'cancel':
      return { group: 'more', rank: 1 }
    case 'unknown':
      return { group: 'more', rank: 2 }
  }
}

/** The buttons that belong to one quadrant of a grid. */
export function buttonsOfQuadrant(
  groups: ButtonGroups,
  index: QuadrantIndex,
): { upscale: PlacedButton | undefined; variation: PlacedButton | undefined } {
  const isOfQuadrant = ({ meaning }: PlacedButton) => 'index' in meaning && meaning.index === index
  return {
    upscale: groups.quadrantUpscales.find(isOfQuadrant),
    variation: groups.quadrantVariations.find(isOfQuadrant),
  }
}
