'use client'

import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { EdgeHandle } from './edge-handle'
import { edgeStyle, leftOfEdge, useEdge } from './use-edge'

/**
 * A picture drawn over another from the left, as far as somebody pulls it. `isShut`: all of it, for as long as that
 * lasts; with neither it is there, ready, and not seen.
 */
export function Curtain({
  isOpen,
  isShut,
  children,
}: {
  isOpen: boolean
  isShut: boolean
  children: ReactNode
}) {
  const t = useTranslations('region.compare')
  const [within, edge] = useEdge()
  const width = isShut ? 100 : isOpen ? edge.at : 0
  return (
    <div
      ref={within}
      className={`absolute inset-0 ${isOpen ? 'cursor-ew-resize touch-pan-y' : 'pointer-events-none'}`}
      style={edgeStyle(width)}
      {...edge.pulled}
      // A finger that pulls the curtain does not turn the page.
      onTouchStart={(event) => isOpen && event.stopPropagation()}
    >
      <div aria-hidden={width === 0 || undefined} className={leftOfEdge}>
        {children}
      </div>
      {isOpen ? (
        <>
          <Label side="left" text={t('beforeShort')} />
          <Label side="right" text={t('afterShort')} />
          <EdgeHandle
            edge={edge}
            label={t('slider')}
            valueText={t('sliderValue', { percent: Math.round(edge.at) })}
          />
        </>
      ) : null}
    </div>
  )
}

function Label({ side, text }: { side: 'left' | 'right'; text: string }) {
  return (
    <span
      className={`pointer-events-none absolute top-2.5 rounded-sm bg-black/65 px-2 py-0.5 text-xs text-white ${side === 'left' ? 'left-2.5' : 'right-2.5'}`}
    >
      {text}
    </span>
  )
}
