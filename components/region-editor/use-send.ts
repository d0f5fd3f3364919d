'use client'
/** From a mask and its words to tasks: one action with its answer each, which the server brings to the window. */
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { attachChildren, pressSubmission } from '@/components/actions/use-press'
import { useSubmit } from '@/lib/client/submit'
import type { MaskEditor } from '@/lib/editor/editor'
import { writeDocument } from '@/lib/editor/saved'
import type { Task } from '@/lib/mj/task'
import { toast } from '@/lib/state/toasts'
import { maskDataUrl } from './export-mask'

export function useSend(task: Task, customId: string, editor: MaskEditor) {
  const client = useQueryClient()
  const { mutateAsync } = useSubmit()
  const t = useTranslations('region')
  const [isSending, setSending] = useState(false)

  async function send(prompts: readonly string[]): Promise<void> {
    if (isSending) return
    setSending(true)
    try {
      const maskBase64 = await maskDataUrl(editor.mask)
      const maskDocument = writeDocument(editor.size, editor.commands)
      const submissions = prompts.map((prompt) => ({
        ...pressSubmission(task, customId),
        answer: { prompt, maskBase64, maskDocument },
      }))
      const children = await mutateAsync(submissions)
      attachChildren(client, task.id, customId, children)
      toast(t('sent', { count: children.length }))
    } catch {
      // Told by the mutation cache. The mask and the words are still here.
    } finally {
      setSending(false)
    }
  }

  return { isSending, send }
}
