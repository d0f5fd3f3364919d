import type { ReactNode } from 'react'
import { classNames } from './class-names'
import { Kbd } from './kbd'

const sides = {
  top: 'bottom-full left-1/2 mb-1.5 -translate-x-1/2',
  bottom: 'top-full left-1/2 mt-1.5 -translate-x-1/2',
  right: 'left-full top-1/2 ml-2 -translate-y-1/2',
  left: 'right-full top-1/2 mr-2 -translate-y-1/2',
} as const

export type TooltipSide = keyof typeof sides

/**
 * Says again, in sight, what the control inside is already called: it is hidden from screen readers, shown by CSS
 * after a moment under a mouse and at once under the keyboard, and never under a finger.
 */
export function Tooltip({
  text,
  shortcut,
  side = 'bottom',
  children,
}: {
  text: string
  shortcut?: string
  side?: TooltipSide
  children: ReactNode
}) {
  return (
    <span className="group/tip relative inline-flex">
      {children}
      <span
        aria-hidden
        className={classNames(
          'pointer-events-none absolute z-50 hidden items-center gap-2 rounded-md border border-line',
          'bg-raised px-2 py-1 text-xs font-normal whitespace-nowrap text-text shadow-float',
          'group-has-focus-visible/tip:flex',
          '[@media(hover:hover)]:group-hover/tip:flex animate-[fade_120ms_ease-out_350ms_backwards]',
          'group-has-[[aria-expanded=true]]/tip:hidden!',
          sides[side],
        )}
      >
        {text}
        {shortcut ? <Kbd>{shortcut}</Kbd> : null}
      </span>
    </span>
  )
}
