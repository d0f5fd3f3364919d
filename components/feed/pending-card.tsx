'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { isMark } from '@/components/actions/press'
import { Button } from '@/components/ui/button'
import type { Pending } from '@/lib/client/outbox'
import { outboxOf, usePending } from '@/lib/client/submit'
import { CardFrame } from './card-frame'
import { roomForButtons } from './developing'
import { DevelopingTray } from './developing-tray'
import { PromptBlock } from './prompt-block'
import { expectedAspect, expectsGrid, expectsText } from './prompt-display'
import { taskOfPending } from './pending-task'
import { Reading } from './reading'

/** What has been submitted and not confirmed yet, newest first; a mark has no card. */
export function usePendingCards(): readonly Pending[] {
  const pending = usePending()
  return useMemo(
    () =>
      pending
        .filter(({ submission }) => submission.verb !== 'action' || !isMark(submission.customId))
        .toReversed(),
    [pending],
  )
}

/** In the feed from the moment of the click. */
export function PendingCard({ pending }: { pending: Pending }) {
  const t = useTranslations('feed')
  const outbox = outboxOf(useQueryClient())
  const client = useQueryClient()
  const task = taskOfPending(client, pending)
  const isHeld = pending.state === 'held'
  return (
    <article aria-labelledby={`prompt-${task.id}`} className="mb-[26px]">
      <CardFrame
        show={
          expectsText(task) ? (
            <Reading task={task} progress={null} />
          ) : (
            <DevelopingTray
              isLit={false}
              aspect={expectedAspect(task)}
              isGrid={expectsGrid(task)}
              preview={null}
              progress={null}
              name={task.prompt}
            />
          )
        }
        meta={
          <>
            <PromptBlock task={task} />
            <div className={expectsGrid(task) ? roomForButtons : undefined}>
              <div
                className="flex min-h-[30px] items-center pointer-coarse:min-h-11 gap-3 text-xs text-faint"
                role="status"
              >
                <span className="min-w-0 flex-1">{t(isHeld ? 'state.held' : 'state.sending')}</span>
                {isHeld ? (
                  <Button onClick={() => outbox.discard(pending.clientKey)}>
                    {t('state.takeBack')}
                  </Button>
                ) : null}
              </div>
            </div>
          </>
        }
      />
    </article>
  )
}
