'use client'

import { useTranslations } from 'use-intl'
import { ActionKeys } from '@/components/quadrants/keys-list'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { ViewKeysList } from './view-keys-list'

/** Every key of an open task, from the tables that drive them. */
export default function ViewKeysSheet({ onClose }: { onClose: () => void }) {
  const t = useTranslations('actions.keys')
  return (
    <Dialog
      title={t('title')}
      onClose={onClose}
      footer={
        <Button size="md" onClick={onClose}>
          {t('close')}
        </Button>
      }
    >
      <ViewKeysList />
      <ActionKeys />
    </Dialog>
  )
}
