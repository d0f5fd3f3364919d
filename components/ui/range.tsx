'use client'

/** The browser's own slider: right under keyboard, touch and screen reader, and no code of ours. */
export function Range({
  label,
  value,
  min,
  max,
  step = 1,
  valueText,
  onChange,
}: {
  label: string
  value: number
  min: number
  max: number
  step?: number
  /** What a screen reader says instead of the bare number, e.g. `2 of 3, strong`. */
  valueText?: string
  onChange: (value: number) => void
}) {
  return (
    <input
      type="range"
      aria-label={label}
      aria-valuetext={valueText}
      value={value}
      min={min}
      max={max}
      step={step}
      onChange={(event) => onChange(event.target.valueAsNumber)}
      className="h-6 w-full accent-accent pointer-coarse:h-11"
    />
  )
}
