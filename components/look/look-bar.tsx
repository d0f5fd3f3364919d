'use client'

import Minus from 'lucide-react/icons/minus'
import Plus from 'lucide-react/icons/plus'
import { useFormatter, useTranslations } from 'use-intl'
import {
  actualLook,
  type Look,
  nearer,
  shownScale,
  type Stage,
  wholeLook,
} from '@/lib/gallery/look'
import type { Size } from '@/lib/editor/geometry'
import type { ChangeLook } from './use-look'

const button =
  'grid h-[30px] min-w-[30px] place-items-center rounded-md px-1 text-sm text-muted hover:bg-hover hover:text-text aria-pressed:text-text pointer-coarse:h-11 pointer-coarse:min-w-11 [&_svg]:size-[15px]'

/** How large the picture is shown, and other ways of showing it. */
export function LookBar({
  picture,
  stage,
  look,
  onLook,
}: {
  picture: Size
  stage: Stage
  look: Look
  onLook: ChangeLook
}) {
  const t = useTranslations('task.look')
  const format = useFormatter()
  const shown = shownScale(look, picture, stage)
  const middle = { x: stage.width / 2, y: stage.height / 2 }
  const step = (factor: number) => onLook((now) => nearer(now, middle, factor, picture, stage))
  const isActual = Math.abs(shown - 1) < 0.005
  const isWhole = look.zoom === 1
  return (
    <div role="group" aria-label={t('label')} className="flex items-center">
      <button type="button" aria-label={t('farther')} className={button} onClick={() => step(0.8)}>
        <Minus aria-hidden />
      </button>
      <output aria-live="off" className="min-w-[46px] text-center font-mono text-xs text-faint">
        {format.number(shown, { style: 'percent', maximumFractionDigits: 0 })}
      </output>
      <button type="button" aria-label={t('nearer')} className={button} onClick={() => step(1.25)}>
        <Plus aria-hidden />
      </button>
      <button
        type="button"
        aria-pressed={isWhole}
        title={t('fitHelp')}
        className={button}
        onClick={() => onLook(() => wholeLook)}
      >
        {t('fit')}
      </button>
      <button
        type="button"
        aria-pressed={isActual}
        title={t('actualHelp')}
        aria-label={t('actualHelp')}
        className={button}
        onClick={() => onLook((now) => actualLook(now, picture, stage))}
      >
        1:1
      </button>
    </div>
  )
}
