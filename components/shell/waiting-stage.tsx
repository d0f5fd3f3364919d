'use client'

import X from 'lucide-react/icons/x'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { IconButton } from '@/components/ui/icon-button'
import { useKeyDown } from '@/components/ui/use-key-down'
import { returnFocus, useCloseTask } from '@/lib/state/open-task'

/** While the code of what was opened is on its way, which without a network may take long, there is a way back. */
export function WaitingStage() {
  const t = useTranslations('shell')
  const close = useCloseTask()
  useKeyDown((event) => {
    if (event.key === 'Escape') close()
  })
  useEffect(() => returnFocus, [])
  return (
    <div
      role="status"
      aria-label={t('opening')}
      className="fixed inset-0 z-30 sm:left-[68px] md:grid md:grid-cols-[minmax(0,1fr)_340px]"
    >
      <div className="grid h-[60dvh] place-items-center bg-stage p-16 pb-[132px] md:h-auto">
        <div className="aspect-square max-h-full w-[min(100%,60dvh)] animate-breathe rounded-sm bg-surface" />
      </div>
      <div className="flex justify-end border-line px-[18px] py-3.5 md:border-l">
        <IconButton label={t('close')} shortcut="Esc" icon={<X />} onClick={() => close()} />
      </div>
    </div>
  )
}
