'use client'

import { type ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { windowStore } from '@/components/window-dialog/open-window'
import { focusComposer } from '@/components/composer/focus-composer'
import { Button } from '@/components/ui/button'
import { useArchive, useCancel } from '@/lib/client/actions'
import { useSubmit } from '@/lib/client/submit'
import { unreachable } from '@/lib/mj/errors'
import type { Task } from '@/lib/mj/task'
import { reusePrompt } from '@/lib/state/composer'
import { repeatOf } from '@/lib/client/repeat'
import { openTask } from '@/lib/state/open-task'
import { RunningLine } from './running-line'
import { Notice } from './notice'
import { UnclearChoices } from './unclear-choices'

/** Where a task stands, when there is more to say than its picture says: why, and what to do. */
export function TaskStatus({ task, onClose }: { task: Task; onClose: () => void }): ReactNode {
  const t = useTranslations('task')
  const e = useTranslations('errors')
  const { state } = task
  const again = <AgainButtons task={task} onClose={onClose} />

  switch (state.name) {
    case 'queued':
    case 'sending':
    case 'waiting':
    case 'running':
      return (
        <RunningLine task={task}>
          <CancelButton taskId={task.id} />
        </RunningLine>
      )
    case 'window':
      return (
        <Notice title={t('state.window')}>
          <Button
            look="accent"
            onClick={() => windowStore.getState().open({ taskId: task.id, customId: null })}
          >
            {t('do.answer')}
          </Button>
        </Notice>
      )
    case 'unclear':
      return (
        <Notice title={t('state.unclear')} help={t('state.unclearHelp')} detail={state.detail}>
          <UnclearChoices taskId={task.id} />
        </Notice>
      )
    case 'refused': {
      const { bannedWord, reason, detail } = state
      const title = bannedWord ? e('bannedWord', { word: bannedWord }) : e(`refusal.${reason}`)
      return (
        <Notice title={title} help={e(`refusalHelp.${reason}`)} detail={detail}>
          {again}
        </Notice>
      )
    }
    case 'failed':
      return (
        <Notice
          title={e(`failure.${state.reason}`)}
          help={e(`failureHelp.${state.reason}`)}
          detail={state.detail}
        >
          {again}
        </Notice>
      )
    case 'not-sent':
      return (
        <Notice title={t('state.notSent')} help={t('state.notSentHelp')} detail={state.detail}>
          {again}
        </Notice>
      )
    case 'cancelled':
      return <Notice title={t('state.cancelled')}>{again}</Notice>
    case 'lost':
      return (
        <Notice title={t('state.lost')} help={t('state.lostHelp')}>
          {again}
        </Notice>
      )
    case 'done':
      if (state.archive === 'kept') return null
      if (state.archive === 'keeping') return <p className="text-faint">{t('state.keeping')}</p>
      return (
        <Notice title={t('state.gone')} help={t('state.goneHelp')} detail={state.detail}>
          <ArchiveButton taskId={task.id} />
        </Notice>
      )
    default:
      return unreachable(state)
  }
}

function CancelButton({ taskId }: { taskId: string }) {
  const t = useTranslations('task.do')
  const { mutate, isPending } = useCancel()
  return (
    <Button busy={isPending} disabled={isPending} onClick={() => mutate(taskId)}>
      {t('cancel')}
    </Button>
  )
}

function ArchiveButton({ taskId }: { taskId: string }) {
  const t = useTranslations('task.do')
  const { mutate, isPending } = useArchive()
  return (
    <Button look="bright" busy={isPending} disabled={isPending} onClick={() => mutate(taskId)}>
      {t('tryArchive')}
    </Button>
  )
}

/** Sends the same again as a new task, or takes its prompt back to the composer. */
function AgainButtons({ task, onClose }: { task: Task; onClose: () => void }) {
  const t = useTranslations('task.do')
  const { mutate, isPending } = useSubmit()
  const repeat = repeatOf(task)

  function edit() {
    reusePrompt(task)
    onClose()
    setTimeout(focusComposer, 100)
  }

  return (
    <>
      {repeat ? (
        <Button
          look="bright"
          busy={isPending}
          disabled={isPending}
          onClick={() =>
            mutate([repeat], {
              onSuccess: ([made]) => made && openTask(made.id),
            })
          }
        >
          {t('retry')}
        </Button>
      ) : null}
      {task.prompt === '' ? null : <Button onClick={edit}>{t('editPrompt')}</Button>}
    </>
  )
}
