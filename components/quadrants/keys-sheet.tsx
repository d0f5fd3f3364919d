'use client'

import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { PictureKeys } from './keys-list'

export default function KeysSheet({ onClose }: { onClose: () => void }) {
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
      <PictureKeys />
    </Dialog>
  )
}
