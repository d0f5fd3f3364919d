import type { ComponentProps, ReactNode } from 'react'
import { classNames } from './class-names'

/** A small setting: dim at its default, bright when `set`. A button, so it opens or toggles something. */
export function Chip({
  isSet = false,
  icon,
  className,
  children,
  ...rest
}: Omit<ComponentProps<'button'>, 'className'> & {
  isSet?: boolean
  icon?: ReactNode
  className?: string
}) {
  return (
    <button
      type="button"
      className={classNames(
        'inline-flex h-7 shrink-0 items-center gap-1.5 rounded-md border px-2.5 text-sm whitespace-nowrap',
        'text-muted transition-colors hover:text-text pointer-coarse:h-9 [&_b]:font-medium [&_b]:text-text',
        '[&_svg]:size-[15px]',
        isSet ? 'border-transparent bg-hover' : 'border-line hover:border-line-strong',
        className,
      )}
      {...rest}
    >
      {icon}
      {children}
    </button>
  )
}

/** The same at rest: a fact, such as a parameter of a task. */
export function Tag({ children }: { children: ReactNode }) {
  return (
    <span className="rounded-sm bg-surface px-[7px] py-0.5 font-mono text-xs text-muted">
      {children}
    </span>
  )
}
