'use client'

import { type ReactNode, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Question } from '@/components/ui/question'

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
        <Question
          title={words.title}
          keep={words.keep}
          confirm={words.confirm}
          isPending={isPending}
          onConfirm={onConfirm}
          onClose={() => setAsking(false)}
        >
          {children}
        </Question>
      ) : null}
    </>
  )
}
