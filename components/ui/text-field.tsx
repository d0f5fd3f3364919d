'use client'

import type { ComponentProps, ReactNode } from 'react'
import { classNames } from './class-names'
import { Field, controlClass } from './field'

/** One line of text with its label. What browsers put in or correct by themselves is off: this is for addresses and names. */
export function TextField({
  label,
  help,
  error,
  isCode = false,
  className,
  ...rest
}: Omit<ComponentProps<'input'>, 'id' | 'className'> & {
  label: string
  help?: ReactNode
  error?: string | undefined
  /** For what is copied rather than read: an address, a key. */
  isCode?: boolean
  /** For layout only. */
  className?: string
}) {
  return (
    <Field label={label} help={help} error={error} {...(className ? { className } : {})}>
      {(control) => (
        <input
          autoComplete="off"
          autoCapitalize="off"
          autoCorrect="off"
          spellCheck={false}
          {...rest}
          {...control}
          className={classNames(controlClass, isCode && 'font-mono')}
        />
      )}
    </Field>
  )
}
