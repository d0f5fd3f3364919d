'use client'

import type { CSSProperties } from 'react'
import { useTranslations } from 'use-intl'
import { useLacks } from '@/components/actions/use-lacks'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { useNow } from '@/components/ui/use-now'
import { useCancel } from '@/lib/client/actions'
import type { Task } from '@/lib/mj/task'
import { toast } from '@/lib/state/toasts'
import { clockTime } from './clock-time'
import { displayPrompt, expectedAspect, expectsGrid } from './prompt-display'

/** A print in the tray: the gateway's preview under red light, sharper as it comes, a red hairline below. */
export function Developing({ task, preview }: { task: Task; preview: string | null }) {
  const { state } = task
  const isDone = state.name === 'done'
  return (
    <DevelopingTray
      isLit={state.name === 'running' || isDone}
      aspect={expectedAspect(task)}
      isGrid={expectsGrid(task)}
      preview={preview}
      progress={isDone ? 100 : state.name === 'running' ? state.progress : null}
      name={displayPrompt(task).text}
    />
  )
}

/** `isLit`: the gateway is at work; before that the paper lies in the dark. */
export function DevelopingTray({
  isLit,
  aspect,
  isGrid,
  preview,
  progress,
  name,
}: {
  isLit: boolean
  aspect: number
  isGrid: boolean
  preview: string | null
  progress: number | null
  name: string
}) {
  const t = useTranslations('feed')
  const share = (progress ?? 0) / 100
  const style = {
    '--aspect': aspect,
    '--blur': `${Math.round((1 - share) * 18 * 10) / 10}px`,
    '--red': Math.round((1 - share * 0.75) * 100) / 100,
  } as CSSProperties

  return (
    <div
      style={style}
      className={classNames(
        'relative isolate overflow-hidden rounded-xl',
        isLit && 'bg-[#1d0a06]',
        isGrid
          ? 'md:max-w-[calc(440px*4*var(--aspect))]'
          : 'w-[min(100%,calc(70dvh*var(--aspect)))] md:w-[min(100%,calc(240px*var(--aspect)))]',
      )}
    >
      <div
        className={classNames(
          'grid gap-[3px] md:gap-1',
          isGrid && (isLit ? 'grid-cols-2 md:grid-cols-4' : 'grid-cols-4'),
          preview ? 'blur-(--blur) transition-[filter] duration-700' : 'animate-breathe',
        )}
      >
        {(isGrid ? [0, 1, 2, 3] : [0]).map((place) => (
          <Cell key={place} isLit={isLit} preview={preview} place={isGrid ? place : null} />
        ))}
      </div>
      {isLit ? (
        <>
          <div className="absolute inset-0 bg-[#9c4a36] opacity-(--red) mix-blend-color" />
          <div className="absolute inset-0 bg-[#c9694f] opacity-(--red) mix-blend-multiply" />
          <Hairline
            progress={progress}
            label={t('state.progress', { prompt: name || t('noPrompt') })}
          />
        </>
      ) : null}
    </div>
  )
}

function Hairline({ progress, label }: { progress: number | null; label: string }) {
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={progress ?? undefined}
      className="absolute inset-x-0 bottom-0 h-[3px]"
    >
      <div
        className={classNames(
          'h-full bg-accent shadow-[0_0_14px_var(--accent)] transition-[width] duration-700',
          progress === null && 'animate-breathe',
        )}
        style={{ width: progress === null ? '6%' : `${Math.max(2, progress)}%` }}
      />
    </div>
  )
}

const corners = ['0% 0%', '100% 0%', '0% 100%', '100% 100%']

/** A quarter of the preview, whose own size nobody knows before it has arrived; or the whole of it. */
function Cell({
  isLit,
  preview,
  place,
}: {
  isLit: boolean
  preview: string | null
  place: number | null
}) {
  const style =
    preview === null
      ? undefined
      : {
          backgroundImage: `url("${preview}")`,
          backgroundSize: place === null ? '100% 100%' : '200% 200%',
          backgroundPosition: place === null ? '0 0' : corners[place],
        }
  return (
    <div
      className={classNames(
        'aspect-(--aspect)',
        preview === null && (isLit ? 'bg-linear-to-b from-[#6b2a1c] to-[#34140d]' : 'bg-surface'),
      )}
      style={style}
    />
  )
}

/** "62% developing · 0:21" with Cancel; for what has not left yet, why. */
export function DevelopingFacts({ task }: { task: Task }) {
  const t = useTranslations('feed')
  const cancel = useCancel()
  const lacks = useLacks(task)
  const { state } = task
  // What waits in the studio can be withdrawn whatever the gateway can do.
  const lack = state.name === 'queued' ? null : lacks.of('cancel')
  const isStalled = state.name === 'running' && state.stalled
  return (
    <>
      <div className="flex items-center gap-3 text-xs text-faint">
        <p className="flex min-w-0 flex-1 items-baseline gap-3">
          <Stage task={task} />
        </p>
        {state.name === 'sending' ? null : (
          <Button
            busy={cancel.isPending}
            title={lack ?? undefined}
            aria-disabled={cancel.isPending || lack !== null || undefined}
            onClick={() => {
              if (lack !== null) toast(lack)
              else if (!cancel.isPending) cancel.mutate(task.id)
            }}
          >
            {t(cancel.isPending ? 'cancelling' : state.name === 'queued' ? 'withdraw' : 'cancel')}
          </Button>
        )}
      </div>
      {isStalled ? <p className="mt-2 text-xs text-warn">{t('state.stalled')}</p> : null}
    </>
  )
}

function Stage({ task }: { task: Task }) {
  const t = useTranslations('feed.state')
  const { state } = task
  if (state.name === 'queued') return <Queued state={state} />
  if (state.name !== 'running') {
    return <span>{state.name === 'sending' ? t('sending') : t('waiting')}</span>
  }
  return (
    <>
      {state.progress === null ? null : (
        <b className="font-mono font-semibold text-accent-text">
          {t('percent', { progress: Math.round(state.progress) })}
        </b>
      )}
      <span>
        {t('running')} · <Elapsed since={task.startedAt ?? task.createdAt} />
      </span>
    </>
  )
}

function Queued({ state }: { state: Extract<Task['state'], { name: 'queued' }> }) {
  const t = useTranslations('feed.state')
  const errors = useTranslations('errors')
  const { because, notBefore } = state
  if (because === null) return <span>{t('queued')}</span>
  const reason =
    because === 'gateway-down' ? errors('queuedBecause.gateway-down') : errors(`refusal.${because}`)
  return (
    <span>
      {reason}
      {notBefore === null ? null : (
        <>
          {' · '}
          <Countdown until={notBefore} />
        </>
      )}
    </span>
  )
}

function Countdown({ until }: { until: number }) {
  const t = useTranslations('feed.state')
  const seconds = Math.ceil((until - useNow()) / 1000)
  return seconds > 0 ? t('nextTry', { seconds }) : t('nextTrySoon')
}

/** Ticks by itself; nothing around it is drawn again. */
function Elapsed({ since }: { since: number }) {
  return <time className="tabular-nums">{clockTime(useNow() - since)}</time>
}
