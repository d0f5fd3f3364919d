'use client'

import { KeysDialog } from '@/components/quadrants/keys-dialog'
import { ActionKeys } from '@/components/quadrants/keys-list'
import { ViewKeysList } from './view-keys-list'

/** Every key of an open task, from the tables that drive them. */
export default function ViewKeysSheet({ onClose }: { onClose: () => void }) {
  return (
    <KeysDialog onClose={onClose}>
      <ViewKeysList />
      <ActionKeys />
    </KeysDialog>
  )
}
