'use client'

import { ChevronDown } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'
import { classNames } from './class-names'
import { Field, controlClass } from './field'

/** One of several: the browser's own list, right under keyboard, finger and screen reader. */
export function SelectField<Value extends string>({
  label,
  help,
  error,
  options,
  onChange,
  className,
  ...rest
}: Omit<ComponentProps<'select'>, 'id' | 'className' | 'onChange' | 'value'> & {
  label: string
  help?: ReactNode
  error?: string | undefined
  value: Value
  options: readonly { value: Value; label: string }[]
  onChange: (value: Value) => void
  /** For layout only. */
  className?: string
}) {
  return (
    <Field label={label} help={help} error={error} {...(className ? { className } : {})}>
      {(control) => (
        <span className="relative block">
          <select
            {...rest}
            {...control}
            onChange={({ target }) => {
              const chosen = options.find(({ value }) => value === target.value)
              if (chosen) onChange(chosen.value)
            }}
            className={classNames(controlClass, 'appearance-none truncate pr-9')}
          >
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
          <ChevronDown
            aria-hidden
            className="pointer-events-none absolute top-1/2 right-3 size-[15px] -translate-y-1/2 text-faint"
          />
        </span>
      )}
    </Field>
  )
}
