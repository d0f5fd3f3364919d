'use client'

import { useEffect, useRef, useState, type PointerEvent } from 'react'
import { useTranslations } from 'use-intl'
import { referenceRoles, type DraftReference, type ReferenceRole } from '@/lib/mj/draft'
import { changeRole, moveReference, removeReference } from '@/lib/mj/prompt-references'
import { composerStore } from '@/lib/state/composer'
import { focusComposer } from './focus-composer'
import { thumbId } from './thumb-id'
import type { ComposerHandle } from './use-composer'

/** Less than this is a press that trembled. */
const dragPixels = 6

export type Drag = {
  reference: DraftReference
  /** How far the picture has been carried, in pixels. */
  x: number
  y: number
  target: { role: ReferenceRole; place: number } | null
}

export type ReferenceOrder = ReturnType<typeof useReferenceOrder>

/** Puts pictures elsewhere: among those of their role, and into other roles. By pointer and by name. */
export function useReferenceOrder({ edit }: ComposerHandle, announce: (news: string) => void) {
  const t = useTranslations('composer')
  const [drag, setDrag] = useState<Drag | null>(null)
  const start = useRef<{ x: number; y: number } | null>(null)
  // Moves are drawn when there is time; the drop goes by the last of them, drawn or not.
  const latest = useRef<Drag | null>(null)
  const hasDragged = useRef(false)
  const focusNext = useRef<string | null>(null)

  // The thumbnail that a key was pressed on is another element when it has moved, or is gone.
  useEffect(() => {
    if (focusNext.current === null) return
    document.getElementById(focusNext.current)?.focus()
    focusNext.current = null
  })

  const current = () => composerStore.getState().draft
  const peersOf = ({ role }: DraftReference) =>
    current().references.filter((one) => one.role === role)

  const moveTo = (reference: DraftReference, place: number) => {
    const peers = peersOf(reference)
    const from = peers.findIndex(({ id }) => id === reference.id)
    const to = Math.max(0, Math.min(place, peers.length - 1))
    if (from === to) return
    focusNext.current = thumbId(reference)
    edit(moveReference(current(), reference, to))
    announce(t('moved', { role: t(`role.${reference.role}`), place: to + 1, count: peers.length }))
  }
  const giveRole = (reference: DraftReference, role: ReferenceRole, place?: number) => {
    const moved = { id: reference.id, role }
    focusNext.current = thumbId(moved)
    const changed = changeRole(current(), reference, role)
    edit(place === undefined ? changed : moveReference(changed, moved, place))
    announce(t('roleChanged', { role: t(`role.${role}`) }))
  }
  const remove = (reference: DraftReference) => {
    const peers = peersOf(reference)
    const at = peers.findIndex(({ id }) => id === reference.id)
    const neighbour = peers[at + 1] ?? peers[at - 1]
    const others = current().references.filter((one) => one.role !== reference.role)
    const next = neighbour ?? others[0]
    if (next) focusNext.current = thumbId(next)
    else focusComposer()
    edit(removeReference(current(), reference))
    announce(t('removed', { role: t(`role.${reference.role}`) }))
  }

  const carry = (next: Drag | null) => {
    latest.current = next
    setDrag(next)
  }
  const drop = ({ reference, target }: Drag) => {
    if (!target) return
    if (target.role !== reference.role) return giveRole(reference, target.role, target.place)
    const from = peersOf(reference).findIndex(({ id }) => id === reference.id)
    // The gap that it left closes behind it.
    moveTo(reference, target.place > from ? target.place - 1 : target.place)
  }

  return {
    drag,
    moveTo,
    giveRole,
    remove,
    /** For the element that is carried. */
    handlersOf: (reference: DraftReference) => ({
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        hasDragged.current = false
        if (event.button !== 0) return
        start.current = { x: event.clientX, y: event.clientY }
        // At once: a fast hand is over the next picture by the first move.
        event.currentTarget.setPointerCapture(event.pointerId)
      },
      onPointerMove: (event: PointerEvent<HTMLElement>) => {
        if (!start.current) return
        const x = event.clientX - start.current.x
        const y = event.clientY - start.current.y
        if (!hasDragged.current && Math.hypot(x, y) < dragPixels) return
        hasDragged.current = true
        carry({ reference, x, y, target: targetAt(event.clientX, event.clientY, reference) })
      },
      onPointerUp: () => {
        start.current = null
        if (latest.current) drop(latest.current)
        carry(null)
      },
      onPointerCancel: () => {
        start.current = null
        carry(null)
      },
      // What ends a drag is no press.
      onClickCapture: (event: { preventDefault(): void; stopPropagation(): void }) => {
        if (!hasDragged.current) return
        hasDragged.current = false
        event.preventDefault()
        event.stopPropagation()
      },
    }),
  }
}

/** Where a picture would go: before or behind the one under the pointer, or to the end of the role there. */
function targetAt(x: number, y: number, carried: DraftReference): Drag['target'] {
  for (const element of document.elementsFromPoint(x, y)) {
    const group = element.closest<HTMLElement>('[data-role]')
    const role = referenceRoles.find((one) => one === group?.dataset['role'])
    if (!group || !role) continue
    const thumb = element.closest<HTMLElement>('[data-place]')
    if (thumb?.dataset['reference'] === thumbId(carried)) continue
    if (!thumb) return { role, place: group.querySelectorAll('[data-place]').length }
    const box = thumb.getBoundingClientRect()
    const place = Number(thumb.dataset['place'])
    return { role, place: x < box.left + box.width / 2 ? place : place + 1 }
  }
  return null
}
