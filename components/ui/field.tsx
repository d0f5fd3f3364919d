'use client'

import { type ReactNode, useId } from 'react'
import { classNames } from './class-names'

/** What a control needs to belong to its label, its help and its error. */
type ControlProps = {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
}

/** A control with its label above it, and below it what helps or what is wrong. */
export function Field({
  label,
  help,
  error,
  className,
  children,
}: {
  label: string
  help?: ReactNode
  /** A sentence; it stands before the help, and is read out when it appears. */
  error?: string | undefined
  className?: string
  children: (control: ControlProps) => ReactNode
}) {
  const id = useId()
  const errorId = `${id}-error`
  const helpId = `${id}-help`
  const describedBy = [error ? errorId : '', help ? helpId : ''].filter(Boolean).join(' ')
  return (
    <div className={classNames('min-w-0', className)}>
      <label htmlFor={id} className="mb-1.5 block text-sm text-muted">
        {label}
      </label>
      {children({
        id,
        'aria-describedby': describedBy || undefined,
        'aria-invalid': error ? true : undefined,
      })}
      {error ? (
        <p id={errorId} role="alert" className="mt-1.5 text-sm text-accent-text">
          {error}
        </p>
      ) : null}
      {help ? (
        <div id={helpId} className="mt-1.5 text-sm text-faint">
          {help}
        </div>
      ) : null}
    </div>
  )
}

/** The look of a line that can be filled in. 16 px under a finger, or a phone zooms into the field. */
export const controlClass = classNames(
  'h-[38px] w-full min-w-0 rounded-lg border border-line-strong bg-surface px-3 text-base text-text',
  'transition-colors hover:border-faint aria-invalid:border-accent',
  'focus-visible:outline-2 focus-visible:-outline-offset-1 focus-visible:outline-accent',
  'disabled:opacity-45 pointer-coarse:h-11 pointer-coarse:text-xl',
)
