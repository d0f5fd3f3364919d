'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { RotateCw } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { TaskLink } from '@/components/shell/task-link'
import { Button } from '@/components/ui/button'
import { archiveQuery } from '@/lib/client/archive'
import { studioApi } from '@/lib/client/studio-api'
import { wakeChanges } from '@/lib/client/watch'
import type { ArchiveState } from '@/lib/mj/archive'
import { toast } from '@/lib/state/toasts'

/** What could not be kept, each with its reason, and the way to ask for all of it again. */
export function StorageGone({ gone }: { gone: ArchiveState['gone'] }) {
  const t = useTranslations('storage')
  const retry = useRetryGone()
  const unshown = gone.count - gone.tasks.length
  return (
    <>
      <p>{t('gone', { count: gone.count })}</p>
      <ul className="mt-2 flex flex-col gap-1.5">
        {gone.tasks.map(({ id, prompt, reason }) => (
          <li key={id} className="text-sm">
            <TaskLink
              taskId={id}
              className="block truncate text-text underline decoration-line-strong underline-offset-2 hover:decoration-current"
            >
              {prompt === '' ? t('noPrompt') : prompt}
            </TaskLink>
            <span className="block break-words text-faint">{reason}</span>
          </li>
        ))}
      </ul>
      {unshown > 0 ? (
        <p className="mt-1.5 text-sm text-faint">{t('more', { count: unshown })}</p>
      ) : null}
      {gone.canRetry > 0 ? (
        <Button
          look="bright"
          className="mt-3"
          icon={<RotateCw />}
          busy={retry.isPending}
          onClick={() =>
            retry.mutate(undefined, {
              onSuccess: ({ count }) => toast(t('retrying', { count })),
            })
          }
        >
          {t('retry', { count: gone.canRetry })}
        </Button>
      ) : (
        <p className="mt-1.5 text-sm text-muted">{t('noGateway')}</p>
      )}
    </>
  )
}

function useRetryGone() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => studioApi.retryGone(),
    onSettled: () => {
      wakeChanges()
      return client.invalidateQueries({ queryKey: archiveQuery().queryKey })
    },
  })
}
