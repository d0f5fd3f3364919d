'use client'

import ChevronLeft from 'lucide-react/icons/chevron-left'
import ChevronRight from 'lucide-react/icons/chevron-right'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useSwipe } from '@/components/look/use-swipe'
import { IconButton } from '@/components/ui/icon-button'

/** On a phone: one picture at a time, all at the same place of the screen; a swipe leads to the next. */
export function OneByOne({
  at,
  count,
  isNear,
  onGoTo,
  children,
}: {
  at: number
  count: number
  /** A picture that is looked at from nearer is moved by the finger. */
  isNear: boolean
  onGoTo: (n: number) => void
  children: ReactNode
}) {
  const t = useTranslations('task')
  const step = (by: number) => onGoTo((at + by + count) % count)
  const swipe = useSwipe(isNear, step)
  return (
    <div className="relative grid size-full" {...swipe}>
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
