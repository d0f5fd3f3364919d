'use client'

import type { ReactNode } from 'react'
import { Button } from './button'
import { Dialog } from './dialog'

/** Asks before something that nothing takes back; `children` say what ends and what stays. */
export function Question({
  title,
  keep,
  confirm,
  isPending,
  onConfirm,
  onClose,
  children,
}: {
  title: string
  /** What the buttons say: the one that changes nothing, and the one that does it. */
  keep: string
  confirm: string
  isPending: boolean
  onConfirm: () => void
  onClose: () => void
  children: ReactNode
}) {
  return (
    <Dialog
      title={title}
      onClose={onClose}
      footer={
        <>
          <Button size="md" onClick={onClose}>
            {keep}
          </Button>
          <Button look="accent" size="md" busy={isPending} onClick={onConfirm}>
            {confirm}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  )
}
