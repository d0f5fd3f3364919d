'use client'

import Ban from 'lucide-react/icons/ban'
import CircleSlash from 'lucide-react/icons/circle-slash'
import CloudOff from 'lucide-react/icons/cloud-off'
import SearchX from 'lucide-react/icons/search-x'
import TriangleAlert from 'lucide-react/icons/triangle-alert'
import type { ComponentProps } from 'react'
import { useTranslations } from 'use-intl'
import { focusComposer } from '@/components/composer/focus-composer'
import { PageLink } from '@/components/shell/page-link'
import { Button } from '@/components/ui/button'
import { buttonClass } from '@/components/ui/button-class'
import { windowStore } from '@/components/window-dialog/open-window'
import { useSubmit } from '@/lib/client/submit'
import { useMe } from '@/lib/client/use-task'
import type { Task, TaskState } from '@/lib/mj/task'
import { Notice } from './card-frame'
import { bannedWordOf } from './prompt-display'
import { retryOf } from './retry'
import { reuseTask } from './reuse'

type TroubleState = Extract<
  TaskState,
  { name: 'refused' | 'not-sent' | 'failed' | 'cancelled' | 'lost' }
>

/** Why there is no picture, in the person's words, and what to do about it. */
export function Trouble({ task, state }: { task: Task; state: TroubleState }) {
  const words = useTrouble(state)
  return (
    <Notice {...words}>
      <TroubleActions task={task} state={state} />
    </Notice>
  )
}

function useTrouble(state: TroubleState): Omit<ComponentProps<typeof Notice>, 'children'> {
  const feed = useTranslations('feed')
  const t = useTranslations('feed.state')
  const errors = useTranslations('errors')
  const isOwner = useMe()?.role !== 'member'
  const word = bannedWordOf(state)
  const said = (detail: string) => (detail === '' ? null : errors('gatewaySaid', { detail }))
  switch (state.name) {
    case 'refused':
      return {
        icon: <Ban />,
        tone: 'fault',
        title: word ? errors('bannedWord', { word }) : errors(`refusal.${state.reason}`),
        help:
          state.reason === 'key-refused' && !isOwner
            ? errors('keyRefusedHelpForMember')
            : errors(`refusalHelp.${state.reason}`),
        detail: said(state.detail),
      }
    case 'failed':
      return {
        icon: <TriangleAlert />,
        tone: 'fault',
        title: word ? errors('bannedWord', { word }) : errors(`failure.${state.reason}`),
        help: errors(`failureHelp.${state.reason}`),
        detail: said(state.detail),
      }
    case 'not-sent':
      return {
        icon: <CloudOff />,
        tone: 'warn',
        title: t('notSent'),
        help: t('notSentHelp'),
        detail: state.detail === '' ? null : feed('noted', { detail: state.detail }),
      }
    case 'cancelled':
      return { icon: <CircleSlash />, title: t('cancelled'), help: t('cancelledHelp') }
    case 'lost':
      return { icon: <SearchX />, tone: 'warn', title: t('lost'), help: t('lostHelp') }
  }
}

/** Asking again in the same words would be answered in the same words. */
const hopeless = new Set<string>([
  'banned-word',
  'parent-expired',
  'not-supported',
  'invalid-parameter',
])

function TroubleActions({ task, state }: { task: Task; state: TroubleState }) {
  const t = useTranslations('feed')
  const { mutate, isPending } = useSubmit()
  const isOwner = useMe()?.role !== 'member'
  const reason = 'reason' in state ? state.reason : null
  const retry = reason !== null && hopeless.has(reason) ? null : retryOf(task)

  function tryAgain() {
    if (!retry || isPending) return
    if (retry.type === 'submit') return mutate([retry.submission])
    const target = { taskId: retry.taskId, customId: retry.customId }
    const { open, write } = windowStore.getState()
    if (retry.prompt !== '') write(target, retry.prompt)
    open(target)
  }

  function editPrompt() {
    reuseTask(task)
    focusComposer()
  }

  return (
    <>
      {reason === 'key-refused' && isOwner ? (
        <PageLink href="/settings" className={buttonClass('bright')}>
          {t('toSettings')}
        </PageLink>
      ) : null}
      {task.prompt === '' ? null : (
        <Button
          look={reason === 'key-refused' && isOwner ? 'plain' : 'bright'}
          onClick={editPrompt}
        >
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
