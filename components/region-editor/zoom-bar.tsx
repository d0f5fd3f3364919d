'use client'

import ZoomIn from 'lucide-react/icons/zoom-in'
import ZoomOut from 'lucide-react/icons/zoom-out'
import { useFormatter, useTranslations } from 'use-intl'
import type { Stage } from './use-stage'

const button =
  'grid size-8 place-items-center rounded-md text-muted hover:text-text pointer-coarse:size-11 [&_svg]:size-[15px]'

/** How large the picture is shown; a click on the number fits it, another shows its own pixels. */
export function ZoomBar({ stage }: { stage: Stage }) {
  const t = useTranslations('region')
  const format = useFormatter()
  if (!stage.view) return null
  const shown = stage.view.scale * window.devicePixelRatio
  const percent = format.number(shown, { style: 'percent', maximumFractionDigits: 0 })
  const isActual = Math.abs(shown - 1) < 0.005
  return (
    <div className="absolute right-4 bottom-4 flex items-center rounded-lg border border-line bg-surface shadow-float max-md:right-2 max-md:bottom-2">
      <button
        type="button"
        aria-label={t('zoomOut')}
        className={button}
        onClick={() => stage.zoom(0.8)}
      >
        <ZoomOut aria-hidden />
      </button>
      <button
        type="button"
        title={t(isActual ? 'fit' : 'actual')}
        aria-label={`${t('zoom', { percent })} · ${t(isActual ? 'fit' : 'actual')}`}
        className="min-w-12 px-1 font-mono text-xs text-muted hover:text-text pointer-coarse:h-11"
        onClick={isActual ? stage.fit : stage.actual}
      >
        {percent}
      </button>
      <button
        type="button"
        aria-label={t('zoomIn')}
        className={button}
        onClick={() => stage.zoom(1.25)}
      >
        <ZoomIn aria-hidden />
      </button>
    </div>
  )
}
