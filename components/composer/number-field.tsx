'use client'

import { useState } from 'react'

/**
 * A number that may be half typed: what is not a number within the range stays in the field and changes nothing;
 * leaving the field shows the value again.
 */
export function NumberField({
  label,
  value,
  min,
  max,
  step = 1,
  placeholder,
  wide = false,
  onChange,
}: {
  label: string
  value: number | null
  min: number
  max: number
  step?: number
  placeholder?: string
  wide?: boolean
  onChange: (value: number) => void
}) {
  const [typed, setTyped] = useState<string | null>(null)
  return (
    <input
      type="number"
      inputMode={step < 1 ? 'decimal' : 'numeric'}
      aria-label={label}
      value={typed ?? value ?? ''}
      min={min}
      max={max}
      step={step}
      placeholder={placeholder}
      onChange={(event) => {
        setTyped(event.target.value)
        const next = event.target.valueAsNumber
        if (next >= min && next <= max) onChange(next)
      }}
      onBlur={() => setTyped(null)}
      className={`${wide ? 'w-full' : 'w-[4.5rem]'} h-8 rounded-md border border-line bg-surface px-2 text-base text-text tabular-nums outline-none [appearance:textfield] focus:border-line-strong focus-visible:outline-2 focus-visible:outline-offset-0 focus-visible:outline-accent pointer-coarse:h-11 pointer-coarse:text-xl [&::-webkit-inner-spin-button]:appearance-none`}
    />
  )
}
