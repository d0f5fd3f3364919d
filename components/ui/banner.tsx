import type { ReactNode } from 'react'
import { classNames } from './class-names'

const tones = { plain: 'text-muted', warn: 'text-warn', fault: 'text-accent-text' } as const

/** One line across a place, about that place; it stays until its reason is gone. */
export function Banner({
  tone = 'plain',
  icon,
  action,
  children,
}: {
  tone?: keyof typeof tones
  icon?: ReactNode
  action?: ReactNode
  children: ReactNode
}) {
  return (
    <div
      role="status"
      className="flex items-center gap-3 rounded-xl border border-line-strong bg-raised py-2 pr-2 pl-4 text-base text-muted shadow-float"
    >
      {icon ? <span className={classNames('[&_svg]:size-[18px]', tones[tone])}>{icon}</span> : null}
      <div className="min-w-0 flex-1">{children}</div>
      {action}
    </div>
  )
}
