'use client'

import Ban from 'lucide-react/icons/ban'
import CircleSlash from 'lucide-react/icons/circle-slash'
import CloudOff from 'lucide-react/icons/cloud-off'
import SearchX from 'lucide-react/icons/search-x'
import TriangleAlert from 'lucide-react/icons/triangle-alert'
import type { ComponentProps } from 'react'
import { useTranslations } from 'use-intl'
import { focusComposer } from '@/components/composer/focus-composer'
import { Button } from '@/components/ui/button'
import { windowStore } from '@/components/window-dialog/open-window'
import { useSubmit } from '@/lib/client/submit'
import type { Task, TaskState } from '@/lib/mj/task'
import { reusePrompt } from '@/lib/state/composer'
import { Notice } from './card-frame'
import { retryOf } from './retry'

type TroubleState = Extract<
  TaskState,
  { name: 'refused' | 'not-sent' | 'failed' | 'cancelled' | 'lost' }
>

/** Why there is no picture, in the person's words, and what to do about it. */
export function Trouble({ task, state }: { task: Task; state: TroubleState }) {
  const words = useTrouble(state)
  return (
    <Notice {...words}>
      <TroubleActions task={task} />
    </Notice>
  )
}

function useTrouble(state: TroubleState): Omit<ComponentProps<typeof Notice>, 'children'> {
  const t = useTranslations('feed.state')
  const errors = useTranslations('errors')
  const said = (detail: string) => (detail === '' ? null : errors('gatewaySaid', { detail }))
  switch (state.name) {
    case 'refused':
      return {
        icon: <Ban />,
        tone: 'fault',
        title: state.bannedWord
          ? errors('bannedWord', { word: state.bannedWord })
          : errors(`refusal.${state.reason}`),
        help: errors(`refusalHelp.${state.reason}`),
        detail: said(state.detail),
      }
    case 'failed':
      return {
        icon: <TriangleAlert />,
        tone: 'fault',
        title: errors(`failure.${state.reason}`),
        help: errors(`failureHelp.${state.reason}`),
        detail: said(state.detail),
      }
    case 'not-sent':
      return {
        icon: <CloudOff />,
        tone: 'warn',
        title: t('notSent'),
        help: t('notSentHelp'),
        detail: state.detail,
      }
    case 'cancelled':
      return { icon: <CircleSlash />, title: t('cancelled'), help: t('cancelledHelp') }
    case 'lost':
      return { icon: <SearchX />, tone: 'warn', title: t('lost'), help: t('lostHelp') }
  }
}

function TroubleActions({ task }: { task: Task }) {
  const t = useTranslations('feed')
  const { mutate, isPending } = useSubmit()
  const retry = retryOf(task)

  function tryAgain() {
    if (!retry || isPending) return
    if (retry.type === 'submit') return mutate([retry.submission])
    const target = { taskId: retry.taskId, customId: retry.customId }
    const { open, write } = windowStore.getState()
    if (retry.prompt !== '') write(target, retry.prompt)
    open(target)
  }

  function editPrompt() {
    reusePrompt(task)
    focusComposer()
  }

  return (
    <>
      {task.prompt === '' ? null : (
        <Button look="bright" onClick={editPrompt}>
          {t('editPrompt')}
        </Button>
      )}
      {retry ? (
        <Button busy={isPending} onClick={tryAgain}>
          {t('retry')}
        </Button>
      ) : null}
    </>
  )
}
