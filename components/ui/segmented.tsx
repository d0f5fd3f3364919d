'use client'

import { useId } from 'react'
import { classNames } from './class-names'

/** One of a few, all in sight: radio buttons, so arrow keys work as everywhere. */
export function Segmented<Value extends string>({
  label,
  value,
  options,
  onChange,
  className,
}: {
  label: string
  value: Value
  options: readonly { value: Value; label: string; disabled?: boolean }[]
  onChange: (value: Value) => void
  className?: string
}) {
  const name = useId()
  return (
    <fieldset
      className={classNames('inline-flex overflow-hidden rounded-md border border-line', className)}
    >
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className={classNames(
            'grid h-[26px] flex-1 place-items-center px-2.5 text-sm whitespace-nowrap text-muted',
            'transition-colors has-checked:bg-hover has-checked:text-text pointer-coarse:h-11',
            'has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-accent',
            option.disabled ? 'opacity-45' : 'cursor-pointer hover:text-text',
          )}
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            disabled={option.disabled}
            onChange={() => onChange(option.value)}
            className="sr-only"
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  )
}
