'use client'

import {
  type ComponentProps,
  type ReactElement,
  type ReactNode,
  cloneElement,
  lazy,
  Suspense,
  useState,
} from 'react'
import type { MenuAlign, MenuSide } from './menu'

export type PopoverProps = {
  /** A button element; it gets the popover's attributes. */
  trigger: ReactElement<ComponentProps<'button'>>
  label: string
  side?: MenuSide
  align?: MenuAlign
  /** Called with the way to close it. */
  children: (close: () => void) => ReactNode
}

const loadPopover = () => import('./popover-open')
const OpenPopover = lazy(loadPopover)

/** A small panel beside its button, which costs nothing until it is first opened. */
export function Popover(props: PopoverProps) {
  const [isWanted, setWanted] = useState(false)
  const closed = cloneElement(props.trigger, {
    'aria-haspopup': 'dialog',
    'aria-expanded': isWanted,
    onClick: () => setWanted(true),
    onPointerEnter: () => void loadPopover(),
  })
  if (!isWanted) return closed
  return (
    <Suspense fallback={closed}>
      <OpenPopover {...props} />
    </Suspense>
  )
}
