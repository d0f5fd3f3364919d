'use client'

import { type PointerEvent, useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { useNarrow } from '@/components/compare/use-narrow'
import type { TreeNode } from '@/lib/gallery/tree'
import { Member } from './member'
import type { FamilyMembers } from './members'

/** In pixels: of a member, and from one to the next. */
const card = { width: 188, height: 76 } as const
const pitch = { x: 252, y: 92 } as const
const margin = 24

type FamilyTreeProps = {
  members: FamilyMembers
  chosenId: string
  /** The task from which the tree was opened. */
  hereId: string
  onChoose: (id: string) => void
  onOpen: (id: string) => void
}

/**
 * Drawn from left to right, moved by dragging; on a phone an indented list. One tab stop: the chosen member has the
 * focus, arrow keys choose another.
 */
export function FamilyTree({ members, chosenId, hereId, onChoose, onOpen }: FamilyTreeProps) {
  const t = useTranslations('compare.tree')
  const isNarrow = useNarrow()
  const ref = useRef<HTMLDivElement>(null)
  const drag = useDrag()
  const { tree } = members

  useEffect(() => {
    const node = ref.current?.querySelector<HTMLElement>('[aria-selected="true"]')
    node?.focus({ preventScroll: true })
    node?.scrollIntoView({ block: 'center', inline: 'center' })
  }, [chosenId, isNarrow])

  const items = tree.nodes.map((node) => (
    <Member
      key={node.id}
      node={node}
      members={members}
      isChosen={node.id === chosenId}
      isHere={node.id === hereId}
      box={isNarrow ? null : { ...placeOf(node), ...card }}
      onChoose={() => onChoose(node.id)}
      onOpen={() => onOpen(node.id)}
    />
  ))
  if (isNarrow) {
    return (
      <div
        ref={ref}
        role="tree"
        aria-label={t('title')}
        className="min-h-0 flex-1 overflow-y-auto p-3"
      >
        {items}
      </div>
    )
  }
  return (
    <div
      className="min-h-0 min-w-0 flex-1 cursor-grab overflow-auto bg-stage active:cursor-grabbing"
      {...drag}
    >
      <div
        className="relative m-auto"
        style={{
          width: (tree.columns - 1) * pitch.x + card.width + 2 * margin,
          height: (tree.rows - 1) * pitch.y + card.height + 2 * margin,
        }}
      >
        <Edges members={members} />
        <div ref={ref} role="tree" aria-label={t('title')} className="contents">
          {items}
        </div>
      </div>
    </div>
  )
}

const placeOf = ({ column, row }: Pick<TreeNode, 'column' | 'row'>) => ({
  left: margin + column * pitch.x,
  top: margin + row * pitch.y,
})

function Edges({ members: { tree } }: { members: FamilyMembers }) {
  const byId = new Map(tree.nodes.map((node) => [node.id, node]))
  return (
    <svg aria-hidden className="absolute inset-0 size-full fill-none stroke-line-strong">
      {tree.nodes.map((node) => {
        const parent = byId.get(node.parentId ?? '')
        if (!parent) return null
        const from = placeOf(parent)
        const to = placeOf(node)
        const [x, y] = [from.left + card.width, from.top + card.height / 2]
        const end = to.top + card.height / 2
        const middle = (x + to.left) / 2
        return (
          <path key={node.id} d={`M${x} ${y}C${middle} ${y} ${middle} ${end} ${to.left} ${end}`} />
        )
      })}
    </svg>
  )
}

/** The hand takes hold of the ground: with a mouse, since fingers scroll by themselves. */
function useDrag() {
  const held = useRef<{ x: number; y: number; left: number; top: number } | null>(null)
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      const isOnMember = event.target instanceof Element && event.target.closest('[role=treeitem]')
      if (event.pointerType !== 'mouse' || event.button !== 0 || isOnMember) return
      const { scrollLeft: left, scrollTop: top } = event.currentTarget
      held.current = { x: event.clientX, y: event.clientY, left, top }
      event.currentTarget.setPointerCapture(event.pointerId)
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (!held.current) return
      const { x, y, left, top } = held.current
      event.currentTarget.scrollTo(left - (event.clientX - x), top - (event.clientY - y))
    },
    onPointerUp: () => {
      held.current = null
    },
    onPointerCancel: () => {
      held.current = null
    },
  }
}
