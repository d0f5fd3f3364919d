'use client'

import RefreshCw from 'lucide-react/icons/refresh-cw'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { ActionButton } from '@/components/actions/action-button'
import { useLacks } from '@/components/actions/use-lacks'
import { Button } from '@/components/ui/button'
import { useSubmit } from '@/lib/client/submit'
import { groupButtons } from '@/lib/mj/buttons-grouping'
import type { Task } from '@/lib/mj/task'
import { retryOf } from './retry'

/**
 * Once more: by the gateway's own button where it has one and takes it, else by asking for the same anew. Beside it
 * the gateway's "Show Details", which makes a shorten tell its numbers.
 */
export function TextAgain({ task }: { task: Task }) {
  const t = useTranslations('feed.text')
  const lacks = useLacks(task)
  const { mutate, isPending } = useSubmit()
  const picks = useMemo(() => groupButtons(task.buttons).picks, [task.buttons])
  const again = picks.find(({ meaning }) => meaning.kind === 'describe-retry')
  const details = picks.find(({ meaning }) => meaning.kind === 'shorten-details')
  const retry = task.verb === 'describe' ? retryOf(task) : null
  const isTaken = again !== undefined && lacks.ofButton(again) === null

  return (
    <>
      {details ? <ActionButton task={task} placed={details} face="short-with-icon" /> : null}
      {again && (isTaken || retry?.type !== 'submit') ? (
        <ActionButton task={task} placed={again} face="short-with-icon" />
      ) : retry?.type === 'submit' ? (
        <Button
          icon={<RefreshCw />}
          busy={isPending}
          onClick={() => {
            if (!isPending) mutate([retry.submission])
          }}
        >
          {t('describeAgain')}
        </Button>
      ) : null}
    </>
  )
}
