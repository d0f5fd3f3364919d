'use client'

import {
  type ComponentProps,
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
  cloneElement,
  Suspense,
  useState,
} from 'react'

/** A button element; it gets the attributes of what it opens. */
export type Trigger = ReactElement<ComponentProps<'button'>>

/**
 * What costs nothing until it is first opened: before that there is only its button, and the code is fetched while
 * the pointer is on its way. From the first opening on, `children` bring button and panel, and begin open.
 */
export function OpenedLate({
  trigger,
  popup,
  load,
  children,
}: {
  trigger: Trigger
  popup: 'menu' | 'dialog'
  load: () => Promise<unknown>
  children: (opening: { byKeyboard: boolean }) => ReactNode
}) {
  const [opening, setOpening] = useState<{ byKeyboard: boolean } | null>(null)
  const closed = cloneElement(trigger, {
    'aria-haspopup': popup,
    'aria-expanded': opening !== null,
    // Enter and Space arrive as a click that no pointer made.
    onClick: ({ detail }) => setOpening({ byKeyboard: detail === 0 }),
    onPointerEnter: () => void load(),
    ...(popup === 'menu' ? { onKeyDown: openByArrow(() => setOpening({ byKeyboard: true })) } : {}),
  })
  return opening ? <Suspense fallback={closed}>{children(opening)}</Suspense> : closed
}

/** A menu button opens on arrow down too (WAI-ARIA practices, "Menu Button"). */
function openByArrow(open: () => void) {
  return (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown') return
    event.preventDefault()
    open()
  }
}
