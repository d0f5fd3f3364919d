'use client'

import { type ReactNode, useId } from 'react'

/** On or off, at once or with the form it is in. The whole line can be pressed. */
export function Switch({
  label,
  help,
  checked,
  disabled = false,
  onChange,
}: {
  label: string
  help?: ReactNode
  checked: boolean
  disabled?: boolean
  onChange: (checked: boolean) => void
}) {
  const id = useId()
  const helpId = `${id}-help`
  const labelId = `${id}-label`
  return (
    <label className="group flex min-h-[38px] items-start gap-3 has-enabled:cursor-pointer pointer-coarse:min-h-11">
      <span className="relative mt-0.5 inline-flex h-[18px] w-8 shrink-0">
        <input
          type="checkbox"
          role="switch"
          checked={checked}
          disabled={disabled}
          aria-labelledby={labelId}
          aria-describedby={help ? helpId : undefined}
          onChange={(event) => onChange(event.target.checked)}
          className="peer size-full cursor-[inherit] appearance-none rounded-full border border-line-strong bg-hover transition-colors checked:border-transparent checked:bg-accent disabled:opacity-60"
        />
        <span
          aria-hidden
          className="pointer-events-none absolute top-[3px] left-[3px] size-3 rounded-full bg-muted transition-[translate,background-color] peer-checked:translate-x-[14px] peer-checked:bg-accent-ink peer-disabled:opacity-60"
        />
      </span>
      <span className="min-w-0">
        <span id={labelId} className="block text-base">
          {label}
        </span>
        {help ? (
          <span id={helpId} className="mt-0.5 block text-sm text-faint">
            {help}
          </span>
        ) : null}
      </span>
    </label>
  )
}
