'use client'
/** Keys that press buttons: one listener on the document, for whatever the page says is meant. */
import { useEffect, useEffectEvent } from 'react'
import { usePress } from '@/components/actions/use-press'
import { useRegionKey } from '@/components/actions/use-region-key'
import type { QuadrantIndex } from '@/lib/mj/quadrants'
import { groupButtons } from '@/lib/mj/buttons-grouping'
import { buttonForKey, heldKeys } from '@/lib/mj/buttons-keys'
import type { Task } from '@/lib/mj/task'

/** What a key is about: a task, and which of its quadrants is chosen (null on single pictures). */
export type KeyTarget = { task: Task; quadrant: QuadrantIndex | null }

export type ActionKeys = {
  /** False while something else has the page's keys. */
  isEnabled?: boolean
  /** Asked at each key press; null when no task is meant. */
  target: () => KeyTarget | null
  /** Sees keys before any button does; true when it has dealt with one. */
  onKey?: (event: KeyboardEvent) => boolean
  onHelp: () => void
}

/**
 * Never acts while someone writes, chooses from a menu or answers a dialog, nor on keys that belong to the browser
 * (with Ctrl, Meta or Alt).
 */
export function useActionKeys({ isEnabled = true, target, onKey, onHelp }: ActionKeys): void {
  const press = usePress()
  const openRegionOf = useRegionKey()

  const handle = useEffectEvent((event: KeyboardEvent, held: ReadonlySet<string>) => {
    if (event.key === '?') {
      event.preventDefault()
      return onHelp()
    }
    if (held.size === 0 && onKey?.(event)) return event.preventDefault()
    const aim = target()
    if (!aim) return
    const placed = buttonForKey(
      groupButtons(aim.task.buttons),
      { key: event.key, held },
      { quadrant: aim.quadrant, edit: event.shiftKey },
    )
    if (!placed) {
      if (held.size === 0 && openRegionOf(aim.task, aim.quadrant, event)) event.preventDefault()
      return
    }
    event.preventDefault()
    press(aim.task, placed, { edit: event.shiftKey })
  })

  useEffect(() => {
    if (!isEnabled) return undefined
    const held = new Set<string>()
    const down = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
      if (event.isComposing || event.repeat || belongsElsewhere(event.target)) return
      const key = event.key.toLowerCase()
      if (heldKeys.has(key)) held.add(key)
      else handle(event, held)
    }
    const up = (event: KeyboardEvent) => held.delete(event.key.toLowerCase())
    const forget = () => held.clear()
    document.addEventListener('keydown', down)
    document.addEventListener('keyup', up)
    window.addEventListener('blur', forget)
    return () => {
      document.removeEventListener('keydown', down)
      document.removeEventListener('keyup', up)
      window.removeEventListener('blur', forget)
    }
  }, [isEnabled])
}

const elsewhere =
  'input, textarea, select, [contenteditable]:not([contenteditable="false"]), dialog, [role="dialog"], [role="menu"], [role="listbox"]'

function belongsElsewhere(target: EventTarget | null): boolean {
  if (document.querySelector('dialog[open]') !== null) return true
  return target instanceof Element && target.closest(elsewhere) !== null
}
