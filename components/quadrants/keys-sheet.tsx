'use client'

import { KeysDialog } from './keys-dialog'
import { PictureKeys } from './keys-list'

export default function KeysSheet({ onClose }: { onClose: () => void }) {
  return (
    <KeysDialog onClose={onClose}>
      <PictureKeys />
    </KeysDialog>
  )
}
