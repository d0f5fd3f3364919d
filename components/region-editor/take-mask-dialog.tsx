'use client'

import { useTranslations } from 'use-intl'
import { Dialog } from '@/components/ui/dialog'
import type { MaskEditor } from '@/lib/editor/editor'
import { toast } from '@/lib/state/toasts'
import { fetchBitmap } from './import-mask'
import type { KeptMask } from './use-kept-masks'

/** Masks that were sent before, to begin with again. */
export function TakeMaskDialog({
  editor,
  masks,
  onClose,
}: {
  editor: MaskEditor
  masks: readonly KeptMask[]
  onClose: () => void
}) {
  const t = useTranslations('region')

  async function take(taskId: string): Promise<void> {
    const command = await fetchBitmap(taskId, editor.size)
    if (command === null) return toast(t('takeFailed'))
    editor.apply(command)
    onClose()
  }

  return (
    <Dialog title={t('takeTitle')} onClose={onClose}>
      <p className="mb-3 text-base text-muted">{t('takeHelp')}</p>
      <ul className="flex flex-col gap-1">
        {masks.map(({ task, isOfSibling }) => (
          <li key={task.id}>
            <button
              type="button"
              onClick={() => void take(task.id)}
              className="flex w-full items-center gap-3 rounded-lg p-2 text-left hover:bg-hover"
            >
              <img
                src={`/images/mask/${encodeURIComponent(task.id)}`}
                alt=""
                className="size-14 shrink-0 rounded-md border border-line-strong bg-black object-contain"
              />
              <span className="min-w-0">
                <span className="line-clamp-2 text-base">{task.prompt || t('takeNoPrompt')}</span>
                <span className="block text-sm text-faint">
                  {t(isOfSibling ? 'takeSibling' : 'takeOwn')}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
