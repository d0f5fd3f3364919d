import { classNames } from './class-names'

const looks = {
  plain: 'bg-hover',
  /** For somebody who is not there: not yet, or no more. */
  hollow: 'border border-dashed border-line-strong',
} as const

const sizes = { sm: 'size-[22px] text-2xs', md: 'size-8 text-sm' } as const

/** The first letter of a name in a circle. Decorative: the name stands beside it. */
export function Avatar({
  name,
  look = 'plain',
  size = 'md',
}: {
  name: string
  look?: keyof typeof looks
  size?: keyof typeof sizes
}) {
  return (
    <span
      aria-hidden
      className={classNames(
        'grid shrink-0 place-items-center rounded-full font-medium text-muted',
        sizes[size],
        looks[look],
      )}
    >
      {initialOf(name)}
    </span>
  )
}

function initialOf(name: string): string {
  const point = name.codePointAt(0)
  return point === undefined ? '?' : String.fromCodePoint(point).toLocaleUpperCase()
}
