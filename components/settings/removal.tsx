'use client'

import { type ReactNode, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'

/** A button that asks before it removes; `children` say what ends and what stays. */
export function Removal({
  words,
  isPending,
  onConfirm,
  children,
}: {
  words: { remove: string; title: string; keep: string; confirm: string }
  isPending: boolean
  onConfirm: () => void
  children: ReactNode
}) {
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      <Button look="ghost" size="md" onClick={() => setAsking(true)}>
        {words.remove}
      </Button>
      {isAsking ? (
        <Dialog
          title={words.title}
          onClose={() => setAsking(false)}
          footer={
            <>
              <Button size="md" onClick={() => setAsking(false)}>
                {words.keep}
              </Button>
              <Button look="accent" size="md" busy={isPending} onClick={onConfirm}>
                {words.confirm}
              </Button>
            </>
          }
        >
          {children}
        </Dialog>
      ) : null}
    </>
  )
}
