'use client'

import ArrowLeft from 'lucide-react/icons/arrow-left'
import Network from 'lucide-react/icons/network'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { reuseTask } from '@/components/feed/reuse'
import { OverPage } from '@/components/shell/over-page'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { useOverlayKeys } from '@/components/ui/use-overlay'
import { Waiting } from '@/components/ui/waiting'
import { stepInTree, type TreeStep } from '@/lib/gallery/tree'
import type { Task } from '@/lib/mj/task'
import { openFromOverlay } from '@/lib/state/open-task'
import { FamilyTree } from './family-tree'
import { type FamilyMembers, useMembers } from './members'
import { MemberPanel } from './member-panel'

/** The whole family of a task, to be walked through: what it comes from, what came of it, and what else did. */
export function FamilyView({ task, onClose }: { task: Task; onClose: () => void }) {
  const t = useTranslations('compare.tree')
  const compare = useTranslations('compare')
  const { members, error, retry } = useMembers(task.id)
  const title = t('title')
  return (
    <OverPage title={title}>
      <header className="flex items-center gap-3 border-b border-line px-4 py-2.5">
        <Button icon={<ArrowLeft />} onClick={onClose}>
          {compare('back')}
        </Button>
        <h1 className="text-base font-medium">
          {title}{' '}
          {members ? (
            <span className="font-normal text-muted">
              {t('members', { count: members.tree.nodes.length })}
            </span>
          ) : null}
        </h1>
        <span className="flex-1" />
        <p className="text-xs text-faint max-md:hidden">{t('keysHelp')}</p>
      </header>
      {members ? (
        <Walk task={task} members={members} onClose={onClose} />
      ) : error ? (
        <Failed onRetry={retry} onClose={onClose} />
      ) : (
        <Waiting>{t('loading')}</Waiting>
      )}
    </OverPage>
  )
}

function Failed({ onRetry, onClose }: { onRetry: () => void; onClose: () => void }) {
  const t = useTranslations('compare')
  useTreeKeys({ close: onClose })
  return (
    <div className="m-auto">
      <EmptyState
        icon={<Network />}
        title={t('tree.failed')}
        action={
          <Button size="md" look="accent" onClick={onRetry}>
            {t('retry')}
          </Button>
        }
      />
    </div>
  )
}

function Walk({
  task,
  members,
  onClose,
}: {
  task: Task
  members: FamilyMembers
  onClose: () => void
}) {
  const t = useTranslations('compare.tree')
  const [chosenId, setChosenId] = useState(task.id)
  const [cameFrom, setCameFrom] = useState<string | null>(null)
  const chosen = members.taskOf(chosenId) ?? task

  const walk = (step: TreeStep) => {
    const next = stepInTree(members.tree, chosen.id, step, cameFrom)
    if (next === null) return
    setCameFrom(step === 'parent' ? chosen.id : null)
    setChosenId(next)
  }
  useTreeKeys({
    walk,
    open: () => openFromOverlay(chosen.id),
    branch: () => reuseTask(chosen),
    close: onClose,
  })

  return (
    <div className="flex min-h-0 flex-1 max-md:flex-col">
      <FamilyTree
        members={members}
        chosenId={chosen.id}
        hereId={task.id}
        onChoose={setChosenId}
        onOpen={openFromOverlay}
      />
      <div className="shrink-0 overflow-y-auto border-line p-4 max-md:max-h-[45%] max-md:border-t md:w-[320px] md:border-l">
        <MemberPanel
          key={chosen.id}
          task={chosen}
          parent={members.taskOf(chosen.parent?.id ?? '')}
          missing={members.missingOf(chosen.id)}
          familyOf={task.id}
        />
        {members.tree.nodes.length === 1 ? (
          <p className="mt-4 text-sm text-muted">{t('alone')}</p>
        ) : null}
      </div>
    </div>
  )
}

const steps: Readonly<Record<string, TreeStep>> = {
  ArrowLeft: 'parent',
  ArrowRight: 'child',
  ArrowUp: 'older',
  ArrowDown: 'younger',
}

function useTreeKeys(verbs: {
  walk?: (step: TreeStep) => void
  open?: () => void
  branch?: () => void
  close: () => void
}): void {
  useOverlayKeys((event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return false
    const step = steps[event.key]
    const isOnButton = event.target instanceof Element && event.target.closest('button') !== null
    if (step) verbs.walk?.(step)
    else if (event.key === 'Enter' && !isOnButton) verbs.open?.()
    else if (event.key.toLowerCase() === 'b') verbs.branch?.()
    else if (event.key === 'Escape') verbs.close()
    else return false
    return true
  })
}
