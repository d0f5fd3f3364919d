'use client'

import { Check } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'

/** The foot of a desk: its settings, why it cannot be sent or that it was, and the button. */
export function SubmitLine({
  label,
  obstacle,
  sent,
  onSubmit,
  children,
}: {
  label: string
  /** Null when it can be sent. */
  obstacle: string | null
  /** What is said of what was just sent; null when nothing was. */
  sent: string | null
  onSubmit: () => void
  children?: ReactNode
}) {
  const reasonId = useId()
  return (
    <div className="mt-4 flex flex-1 flex-wrap items-center gap-x-4 gap-y-3">
      {children}
      <p
        id={reasonId}
        role="status"
        className="flex min-w-0 items-center gap-2 text-sm text-muted max-sm:basis-full sm:flex-1 sm:justify-end sm:text-right"
      >
        {obstacle === null && sent !== null ? (
          <Check aria-hidden className="size-[15px] shrink-0 text-ok" />
        ) : null}
        {obstacle ?? sent}
      </p>
      <Button
        look="accent"
        size="md"
        aria-disabled={obstacle !== null || undefined}
        aria-describedby={reasonId}
        onClick={obstacle === null ? onSubmit : undefined}
        className="aria-disabled:cursor-default max-sm:w-full"
      >
        {label}
      </Button>
    </div>
  )
}

export function useSentWords(name: 'blend' | 'describe' | 'swap', isSent: boolean): string | null {
  const t = useTranslations('desk')
  return isSent ? t(`${name}.sent`) : null
}
