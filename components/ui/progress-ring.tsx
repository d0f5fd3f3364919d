/** How far something is, 0 to 100; decorative, the number stands beside it. */
export function ProgressRing({
  percent,
  className = 'size-4',
}: {
  percent: number
  className?: string
}) {
  return (
    <svg viewBox="0 0 16 16" aria-hidden className={`-rotate-90 ${className}`}>
      <circle
        cx="8"
        cy="8"
        r="6.5"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        opacity="0.2"
      />
      <circle
        cx="8"
        cy="8"
        r="6.5"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
        pathLength="100"
        strokeDasharray={`${percent} 100`}
      />
    </svg>
  )
}
