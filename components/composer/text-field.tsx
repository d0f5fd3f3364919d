'use client'

import type { ComponentProps } from 'react'

/** One line of text inside a panel. */
export function TextField({
  label,
  ...rest
}: Omit<ComponentProps<'input'>, 'className' | 'aria-label'> & { label: string }) {
  return (
    <input
      aria-label={label}
      autoComplete="off"
      spellCheck={false}
      {...rest}
      className="h-8 w-full rounded-md border border-line bg-surface px-2 text-base text-text outline-none focus:border-line-strong focus-visible:outline-2 focus-visible:outline-offset-0 focus-visible:outline-accent pointer-coarse:h-11 pointer-coarse:text-xl"
    />
  )
}
