import type { ReactNode } from 'react'
import { Spinner } from './spinner'

/** In the middle of what will be filled: says what is being waited for. */
export function Waiting({ children }: { children: ReactNode }) {
  return (
    <p role="status" className="m-auto flex items-center gap-2 text-muted">
      <Spinner /> {children}
    </p>
  )
}
