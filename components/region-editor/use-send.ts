'use client'
/**
 * From a mask and its words to tasks: one action with its answer each, which the server brings to the window. A
 * window that the gateway holds open already is answered directly.
 */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { attachChildren, pressSubmission } from '@/components/actions/use-press'
import { useAnswerWindow } from '@/lib/client/actions'
import { newClientKey } from '@/lib/client/client-key'
import { useSubmit } from '@/lib/client/submit'
import type { MaskEditor } from '@/lib/editor/editor'
import { writeDocument } from '@/lib/editor/saved'
import type { Task } from '@/lib/mj/task'
import { maskDataUrl } from './export-mask'
import type { WindowTask } from './use-wish'

const noteMs = 8000

export function useSend(
  task: Task,
  customId: string,
  editor: MaskEditor,
  windowTask: WindowTask | null,
) {
  const client = useQueryClient()
  const { mutateAsync: submit } = useSubmit()
  const { mutateAsync: answerWindow } = useAnswerWindow()
  const [isSending, setSending] = useState(false)
  const [sentCount, setSentCount] = useState(0)
  // One key for one window: a second try after a lost answer must not confirm it twice.
  const windowKey = useRef('')

  async function sendAll(prompts: readonly string[]): Promise<void> {
    const maskBase64 = await maskDataUrl(editor.mask)
    const maskDocument = writeDocument(editor.size, editor.commands)
    if (windowTask !== null) {
      windowKey.current ||= newClientKey()
      const [prompt = ''] = prompts
      const clientKey = windowKey.current
      await answerWindow({ taskId: windowTask.id, clientKey, prompt, maskBase64, maskDocument })
      return
    }
    const submissions = prompts.map((prompt) => ({
      ...pressSubmission(task, customId),
      answer: { prompt, maskBase64, maskDocument },
    }))
    attachChildren(client, task.id, customId, await submit(submissions))
  }

  async function send(prompts: readonly string[]): Promise<void> {
    if (isSending) return
    setSending(true)
    setSentCount(0)
    try {
      await sendAll(prompts)
      setSentCount(prompts.length)
    } catch {
      // Told by the mutation cache. The mask and the words are still here.
    } finally {
      setSending(false)
    }
  }

  useEffect(() => {
    if (sentCount === 0) return undefined
    const timer = setTimeout(() => setSentCount(0), noteMs)
    return () => clearTimeout(timer)
  }, [sentCount])

  return {
    isSending,
    /** How many prompts have just been sent; 0 once that is no news any more. */
    sentCount,
    send,
  }
}
