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

export type MenuEntry =
  | {
      type?: 'item'
      label: string
      icon?: ReactNode
      shortcut?: string
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
  /** A button element; it gets the menu's attributes. */
  trigger: ReactElement<ComponentProps<'button'>>
  entries: readonly MenuEntry[]
  side?: MenuSide
  align?: MenuAlign
}

const loadMenu = () => import('./menu-open')
const OpenMenu = lazy(loadMenu)

/** A menu that costs nothing until it is first opened. */
export function Menu(props: MenuProps) {
  const [isWanted, setWanted] = useState(false)
  const closed = cloneElement(props.trigger, {
    'aria-haspopup': 'menu',
    'aria-expanded': isWanted,
    onClick: () => setWanted(true),
    onPointerEnter: () => void loadMenu(),
  })
  if (!isWanted) return closed
  return (
    <Suspense fallback={closed}>
      <OpenMenu {...props} />
    </Suspense>
  )
}
