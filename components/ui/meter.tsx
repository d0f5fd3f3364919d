import { classNames } from './class-names'

/** How much of something is used, as a thin bar; the number stands beside it. */
export function Meter({
  label,
  text,
  value,
  most,
  warns,
}: {
  label: string
  /** What a screen reader says instead of the bare number. */
  text: string
  value: number
  most: number
  warns: boolean
}) {
  const share = most === 0 ? 1 : Math.min(1, value / most)
  return (
    <div
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={most}
      aria-valuenow={Math.min(value, most)}
      aria-valuetext={text}
      className="mt-1.5 h-1 overflow-hidden rounded-full bg-hover"
    >
      <div
        className={classNames(
          'h-full rounded-full transition-[width]',
          share > 0 && 'min-w-1',
          warns ? 'bg-warn' : 'bg-muted',
        )}
        style={{ width: `${share * 100}%` }}
      />
    </div>
  )
}
