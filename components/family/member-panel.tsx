'use client'

import CornerUpLeft from 'lucide-react/icons/corner-up-left'
import Maximize2 from 'lucide-react/icons/maximize-2'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useFormatter, useTranslations } from 'use-intl'
import { useActionWords } from '@/components/actions/action-words'
import { reuseTask } from '@/components/feed/reuse'
import { Button } from '@/components/ui/button'
import { Tag } from '@/components/ui/chip'
import { loadChildren } from '@/lib/client/tasks'
import { isSamePrompt, promptDifference } from '@/lib/mj/prompt-difference'
import type { Task } from '@/lib/mj/task'
import { openFromOverlay } from '@/lib/state/open-task'
import { madeBy, promptOf } from './members'
import { PromptWords } from './prompt-words'

/** The chosen member: how it was made, what of the prompt changed for it, and where one can go from here. */
export function MemberPanel({
  task,
  parent,
  missing,
  familyOf,
}: {
  task: Task
  parent: Task | undefined
  /** Children that are not in the tree yet. */
  missing: number
  /** The task whose family the tree is. */
  familyOf: string
}) {
  const t = useTranslations('compare.tree')
  const format = useFormatter()
  const { nameOf } = useActionWords()
  const client = useQueryClient()
  const more = useMutation({
    mutationFn: () => loadChildren(client, { id: task.id, of: familyOf }),
  })
  const button = madeBy(task, parent)
  const name = button ? nameOf(button) : t('start')
  return (
    <div className="flex flex-col gap-3">
      <div>
        <h2 className="text-lg font-medium">{name}</h2>
        <p className="text-xs text-faint">
          {format.dateTime(task.createdAt, { dateStyle: 'medium', timeStyle: 'short' })}
        </p>
      </div>
      <Change task={task} parent={parent} />
      <div className="flex flex-wrap gap-1.5">
        <Button look="bright" icon={<Maximize2 />} onClick={() => openFromOverlay(task.id)}>
          {t('open')}
        </Button>
        {promptOf(task) === '' ? null : (
          <Button
            icon={<CornerUpLeft />}
            title={t('branchHelp')}
            aria-keyshortcuts="B"
            onClick={() => reuseTask(task)}
          >
            {t('branch')}
          </Button>
        )}
        {missing > 0 ? (
          <Button
            busy={more.isPending}
            aria-label={t('moreLabel', { count: missing, name })}
            onClick={() => more.mutate()}
          >
            {t('more', { count: missing })}
          </Button>
        ) : null}
      </div>
    </div>
  )
}

function Change({ task, parent }: { task: Task; parent: Task | undefined }) {
  const t = useTranslations('compare.tree')
  const prompt = promptOf(task)
  if (prompt === '' && !parent) return <p className="text-sm text-muted">{t('noPrompt')}</p>
  const before = parent ? promptOf(parent) : prompt
  const difference = promptDifference(before, prompt || before)
  return (
    <>
      {parent && isSamePrompt(difference) ? (
        <p className="text-sm text-faint">{t('samePrompt')}</p>
      ) : null}
      <p className="text-base text-muted">
        <PromptWords words={difference.words} />
      </p>
      {difference.parameters.length > 0 ? (
        <ul className="flex flex-wrap gap-[5px]">
          {difference.parameters.map(({ flag, before: was, after: is }) => (
            <li key={flag}>
              <Tag>
                {t('parameter', {
                  flag,
                  before: valueOf(was, t('absent')),
                  after: valueOf(is, t('absent')),
                })}
              </Tag>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  )
}

function valueOf(value: string | null, none: string): string {
  return value === null ? none : value || '✓'
}
