import type { ReactNode } from 'react'

/** How every card lies: what there is to see at the left, what there is to know and do at the right. */
export function CardFrame({ show, meta }: { show: ReactNode; meta: ReactNode }) {
  return (
    <div className="grid gap-x-[22px] gap-y-2.5 md:grid-cols-[minmax(0,1fr)_316px]">
      <div className="min-w-0">{show}</div>
      <div className="min-w-0">{meta}</div>
    </div>
  )
}

const tones = { plain: 'text-faint', fault: 'text-accent-text', warn: 'text-warn' } as const

/** In place of pictures: what became of a task, what it means and what to do. */
export function Notice({
  icon,
  tone = 'plain',
  title,
  help,
  detail,
  children,
}: {
  icon: ReactNode
  tone?: keyof typeof tones
  title: string
  help?: ReactNode
  /** The gateway's own words: small, for whoever wants to know or to report them. */
  detail?: ReactNode
  children?: ReactNode
}) {
  return (
    <div className="flex gap-3 rounded-xl border border-line bg-surface px-4 py-3.5 text-muted">
      <span className={`mt-px [&_svg]:size-[18px] ${tones[tone]}`}>{icon}</span>
      <div className="min-w-0 flex-1">
        <p className="text-text">{title}</p>
        {help ? <p className="mt-0.5">{help}</p> : null}
        {detail ? <p className="mt-1.5 text-xs text-faint">{detail}</p> : null}
        {children ? <div className="mt-3 flex flex-wrap gap-[5px]">{children}</div> : null}
      </div>
    </div>
  )
}
