import type { ComponentProps, ReactNode } from 'react'
import { buttonClass, type ButtonLook, type ButtonSize } from './button-class'
import { Spinner } from './spinner'

export type ButtonProps = Omit<ComponentProps<'button'>, 'className'> & {
  look?: ButtonLook
  size?: ButtonSize
  icon?: ReactNode
  /** Shows a spinner in place of the icon; the button stays where it is and can be pressed again. */
  busy?: boolean
  /** For layout only (width, margin): the look is one of button-class.ts. */
  className?: string
}

export function Button({
  look = 'plain',
  size = 'sm',
  icon,
  busy = false,
  className,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      aria-busy={busy || undefined}
      className={buttonClass(look, size, className)}
      {...rest}
    >
      {busy ? <Spinner /> : icon}
      {children}
    </button>
  )
}
