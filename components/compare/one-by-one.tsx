'use client'

import ChevronLeft from 'lucide-react/icons/chevron-left'
import ChevronRight from 'lucide-react/icons/chevron-right'
import { type ReactNode, type TouchEvent, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { IconButton } from '@/components/ui/icon-button'

const swipeAtLeastPx = 48

/** On a phone: one picture at a time, all at the same place of the screen; a swipe leads to the next. */
export function OneByOne({
  at,
  count,
  onGoTo,
  children,
}: {
  at: number
  count: number
  onGoTo: (n: number) => void
  children: ReactNode
}) {
  const t = useTranslations('task')
  const start = useRef<{ x: number; y: number } | null>(null)
  const step = (by: number) => onGoTo((at + by + count) % count)
  return (
    <div
      className="relative grid size-full"
      onTouchStart={({ touches, target }: TouchEvent) => {
        const touch = touches.length === 1 ? touches[0] : undefined
        // A picture that is looked at from nearer is moved by the finger.
        const isMoved = target instanceof Element && target.closest('.cursor-grab') !== null
        start.current = touch && !isMoved ? { x: touch.clientX, y: touch.clientY } : null
      }}
      onTouchEnd={({ changedTouches }: TouchEvent) => {
        const end = changedTouches[0]
        if (!start.current || !end) return
        const x = end.clientX - start.current.x
        const y = end.clientY - start.current.y
        start.current = null
        if (Math.abs(x) >= swipeAtLeastPx && Math.abs(x) > 2 * Math.abs(y)) step(x < 0 ? 1 : -1)
      }}
    >
      {children}
      <div className="absolute bottom-2 left-2 flex gap-1">
        <IconButton
          look="onPicture"
          label={t('previous')}
          icon={<ChevronLeft />}
          onClick={() => step(-1)}
        />
        <IconButton
          look="onPicture"
          label={t('next')}
          icon={<ChevronRight />}
          onClick={() => step(1)}
        />
      </div>
    </div>
  )
}
