/** Ways of comparing pictures, for as long as the page lives. */
import { createStore } from 'zustand/vanilla'
import type { DifferenceLook } from '@/lib/gallery/difference'

export const compareModes = ['grid', 'slider', 'blink', 'difference'] as const
type CompareMode = (typeof compareModes)[number]

type Settings = {
  mode: CompareMode
  /** How often a second two pictures take turns; 0 while only a held key shows the other. */
  blinkPerSecond: number
  gain: number
  look: DifferenceLook
}

export const mostGain = 16

export const compareStore = createStore<Settings & { set: (change: Partial<Settings>) => void }>()(
  (set) => ({ mode: 'grid', blinkPerSecond: 0, gain: 4, look: 'light', set }),
)
