import type { ReactNode } from 'react'

/** Says what would be here and what to do for it. */
export function EmptyState({
  icon,
  title,
  children,
  action,
  level: Heading = 'h2',
}: {
  icon?: ReactNode
  title: string
  children?: ReactNode
  action?: ReactNode
  /** `h1` where it is all there is on the page. */
  level?: 'h1' | 'h2'
}) {
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-2 px-6 py-16 text-center">
      {icon ? (
        <div className="mb-2 text-faint [&_svg]:size-8 [&_svg]:stroke-[1.25]">{icon}</div>
      ) : null}
      <Heading className="text-lg font-medium">{title}</Heading>
      {children ? <div className="text-base text-balance text-muted">{children}</div> : null}
      {action ? <div className="mt-3">{action}</div> : null}
    </div>
  )
}
