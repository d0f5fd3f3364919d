'use client'

import { useTranslations } from 'use-intl'
import { useLacks } from '@/components/actions/use-lacks'
import { Button } from '@/components/ui/button'
import { useNow } from '@/components/ui/use-now'
import { useCancel } from '@/lib/client/actions'
import type { Task } from '@/lib/mj/task'
import { toast } from '@/lib/state/toasts'
import { clockTime } from './clock-time'
import { DevelopingTray } from './developing-tray'
import { displayPrompt, expectedAspect, expectsGrid, expectsText } from './prompt-display'
import { Reading } from './reading'

/** A print in the tray: the gateway's preview under red light, sharper as it comes, a red hairline below. */
export function Developing({ task, preview }: { task: Task; preview: string | null }) {
  const { state } = task
  const isDone = state.name === 'done'
  if (expectsText(task)) {
    return <Reading task={task} progress={state.name === 'running' ? state.progress : null} />
  }
  return (
    <DevelopingTray
      isLit={state.name === 'running' || isDone}
      isFolded={state.name === 'queued' && state.because !== null}
      aspect={expectedAspect(task)}
      isGrid={expectsGrid(task)}
      preview={preview}
      progress={isDone ? 100 : state.name === 'running' ? state.progress : null}
      name={displayPrompt(task).text}
    />
  )
}

/** As tall as the buttons of a grid with the line below them, so that what lies below a card stays when it is done. */
export const roomForButtons = 'min-h-[93px] pointer-coarse:min-h-[121px]'

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
    <div className={expectsGrid(task) ? roomForButtons : undefined}>
      <div className="flex min-h-[30px] items-center gap-3 text-xs text-faint pointer-coarse:min-h-11">
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
    </div>
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
