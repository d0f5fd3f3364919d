'use client'

import { type ReactNode } from 'react'
import { lazy } from '@/lib/client/lazy'
import type { MenuAlign, MenuSide } from './menu'
import { OpenedLate, type Trigger } from './opened-late'

export type PopoverProps = {
  trigger: Trigger
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
  return (
    <OpenedLate trigger={props.trigger} popup="dialog" load={loadPopover}>
      {() => <OpenPopover {...props} />}
    </OpenedLate>
  )
}
