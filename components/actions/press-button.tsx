'use client'

import Check from 'lucide-react/icons/check'
import X from 'lucide-react/icons/x'
import type { MouseEvent, ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { classNames } from '@/components/ui/class-names'
import { ProgressRing } from '@/components/ui/progress-ring'
import { Spinner } from '@/components/ui/spinner'
import type { Press } from './press'

/**
 * A button that shows what has become of it. `name` is its accessible name, `children` what is written on it. What it
 * has come to, or why it cannot be pressed (`lack`), is its description; it can be focused either way.
 */
export function PressButton({
  name,
  press,
  progress,
  lack,
  hint,
  className,
  onClick,
  children,
}: {
  name: string
  press: Press
  progress: number | null
  lack: string | null
  /** What to say where there is nothing to tell. */
  hint?: string | undefined
  className?: string | undefined
  onClick: (event: MouseEvent<HTMLButtonElement>) => void
  children: ReactNode
}) {
  const describe = useDescription(press, progress)
  return (
    <button
      type="button"
      aria-label={name}
      title={lack ?? describe(name) ?? hint}
      aria-disabled={lack !== null || undefined}
      aria-pressed={press.name === 'favourite' || undefined}
      aria-busy={press.name === 'sending' || press.name === 'running' || undefined}
      onClick={onClick}
      className={classNames(
        'relative inline-flex h-[30px] min-w-[34px] shrink-0 items-center justify-center gap-1.5 rounded-md border px-2.5',
        'text-sm whitespace-nowrap transition-colors select-none pointer-coarse:h-11 pointer-coarse:min-w-11',
        'aria-disabled:cursor-not-allowed aria-disabled:border-dashed aria-disabled:text-faint',
        '[&_svg]:size-[15px] [&_svg]:shrink-0',
        press.name === 'idle'
          ? 'border-line bg-surface text-muted hover:border-line-strong hover:text-text'
          : 'border-accent-soft bg-accent-soft text-accent-text hover:border-accent/40',
        className,
      )}
    >
      {children}
      <PressBadge press={press} progress={progress} />
    </button>
  )
}

/** Sits on the corner, so that a button keeps its width whatever becomes of it. */
function PressBadge({ press, progress }: { press: Press; progress: number | null }) {
  if (press.name === 'idle' || press.name === 'favourite') return null
  return (
    <span className="pointer-events-none absolute -top-[6px] -right-[6px] grid size-[15px] place-items-center rounded-full bg-bg text-accent-text">
      <BadgeSign press={press} progress={progress} />
    </span>
  )
}

function BadgeSign({ press, progress }: { press: Press; progress: number | null }) {
  switch (press.name) {
    case 'idle':
    case 'favourite':
      return null
    case 'sending':
      return <Spinner className="!size-[11px]" />
    case 'running':
      return progress === null ? (
        <Spinner className="!size-[11px]" />
      ) : (
        <ProgressRing percent={progress} className="!size-[11px]" />
      )
    case 'waiting':
      return <span className="text-[9px] leading-none font-semibold">?</span>
    case 'done':
      return <Check aria-hidden className="!size-[9px]" strokeWidth={3} />
    case 'failed':
      return <X aria-hidden className="!size-[9px]" strokeWidth={3} />
  }
}

function useDescription(press: Press, progress: number | null) {
  const t = useTranslations('actions')
  return (name: string): string | undefined => {
    switch (press.name) {
      case 'idle':
        return undefined
      case 'favourite':
        return t('favourite')
      case 'running':
        return progress === null
          ? t('state.running', { name })
          : t('state.progress', { name, progress })
      default:
        return t(`state.${press.name}`, { name })
    }
  }
}
