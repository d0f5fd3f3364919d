/** Ways of comparing pictures, for as long as the page lives. */
import { createStore } from 'zustand/vanilla'
import type { DifferenceLook } from '@/lib/gallery/difference'

export const picturesModes = ['grid', 'slider', 'blink', 'difference'] as const
type PicturesMode = (typeof picturesModes)[number]

type Settings = {
  mode: PicturesMode
  /** How often a second two pictures take turns; 0 while only a held key shows the other. */
  blinkPerSecond: number
  gain: number
  look: DifferenceLook
}

export const mostGain = 16

export const compareModeStore = createStore<
  Settings & { set: (change: Partial<Settings>) => void }
>()((set) => ({ mode: 'grid', blinkPerSecond: 0, gain: 4, look: 'light', set }))
