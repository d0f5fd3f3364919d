'use client'

import ArrowUp from 'lucide-react/icons/arrow-up'
import { Suspense, useId } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { clockFormat } from '@/components/ui/clock-format'
import { lazy } from '@/lib/client/lazy'
import { AddPictures } from './add-pictures'
import type { Obstacle } from './draft-view'
import { ParameterRow } from './parameter-row'
import { PromptField } from './prompt-field'
import { useComposer, type ComposerHandle } from './use-composer'
import { loadCore } from './use-core'
import { useScrollPadding } from './use-scroll-padding'

// There is nothing to warn of before there is a prompt, nothing to show before there is a picture, and who is alone has
// no budget.
const BudgetLeft = lazy(async () => ({ default: (await import('./budget-left')).BudgetLeft }))
const WarningLine = lazy(async () => ({ default: (await import('./warning-line')).WarningLine }))
const ReferenceRow = lazy(async () => ({ default: (await import('./reference-row')).ReferenceRow }))

/** The bar in which pictures are asked for, at the head of its page. Submitting never navigates and never waits. */
export function Composer() {
  const t = useTranslations('composer')
  const composer = useComposer()
  const { obstacle, draft, view } = composer
  const reason = useReason(obstacle)
  const frame = useScrollPadding()
  const keysId = useId()
  const obstacleId = useId()
  // An empty field explains itself; everything else that stands in the way is said in a line.
  const isInvalid = obstacle !== null && obstacle.type !== 'blank'
  const hasPictures = draft.references.length + view.images.length > 0

  return (
    <div
      ref={frame}
      className="sticky top-0 z-20 mx-auto w-[min(1120px,100%-24px)] pt-3 before:absolute before:inset-x-0 before:top-0 before:-z-10 before:h-10 before:bg-bg md:w-[min(1120px,100%-48px)] md:pt-[18px] [@media(max-height:480px)]:static"
    >
      <section
        aria-label={t('label')}
        onPointerEnter={wake}
        onFocus={wake}
        className="rounded-2xl border border-line-strong bg-surface shadow-float transition-[border-color] focus-within:border-[color-mix(in_srgb,var(--text)_28%,transparent)]"
      >
        <div className="flex items-start gap-3 p-[10px] pb-1.5 sm:p-[14px] sm:pb-2">
          <AddPictures />
          <PromptField
            composer={composer}
            describedBy={isInvalid ? `${obstacleId} ${keysId}` : keysId}
            isInvalid={isInvalid && !isOutside(obstacle)}
          />
          <Suspense>{composer.budget ? <BudgetLeft budget={composer.budget} /> : null}</Suspense>
          <CreateButton composer={composer} />
        </div>
        <p id={keysId} hidden>
          {t('keys')}
        </p>
        <Suspense>{hasPictures ? <ReferenceRow composer={composer} /> : null}</Suspense>
        <ParameterRow composer={composer} />
        <div role="status">
          {isInvalid ? (
            <p id={obstacleId} className="px-[18px] pb-3 text-sm text-warn">
              {reason}
            </p>
          ) : (
            <Suspense>{view.prompt === '' ? null : <WarningLine composer={composer} />}</Suspense>
          )}
        </div>
      </section>
    </div>
  )
}

/** Nothing is wrong with the prompt itself. */
function isOutside({ type }: Obstacle): boolean {
  return type === 'offline' || type === 'over-budget'
}

/** Whoever comes near will write: what understands prompts is fetched meanwhile. */
function wake(): void {
  void loadCore().catch(() => {
    // Asked for again, and then with a word about it, when something depends on it.
  })
}

/** Stays focusable while there is nothing to send, so that its reason, which is its title, can be read. */
function CreateButton({
  composer: { view, obstacle, isWaiting, submit },
}: {
  composer: ComposerHandle
}) {
  const t = useTranslations('composer')
  const reason = useReason(obstacle)
  const isMany = view.count > 1
  const label = isMany ? t('createMany', { count: view.count }) : t('create')
  return (
    <Button
      look="accent"
      size="md"
      title={isWaiting ? t('waitingAbout') : reason}
      busy={isWaiting}
      aria-disabled={obstacle !== null || undefined}
      onClick={() => submit({ keep: false })}
      className="max-sm:px-[11px]! aria-disabled:cursor-default"
    >
      <span className={isMany || isWaiting ? '' : 'max-sm:sr-only'}>
        {isWaiting ? t('waiting') : label}
      </span>
      {isWaiting ? null : <ArrowUp aria-hidden strokeWidth={1.8} />}
    </Button>
  )
}

function useReason(obstacle: Obstacle | null): string | undefined {
  const t = useTranslations('composer.obstacle')
  const format = useFormatter()
  switch (obstacle?.type) {
    case undefined:
      return undefined
    case 'blank':
      return t('blank')
    case 'too-long':
      return t('tooLong', { count: obstacle.count })
    case 'too-many':
      return t('tooMany', { count: obstacle.count, limit: obstacle.limit })
    case 'offline':
      return t('offline')
    case 'over-budget': {
      const { left, count, perDay, renewsAt } = obstacle
      const time = format.dateTime(renewsAt, clockFormat)
      return left === 0
        ? t('spent', { limit: perDay, time })
        : t('overBudget', { left, count, time })
    }
  }
}
