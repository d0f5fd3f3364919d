'use client'
import { type RefObject, useEffect, useRef } from 'react'
import { returnFocusToOpener } from '@/lib/state/overlay-focus'
import { lockScroll } from './scroll-lock'
import { useKeyDown } from './use-key-down'

/** What lies over a page has the focus and the page below does not scroll; afterwards both are as before. */
export function useOverlay(): RefObject<HTMLElement | null> {
  const ref = useRef<HTMLElement>(null)
  useEffect(() => {
    const unlock = lockScroll()
    // What is inside may have taken it already, to where one begins.
    if (!ref.current?.contains(document.activeElement)) ref.current?.focus({ preventScroll: true })
    return () => {
      unlock()
      // In the next frame: what is below is inert for as long as this has not left the page.
      requestAnimationFrame(returnFocusToOpener)
    }
  }, [])
  return ref
}

/** The keys of what lies over a page. `act` is true when it has dealt with one. */
export function useOverlayKeys(act: (event: KeyboardEvent) => boolean): void {
  useKeyDown((event) => {
    if (!isTypedElsewhere(event) && act(event)) event.preventDefault()
  })
}

const fields = 'input:not([type=range], [type=radio], [type=checkbox]), textarea, select'

/** Fields, open menus and dialogs have keys of their own; Ctrl, Alt and Meta belong to the browser. */
function isTypedElsewhere(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing || event.altKey) return true
  if (document.querySelector('dialog[open], [role="menu"], [role="dialog"]')) return true
  return event.target instanceof Element && event.target.closest(fields) !== null
}
