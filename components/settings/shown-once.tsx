'use client'

import { Copy } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { Button } from '@/components/ui/button'
import { useCopy } from '@/components/ui/use-copy'

/** A secret that can be seen now and never again: a link, a token. */
export function ShownOnce({
  title,
  field,
  about,
  copy,
  done,
  onDone,
  children,
}: {
  title: string
  /** What the secret is called. */
  field: string
  about: ReactNode
  copy: string
  done: string
  onDone: () => void
  /** The secret. */
  children: string
}) {
  const titleId = useId()
  const put = useCopy()
  return (
    <div
      role="group"
      aria-labelledby={titleId}
      className="mb-4 animate-fade rounded-xl border border-line-strong bg-surface p-4"
    >
      <p id={titleId} className="text-base font-medium">
        {title}
      </p>
      <div className="mt-3 flex flex-wrap gap-2">
        <input
          readOnly
          aria-label={field}
          value={children}
          onFocus={({ target }) => target.select()}
          className="h-[38px] min-w-0 flex-1 basis-60 rounded-lg border border-line bg-bg px-3 font-mono text-sm text-text pointer-coarse:h-11"
        />
        <Button autoFocus look="accent" size="md" icon={<Copy />} onClick={() => put(children)}>
          {copy}
        </Button>
        <Button size="md" onClick={onDone}>
          {done}
        </Button>
      </div>
      <div className="mt-3 max-w-[62ch] text-sm text-pretty text-muted">{about}</div>
    </div>
  )
}
