import type { ReactNode } from 'react'

/** What went wrong in a part of the page, what that means, and the way on. */
export function Fault({
  title,
  help,
  children,
}: {
  title: string
  help: ReactNode
  children?: ReactNode
}) {
  return (
    <div role="alert" className="border-l-2 border-accent pl-3.5">
      <p className="font-medium">{title}</p>
      <div className="max-w-[62ch] text-muted">{help}</div>
      {children ? <div className="mt-2.5 flex flex-wrap gap-2">{children}</div> : null}
    </div>
  )
}
