'use client'

import MessageSquareText from 'lucide-react/icons/message-square-text'
import { useTranslations } from 'use-intl'
import { Notice } from '@/components/feed/card-frame'
import { useLacks } from '@/components/actions/use-lacks'
import { Button } from '@/components/ui/button'
import { useCancel } from '@/lib/client/actions'
import { parseButton } from '@/lib/mj/buttons'
import type { Task } from '@/lib/mj/task'
import { openRegion } from '@/lib/state/open-task'
import { toast } from '@/lib/state/toasts'
import { windowStore } from './open-window'

/** A window the gateway opened unasked: what it waits for, and the same dialog to answer it. */
export function WindowCard({ task }: { task: Task }) {
  const t = useTranslations('actions.window')
  const cancel = useCancel()
  const lack = useLacks(task).of('cancel')
  const customId = task.parent?.customId ?? ''
  const parentId = task.parent?.id
  const needsMask = parseButton({ customId, label: '', emoji: '' }).kind === 'region'

  return (
    <Notice
      icon={<MessageSquareText />}
      tone="warn"
      title={t('waiting')}
      help={needsMask ? t('needsMask') : t('waitingHelp')}
    >
      <Button
        look="accent"
        onClick={() =>
          needsMask && parentId
            ? openRegion(parentId, { window: task.id })
            : windowStore.getState().open({ taskId: task.id, customId: null })
        }
      >
        {needsMask ? t('paint') : t('answer')}
      </Button>
      <Button
        busy={cancel.isPending}
        title={lack ?? undefined}
        aria-disabled={lack !== null || undefined}
        onClick={() => (lack === null ? cancel.mutate(task.id) : toast(lack))}
      >
        {t('cancel')}
      </Button>
    </Notice>
  )
}
