'use client'

import type { ReactNode } from 'react'
import { classNames } from '@/components/ui/class-names'
import { useOverlay } from '@/components/ui/use-overlay'
import { useTabName } from './use-tab-name'

const rooms = {
  'beside-rail': 'z-40 max-sm:bottom-[calc(58px+env(safe-area-inset-bottom))] sm:left-[68px]',
  window: 'z-50',
} as const

/** What is opened over a page and fills its room, or the whole window: it has the focus and names the tab. */
export function OverPage({
  title,
  room = 'beside-rail',
  className = '',
  children,
}: {
  title: string
  room?: keyof typeof rooms
  className?: string
  children: ReactNode
}) {
  const ref = useOverlay()
  useTabName(title)
  return (
    <section
      ref={ref}
      tabIndex={-1}
      aria-label={title}
      className={classNames(
        'fixed inset-0 flex animate-fade flex-col bg-bg outline-none',
        rooms[room],
        className,
      )}
    >
      {children}
    </section>
  )
}

/** Where something will lie over the page as soon as its code is there: the page below is out of sight already. */
export function Ground({ children }: { children?: ReactNode }) {
  return (
    <div className="fixed inset-0 z-40 grid place-items-center bg-bg sm:left-[68px]">
      {children}
    </div>
  )
}
