'use client'

import { X } from 'lucide-react'
import { type ClipboardEvent, useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { useTakeIn } from '@/components/drop/use-take-in'
import { Button } from '@/components/ui/button'
import { Segmented } from '@/components/ui/segmented'
import { type DeskName, deskNames, deskStore } from '@/lib/state/desk'
import { BlendDesk } from './blend-desk'
import { DescribeDesk } from './describe-desk'
import { SwapDesk } from './swap-desk'

const bodies = { blend: BlendDesk, describe: DescribeDesk, swap: SwapDesk } as const

/** The open desk: a switch between the three, and the one that is chosen. Takes pictures pasted into it. */
export function Desk({ name }: { name: DeskName }) {
  const t = useTranslations('desk')
  const frame = useRef<HTMLElement>(null)
  const { toDesk } = useTakeIn()
  const Body = bodies[name]
  useEffect(() => takeFocus(frame.current), [])

  const paste = (event: ClipboardEvent) => {
    const files = [...event.clipboardData.files]
    if (files.length === 0) return
    event.preventDefault()
    toDesk(files, name)
  }

  return (
    <section
      ref={frame}
      tabIndex={-1}
      aria-label={t('label')}
      onPaste={paste}
      className="mx-auto mt-3 w-[min(1120px,100%-24px)] animate-rise scroll-mt-48 rounded-2xl border border-line bg-surface px-[14px] pt-[10px] pb-[14px] outline-none sm:px-[18px] sm:pb-[18px] md:w-[min(1120px,100%-48px)]"
    >
      <div className="mb-3 flex items-center gap-x-4 gap-y-2 max-sm:flex-wrap">
        <Segmented
          label={t('label')}
          value={name}
          options={deskNames.map((value) => ({ value, label: t(`name.${value}`) }))}
          onChange={(next) => deskStore.getState().open(next)}
        />
        <p className="min-w-0 flex-1 text-sm text-muted max-sm:order-last max-sm:basis-full">
          {t(`${name}.about`)}
        </p>
        <Button
          look="ghost"
          className="!px-0 max-sm:ml-auto"
          aria-label={t('close')}
          icon={<X />}
          onClick={() => deskStore.getState().close()}
        />
      </div>
      <Body />
    </section>
  )
}

/** Whoever opened it goes on in it. After a reload nobody did, and the focus is nowhere. */
function takeFocus(frame: HTMLElement | null): void {
  if (document.activeElement !== document.body) frame?.focus({ preventScroll: true })
}
