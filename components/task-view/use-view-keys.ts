'use client'

import { useRef } from 'react'
import { usePress } from '@/components/actions/use-press'
import { useRegionKey } from '@/components/actions/use-region-key'
import { useHeldKeys } from '@/components/ui/use-key-down'
import { groupButtons } from '@/lib/mj/buttons-grouping'
import { buttonForKey } from '@/lib/mj/buttons-keys'
import { type QuadrantIndex, quadrantIndexes } from '@/lib/mj/buttons'
import type { Task } from '@/lib/mj/task'
import { verbForKey, type ViewVerb } from './view-keys'

type ViewKeys = Readonly<Record<ViewVerb, () => void>> & {
  close: () => void
  goTo: (step: -1 | 1) => void
  choose: (index: QuadrantIndex | null) => void
  /** True when the key changes how the picture is looked at. */
  look: (event: KeyboardEvent) => boolean
}

/**
 * The keys of an open task: those of its buttons, those of looking at it, Escape, arrows, 1 to 4. Typing and dialogs
 * come first; nothing is heard while `isEnabled` is false.
 */
export function useViewKeys(
  task: Task | undefined,
  quadrant: QuadrantIndex | null,
  isEnabled: boolean,
  verbs: ViewKeys,
) {
  const press = usePress()
  const openRegionOf = useRegionKey()
  const held = useRef(new Set<string>())

  const onDown = (event: KeyboardEvent) => {
    if (!isEnabled || event.defaultPrevented || isElsewhere(event)) return
    held.current.add(event.key.toLowerCase())
    const placed = task && buttonOf(task, quadrant, event, held.current)
    if (placed) press(task, placed, { edit: event.shiftKey })
    const isRegion = task && !placed && openRegionOf(task, quadrant, event)
    if (placed || isRegion || steer(event, verbs)) event.preventDefault()
  }

  useHeldKeys({
    onDown,
    onUp: (event) => held.current.delete(event.key.toLowerCase()),
    onLetGo: () => held.current.clear(),
  })
}

function buttonOf(
  task: Task,
  quadrant: QuadrantIndex | null,
  { key, shiftKey }: KeyboardEvent,
  held: ReadonlySet<string>,
) {
  return buttonForKey(groupButtons(task.buttons), { key, held }, { quadrant, edit: shiftKey })
}

/** True when the key was one of the view's own. */
function steer(event: KeyboardEvent, verbs: ViewKeys): boolean {
  const { key } = event
  const index = quadrantIndexes.find((one) => String(one) === key)
  const verb = verbForKey(event)
  if (verbs.look(event)) return true
  if (index) verbs.choose(index)
  else if (verb) verbs[verb]()
  else if (key === '0') verbs.choose(null)
  else if (key === 'Escape') verbs.close()
  else if (key === 'ArrowLeft') verbs.goTo(-1)
  else if (key === 'ArrowRight') verbs.goTo(1)
  else return false
  return true
}

/** Fields, open menus and dialogs have keys of their own, and Ctrl, Alt and Meta belong to the browser. */
function isElsewhere(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return true
  const { target } = event
  if (document.querySelector('dialog[open], [role="menu"]')) return true
  return (
    target instanceof Element && target.closest('input, textarea, select, [role="dialog"]') !== null
  )
}
