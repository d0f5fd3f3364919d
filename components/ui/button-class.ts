import { classNames } from './class-names'

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

export type ButtonLook = keyof typeof looks
export type ButtonSize = keyof typeof sizes

/** How a button looks: for links that look like one, and where nothing of it may wait. */
export function buttonClass(
  look: ButtonLook = 'plain',
  size: ButtonSize = 'sm',
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
