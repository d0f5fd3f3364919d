/** Never shown alone: whoever uses it says in words what is being waited for. */
export function Spinner({ className = 'size-[15px]' }: { className?: string }) {
  return (
    <svg viewBox="0 0 16 16" aria-hidden className={`animate-spin ${className}`}>
      <circle
        cx="8"
        cy="8"
        r="6.5"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        opacity="0.25"
      />
      <path
        d="M14.5 8A6.5 6.5 0 0 0 8 1.5"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinecap="round"
      />
    </svg>
  )
}
