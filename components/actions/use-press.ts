'use client'
/** Pressing a button, whoever does it: a click, a key, a menu. */
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useCallback, useSyncExternalStore } from 'react'
import { useTranslations } from 'use-intl'
import { outboxOf, useSubmit } from '@/lib/client/submit'
import { cachedTask, gatewaysQuery, putTasks } from '@/lib/client/tasks'
import { useKnownTask } from '@/lib/client/use-task'
import { opensWindow } from '@/lib/mj/buttons'
import type { PlacedButton } from '@/lib/mj/buttons-grouping'
import type { StudioSubmission } from '@/lib/mj/submission'
import type { Task } from '@/lib/mj/task'
import { openRegion, openTask } from '@/lib/state/open-task'
import { toast } from '@/lib/state/toasts'
import { windowStore } from '@/components/window-dialog/open-window'
import { useActionWords } from './action-words'
import { lackOfPress } from './lacks'
import { type Press, isMark, pressOfButton, pressOfChild, withChild } from './press'
import { useLackWords } from './use-lacks'

type PressOptions = {
  /** Write the prompt first, where the action takes one. */
  edit?: boolean
  /** Do it once more although it was done already. */
  again?: boolean
}

export type PressButton = (task: Task, placed: PlacedButton, options?: PressOptions) => void

/** The same function for as long as the component lives, so that memoised cards stay as they are. */
export function usePress(): PressButton {
  const client = useQueryClient()
  const { mutateAsync } = useSubmit()
  const { nameOf } = useActionWords()
  const sayLack = useLackWords()
  const t = useTranslations('actions')

  return useCallback(
    (task, placed, { edit = false, again = false } = {}) => {
      const { button, meaning } = placed
      const sending = isSending(client, task.id, button.customId)
      const press = pressOfButton(task, placed, sending)
      const asks = opensWindow(meaning)
      if (press.name === 'sending') return
      if ('childId' in press && !again && !edit) return openTask(press.childId)
      if (press.name === 'favourite') return toast(t('alreadyFavourite'))
      const gateways = client.getQueryData(gatewaysQuery().queryKey)
      const lack = sayLack(lackOfPress(gateways, task, placed, edit), task)
      if (lack !== null) return toast(lack)
      if (meaning.kind === 'region') return openRegion(task.id)
      if (asks === 'always' || (edit && asks === 'with-remix')) {
        return windowStore.getState().open({ taskId: task.id, customId: button.customId })
      }
      if (edit) return toast(t('noPromptToEdit', { name: nameOf(placed) }))
      mutateAsync([pressSubmission(task, button.customId)]).then(
        (children) => attachChildren(client, task.id, button.customId, children),
        // Told to the person by the mutation cache; the button is free again, or held by the outbox.
        () => undefined,
      )
    },
    [client, mutateAsync, nameOf, sayLack, t],
  )
}

/** A press goes out at the parent's own speed and to its own bot. */
export function pressSubmission(
  task: Task,
  customId: string,
): StudioSubmission & { verb: 'action' } {
  return {
    verb: 'action',
    taskId: task.id,
    customId,
    botType: task.botType,
    ...(task.speed ? { speed: task.speed } : {}),
  }
}

export function attachChildren(
  client: QueryClient,
  parentId: string,
  customId: string,
  children: readonly Task[],
): void {
  const parent = cachedTask(client, parentId)
  if (!parent) return
  putTasks(client, [children.reduce((task, child) => withChild(task, child, customId), parent)])
}

/** What became of one button, followed as it happens; only this button is redrawn. */
export function usePressState(
  task: Task,
  placed: PlacedButton,
): { press: Press; progress: number | null } {
  const client = useQueryClient()
  const { customId } = placed.button
  const outbox = outboxOf(client)
  const sending = useSyncExternalStore(
    outbox.subscribe,
    () => isSending(client, task.id, customId),
    () => false,
  )
  const told = pressOfButton(task, placed, sending)
  const childId = 'childId' in told ? told.childId : ''
  const child = useKnownTask(childId)
  if (!child || !('childId' in told)) return { press: told, progress: null }
  const ofChild = pressOfChild(child.id, child.state.name)
  const press: Press = ofChild.name === 'done' && isMark(customId) ? { name: 'favourite' } : ofChild
  const progress = child.state.name === 'running' ? child.state.progress : null
  return { press, progress }
}

function isSending(client: QueryClient, taskId: string, customId: string): boolean {
  return outboxOf(client)
    .pending()
    .some(
      ({ submission }) =>
        submission.verb === 'action' &&
        submission.taskId === taskId &&
        submission.customId === customId,
    )
}
