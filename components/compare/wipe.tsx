'use client'

import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { EdgeHandle } from './edge-handle'
import { PictureNumber } from './picture-number'
import { edgeStyle, leftOfEdge, useEdge } from './use-edge'

/**
 * A picture drawn over another from the left, as far as its edge is pulled: by the handle, by keys, and anywhere while
 * nobody needs the pointer for moving the picture.
 */
export function Wipe({
  below,
  above,
  labels,
  isPulledAnywhere,
}: {
  below: ReactNode
  above: ReactNode
  labels: readonly [string, string]
  isPulledAnywhere: boolean
}) {
  const t = useTranslations('compare')
  const [within, edge] = useEdge()
  return (
    <div
      ref={within}
      style={edgeStyle(edge.at)}
      className={`absolute inset-0 ${isPulledAnywhere ? 'cursor-ew-resize' : ''}`}
      {...(isPulledAnywhere ? edge.pulled : {})}
    >
      {below}
      <div className={leftOfEdge}>{above}</div>
      {labels.map((label, n) => (
        <PictureNumber
          key={label}
          className={`pointer-events-none absolute top-2 ${n === 0 ? 'left-2' : 'right-2'}`}
        >
          {label}
        </PictureNumber>
      ))}
      <EdgeHandle edge={edge} label={t('slider')} />
    </div>
  )
}
