'use client'

import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'

/** A list of keys. It can be longer than the window, so it can have the focus: arrow keys then scroll it everywhere. */
export function KeysDialog({ onClose, children }: { onClose: () => void; children: ReactNode }) {
  const t = useTranslations('actions.keys')
  return (
    <Dialog
      title={t('title')}
      onClose={onClose}
      footer={
        <Button size="md" ref={beginHere} onClick={onClose}>
          {t('close')}
        </Button>
      }
    >
      <div role="group" aria-label={t('title')} tabIndex={0}>
        {children}
      </div>
    </Dialog>
  )
}

/** Where a dialog puts the focus when it opens; React's own `autoFocus` comes before it is open, and to nothing. */
function beginHere(button: HTMLButtonElement | null): void {
  button?.setAttribute('autofocus', '')
}
