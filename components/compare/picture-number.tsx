import type { ReactNode } from 'react'

/** Which of the compared pictures one is looking at: the key that leads to it. */
export function PictureNumber({
  className = '',
  children,
}: {
  className?: string
  children: ReactNode
}) {
  return (
    <span
      className={`grid h-6 min-w-6 place-items-center rounded-sm bg-black/70 px-1.5 font-mono text-xs text-white ${className}`}
    >
      {children}
    </span>
  )
}
