import { classNames } from './class-names'

const sizes = {
  thin: { track: 'mt-1.5 h-1', least: 'min-w-1' },
  broad: { track: 'mt-2.5 h-1.5', least: 'min-w-1.5' },
} as const

/** How much of something is used, as a bar; the number stands beside it. A little is seen as a dot. */
export function Meter({
  label,
  text,
  value,
  most,
  warns,
  size = 'thin',
}: {
  label: string
  /** What a screen reader says instead of the bare number. */
  text: string
  value: number
  most: number
  warns: boolean
  size?: keyof typeof sizes
}) {
  const share = most === 0 ? 1 : Math.min(1, value / most)
  return (
    <div
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={most}
      aria-valuenow={Math.round(Math.min(value, most))}
      aria-valuetext={text}
      className={classNames('overflow-hidden rounded-full bg-hover', sizes[size].track)}
    >
      <div
        className={classNames(
          'h-full rounded-full transition-[width]',
          share > 0 && sizes[size].least,
          warns ? 'bg-warn' : 'bg-muted',
        )}
        style={{ width: `${share * 100}%` }}
      />
    </div>
  )
}
