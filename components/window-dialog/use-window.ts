'use client'
/** What stands in a prompt window, and what becomes of it when it is sent. */
import { useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { useStore } from 'zustand'
import { attachChildren, pressSubmission } from '@/components/actions/use-press'
import { useActionWords } from '@/components/actions/action-words'
import { readPrompts } from '@/components/feed/text-result'
import { useAnswerWindow } from '@/lib/client/actions'
import { newClientKey } from '@/lib/client/client-key'
import { useSubmit } from '@/lib/client/submit'
import { useTask } from '@/lib/client/use-task'
import { opensWindow, parseButton } from '@/lib/mj/buttons'
import type { Button, Task } from '@/lib/mj/task'
import { type WindowTarget, draftKey, windowStore } from './open-window'
import { type WindowKind, firstPrompt, windowKindOf } from './window-kind'

export function useWindow(target: WindowTarget) {
  const task = useTask(target.taskId)
  const draft = useStore(windowStore, (state) => state.drafts.get(draftKey(target)))
  const { close, write, discard } = windowStore.getState()
  const { nameOf } = useActionWords()
  const send = useSendWindow(target, task)

  const button = buttonOf(target, task)
  const meaning = parseButton(button)
  const kind: Exclude<WindowKind, 'region'> = asksForPromptAs(windowKindOf(meaning))
  const first = task ? prefill(target, task, kind) : ''
  const prompt = draft ?? first

  return {
    kind,
    name: nameOf({ key: '', button, meaning }),
    prompt,
    /** What stood there before anything was written. */
    first,
    isEditable: task?.state.name !== 'window' || task.state.editable,
    isSending: send.isPending,
    write: (next: string) => write(target, next),
    reset: () => discard(target),
    close,
    send: () => {
      if (task && !send.isPending) send.run(task, prompt.trim())
    },
  }
}

/**
 * A window of ours goes out as one action with its answer, which the server gives by itself when the gateway asks:
 * nothing hangs on this tab. A window the gateway opened unasked is answered directly.
 */
function useSendWindow(target: WindowTarget, task: Task | undefined) {
  const client = useQueryClient()
  const submit = useSubmit()
  const answer = useAnswerWindow()
  const clientKey = useRef('')
  const { close, discard } = windowStore.getState()

  function done() {
    discard(target)
    close()
  }

  return {
    isPending: answer.isPending,
    run(parent: Task, prompt: string) {
      if (target.customId === null) {
        // One key for one window: a second try after a lost answer must not confirm it twice.
        clientKey.current ||= newClientKey()
        answer.mutate(
          { taskId: parent.id, clientKey: clientKey.current, prompt },
          { onSuccess: done },
        )
        return
      }
      const { customId } = target
      const remix = opensWindow(parseButton(buttonOf(target, task))) === 'with-remix'
      submit
        .mutateAsync([
          {
            ...pressSubmission(parent, customId),
            ...(remix ? { enableRemix: true } : {}),
            answer: { prompt },
          },
        ])
        .then(
          (children) => {
            discard(target)
            attachChildren(client, parent.id, customId, children)
          },
          // Told by the mutation cache; the draft is still there when the window is opened again.
          () => undefined,
        )
      close()
    },
  }
}

/** The button whose window this is; for an open one of the gateway, the button the task came from. */
function buttonOf(target: WindowTarget, task: Task | undefined): Button {
  const customId = target.customId ?? task?.parent?.customId ?? ''
  const offered = task?.buttons.find((one) => one.customId === customId)
  return offered ?? { customId, label: '', emoji: '', style: 2 }
}

function prefill(target: WindowTarget, task: Task, kind: WindowKind): string {
  if (target.customId === null && task.state.name === 'window') {
    return task.state.prompt || firstPrompt(kind, task)
  }
  const meaning = parseButton(buttonOf(target, task))
  if (meaning.kind === 'describe-pick' || meaning.kind === 'shorten-pick') {
    const picked = readPrompts(task.text).find(({ index }) => index === meaning.index)
    if (picked) return picked.prompt
  }
  return firstPrompt(kind, task)
}

function asksForPromptAs(kind: WindowKind): Exclude<WindowKind, 'region'> {
  return kind === 'region' ? 'other' : kind
}
