'use client'

import { type ReactNode } from 'react'
import { lazy } from '@/lib/client/lazy'
import { OpenedLate, type Trigger } from './opened-late'

export type MenuEntry =
  | {
      type?: 'item'
      label: string
      icon?: ReactNode
      shortcut?: string
      /** Cannot be chosen, but is gone through, so that its `note` is read. */
      disabled?: boolean
      /** Why it is disabled, in small letters. */
      note?: string
      onSelect: () => void
    }
  | { type: 'separator' }
  | {
      type: 'choice'
      label: string
      value: string
      options: readonly { value: string; label: string }[]
      onChange: (value: string) => void
    }

export type MenuSide = 'top' | 'right' | 'bottom' | 'left'
export type MenuAlign = 'start' | 'center' | 'end'

export type MenuProps = {
  trigger: Trigger
  entries: readonly MenuEntry[]
  side?: MenuSide
  align?: MenuAlign
}

const loadMenu = () => import('./menu-open')
const OpenMenu = lazy(loadMenu)

/** A menu that costs nothing until it is first opened. */
export function Menu(props: MenuProps) {
  return (
    <OpenedLate trigger={props.trigger} popup="menu" load={loadMenu}>
      {({ byKeyboard }) => <OpenMenu {...props} byKeyboard={byKeyboard} />}
    </OpenedLate>
  )
}
