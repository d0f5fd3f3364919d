'use client'

import CircleAlert from 'lucide-react/icons/circle-alert'
import { useTranslations } from 'use-intl'
import { useActionWords } from '@/components/actions/action-words'
import { classNames } from '@/components/ui/class-names'
import { Spinner } from '@/components/ui/spinner'
import type { TreeNode } from '@/lib/gallery/tree'
import { promptDifference } from '@/lib/mj/prompt-difference'
import { imagePath, isUnderWay, type Task } from '@/lib/mj/task'
import { type FamilyMembers, madeBy, promptOf } from './members'

/** A member of the family: its picture, the action that made it, and what of the prompt changed for it. */
export function Member({
  node,
  members,
  isChosen,
  isHere,
  box,
  onChoose,
  onOpen,
}: {
  node: TreeNode
  members: FamilyMembers
  isChosen: boolean
  isHere: boolean
  /** Where it stands; null in an indented list. */
  box: { left: number; top: number; width: number; height: number } | null
  onChoose: () => void
  onOpen: () => void
}) {
  const t = useTranslations('compare.tree')
  const { nameOf } = useActionWords()
  const task = members.taskOf(node.id)
  const parent = members.taskOf(node.parentId ?? '')
  if (!task) return null
  const button = madeBy(task, parent)
  const action = button ? nameOf(button) : t('start')
  const missing = members.missingOf(node.id)
  const change = parent ? changeOf(parent, task) : promptOf(task)
  return (
    <div
      role="treeitem"
      aria-level={node.column + 1}
      aria-selected={isChosen}
      {...(node.childIds.length > 0 ? { 'aria-expanded': true } : {})}
      aria-label={[action, change, ...(isHere ? [t('here')] : [])].filter(Boolean).join(', ')}
      tabIndex={isChosen ? 0 : -1}
      onClick={onChoose}
      onDoubleClick={onOpen}
      style={box ?? { marginLeft: Math.min(node.column, 8) * 18 }}
      className={classNames(
        'flex cursor-pointer items-center gap-2.5 rounded-lg border bg-surface p-1.5 text-left',
        box ? 'absolute' : 'mb-1.5 min-h-14',
        isChosen ? 'border-accent' : 'border-line hover:border-line-strong',
      )}
    >
      <Thumb task={task} isHere={isHere} />
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline gap-1.5 text-sm font-medium">
          <span className={change === '' ? 'line-clamp-3' : 'truncate'}>{action}</span>
          {missing > 0 ? (
            <span aria-hidden className="shrink-0 font-mono text-xs font-normal text-faint">
              +{missing}
            </span>
          ) : null}
        </span>
        <span className="line-clamp-2 text-xs text-muted">{change}</span>
      </span>
    </div>
  )
}

function Thumb({ task, isHere }: { task: Task; isHere: boolean }) {
  const [picture] = task.pictures
  return (
    <span
      className={classNames(
        'grid size-[62px] shrink-0 place-items-center overflow-hidden rounded-md bg-raised text-faint max-md:size-11',
        isHere && 'outline-2 -outline-offset-2 outline-accent',
      )}
    >
      {picture ? (
        <img
          src={imagePath(picture.id, 256)}
          alt=""
          loading="lazy"
          draggable={false}
          className="size-full object-cover"
        />
      ) : isUnderWay(task.state) ? (
        <Spinner />
      ) : (
        <CircleAlert className="size-4" aria-hidden />
      )}
    </span>
  )
}

/** In a line: words that came, words that went, parameters as they are now; '' where nothing changed. */
function changeOf(parent: Task, task: Task): string {
  const { words, parameters } = promptDifference(
    promptOf(parent),
    promptOf(task) || promptOf(parent),
  )
  return [
    ...words.flatMap(({ kind, text }) =>
      kind === 'same' ? [] : [`${kind === 'added' ? '+' : '−'} ${text}`],
    ),
    ...parameters.map(({ flag, after }) => (after === null ? `− ${flag}` : `${flag} ${after}`)),
  ].join('  ')
}
