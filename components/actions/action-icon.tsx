import ArrowDown from 'lucide-react/icons/arrow-down'
import ArrowLeft from 'lucide-react/icons/arrow-left'
import ArrowRight from 'lucide-react/icons/arrow-right'
import ArrowUp from 'lucide-react/icons/arrow-up'
import Brush from 'lucide-react/icons/brush'
import ChartNoAxesColumn from 'lucide-react/icons/chart-no-axes-column'
import Clapperboard from 'lucide-react/icons/clapperboard'
import Heart from 'lucide-react/icons/heart'
import ImageUpscale from 'lucide-react/icons/image-upscale'
import Images from 'lucide-react/icons/images'
import RefreshCw from 'lucide-react/icons/refresh-cw'
import Square from 'lucide-react/icons/square'
import WandSparkles from 'lucide-react/icons/wand-sparkles'
import X from 'lucide-react/icons/x'
import ZoomOut from 'lucide-react/icons/zoom-out'
import { createElement } from 'react'
import type { ButtonMeaning, PanDirection } from '@/lib/mj/buttons'

const arrows: Readonly<Record<PanDirection, typeof ArrowUp>> = {
  left: ArrowLeft,
  up: ArrowUp,
  down: ArrowDown,
  right: ArrowRight,
}

/** The sign of an action; null for those whose name is short enough to be its own. Decorative. */
export function ActionIcon({
  meaning,
  isFilled = false,
}: {
  meaning: ButtonMeaning
  isFilled?: boolean
}) {
  const icon = iconOf(meaning)
  return (
    icon &&
    createElement(icon, { 'aria-hidden': true, ...(isFilled ? { fill: 'currentColor' } : {}) })
  )
}

function iconOf(meaning: ButtonMeaning): typeof ArrowUp | null {
  switch (meaning.kind) {
    case 'reroll':
    case 'describe-retry':
      return RefreshCw
    case 'upscale-solo':
    case 'upscale':
    case 'video-upscale':
      return ImageUpscale
    case 'vary':
    case 'variation':
      return WandSparkles
    case 'region':
      return Brush
    case 'zoom-out':
    case 'custom-zoom':
      return ZoomOut
    case 'make-square':
      return Square
    case 'pan':
      return arrows[meaning.direction]
    case 'animate':
    case 'extend':
      return Clapperboard
    case 'bookmark':
      return Heart
    case 'describe-all':
      return Images
    case 'shorten-details':
      return ChartNoAxesColumn
    case 'cancel':
      return X
    case 'describe-pick':
    case 'shorten-pick':
    case 'unknown':
      return null
  }
}
