'use client'

import Check from 'lucide-react/icons/check'
import X from 'lucide-react/icons/x'
import { type MouseEvent, memo } from 'react'
import { useTranslations } from 'use-intl'
import { classNames } from '@/components/ui/class-names'
import { ProgressRing } from '@/components/ui/progress-ring'
import { Spinner } from '@/components/ui/spinner'
import type { PlacedButton } from '@/lib/mj/buttons-grouping'
import type { Task } from '@/lib/mj/task'
import { ActionIcon } from './action-icon'
import { useActionWords } from './action-words'
import type { Press } from './press'
import { useLacks } from './use-lacks'
import { usePress, usePressState } from './use-press'

type Face = 'icon' | 'short' | 'short-with-icon' | 'name'

/**
 * One button of a task. Its accessible name is always the action's full name; what has become of it, or why it cannot
 * be pressed, is its description. Click presses it, or goes to the result once it was pressed; Shift-click writes the
 * prompt first, Alt-click presses it again.
 */
export const ActionButton = memo(function ActionButton({
  task,
  placed,
  face = 'short',
  className,
}: {
  task: Task
  placed: PlacedButton
  face?: Face
  className?: string
}) {
  const press = usePress()
  const { press: state, progress } = usePressState(task, placed)
  const { nameOf, shortOf } = useActionWords()
  const describe = useDescription(state, progress)
  const lacks = useLacks(task)
  const name = nameOf(placed)
  // What was made while the gateway could still do it can be opened all the same.
  const lack = state.name === 'idle' ? lacks.ofButton(placed) : null
  const label = face === 'name' ? name : shortOf(placed)

  return (
    <button
      type="button"
      aria-label={name}
      title={lack ?? describe(name) ?? (label === name ? undefined : name)}
      aria-disabled={lack !== null || undefined}
      aria-pressed={state.name === 'favourite' || undefined}
      aria-busy={state.name === 'sending' || state.name === 'running' || undefined}
      onClick={(event: MouseEvent) =>
        press(task, placed, { edit: event.shiftKey, again: event.altKey })
      }
      className={classNames(
        'relative inline-flex h-[30px] min-w-[34px] shrink-0 items-center justify-center gap-1.5 rounded-md border px-2.5',
        'text-sm whitespace-nowrap transition-colors select-none pointer-coarse:h-11 pointer-coarse:min-w-11',
        'aria-disabled:cursor-not-allowed aria-disabled:border-dashed aria-disabled:text-faint [&_svg]:shrink-0',
        state.name === 'idle'
          ? 'border-line bg-surface text-muted hover:border-line-strong hover:text-text'
          : 'border-accent-soft bg-accent-soft text-accent-text hover:border-accent/40',
        className,
      )}
    >
      {face === 'short' || face === 'name' ? null : (
        <span className="[&_svg]:size-[15px]">
          <ActionIcon meaning={placed.meaning} isFilled={state.name === 'favourite'} />
        </span>
      )}
      {face === 'icon' ? null : label}
      <PressBadge press={state} progress={progress} />
    </button>
  )
})

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
      return <Spinner className="size-[11px]" />
    case 'running':
      return progress === null ? (
        <Spinner className="size-[11px]" />
      ) : (
        <ProgressRing percent={progress} className="size-[11px]" />
      )
    case 'waiting':
      return <span className="text-[9px] leading-none font-semibold">?</span>
    case 'done':
      return <Check aria-hidden className="size-[9px]" strokeWidth={3} />
    case 'failed':
      return <X aria-hidden className="size-[9px]" strokeWidth={3} />
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
