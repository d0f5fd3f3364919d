'use client'

import { useTranslations } from 'use-intl'
import { KeyLine, KeySection } from '@/components/quadrants/keys-list'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { cullKeys } from './use-cull-keys'

const signs: Readonly<Record<string, string>> = {
  ArrowRight: '→',
  ArrowLeft: '←',
  ' ': 'Space',
  Escape: 'Esc',
  Enter: 'Enter',
}

export default function CullKeysSheet({ onClose }: { onClose: () => void }) {
  const t = useTranslations('compare')
  const line = useTranslations('compare.cull.keyLines')
  return (
    <Dialog
      title={t('keys')}
      onClose={onClose}
      footer={
        <Button size="md" onClick={onClose}>
          {t('close')}
        </Button>
      }
    >
      <KeySection title={t('cull.title')}>
        {cullKeys.map(([verb, ...keys]) =>
          verb === 'help' ? null : (
            <KeyLine key={verb} keys={keys.map((key) => [signs[key] ?? key.toUpperCase()])}>
              {line(verb)}
            </KeyLine>
          ),
        )}
        <KeyLine keys={[['1'], ['2'], ['3'], ['4']]}>{line('quadrants')}</KeyLine>
      </KeySection>
    </Dialog>
  )
}
