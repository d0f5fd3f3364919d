import type { ComponentProps, ReactNode } from 'react'
import { classNames } from './class-names'
import { Spinner } from './spinner'

const looks = {
  accent: 'border-transparent bg-accent font-semibold text-accent-ink hover:bg-accent-hover',
  plain: 'border-line bg-surface text-muted hover:border-line-strong hover:text-text',
  bright: 'border-line-strong bg-surface text-text hover:bg-hover',
  pressed: 'border-accent-soft bg-accent-soft text-accent-text',
  ghost: 'border-transparent text-muted hover:bg-hover hover:text-text',
  /** On top of a picture: dark in both lights. */
  onPicture:
    'border-transparent bg-black/70 font-medium text-white backdrop-blur-md hover:bg-black/85',
} as const

const sizes = {
  sm: 'h-[30px] min-w-[34px] rounded-md px-2.5 text-sm pointer-coarse:h-11 pointer-coarse:min-w-11',
  md: 'h-[38px] min-w-[38px] rounded-lg px-4 text-base pointer-coarse:h-11 pointer-coarse:min-w-11',
} as const

type ButtonLook = keyof typeof looks

export type ButtonProps = Omit<ComponentProps<'button'>, 'className'> & {
  look?: ButtonLook
  size?: keyof typeof sizes
  icon?: ReactNode
  /** Shows a spinner in place of the icon; the button stays where it is and can be pressed again. */
  busy?: boolean
  /** For layout only (width, margin): the look is the record above. */
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

/** For links that look like buttons. */
export function buttonClass(
  look: ButtonLook = 'plain',
  size: keyof typeof sizes = 'sm',
  className?: string,
): string {
  return classNames(
    'inline-flex shrink-0 items-center justify-center gap-1.5 border whitespace-nowrap',
    'transition-colors select-none disabled:pointer-events-none disabled:opacity-45',
    'aria-disabled:opacity-45 [&_svg]:size-[15px] [&_svg]:shrink-0',
    looks[look],
    sizes[size],
    className,
  )
}
