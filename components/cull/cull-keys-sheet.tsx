'use client'

import { useTranslations } from 'use-intl'
import { KeysDialog } from '@/components/quadrants/keys-dialog'
import { KeyLine, KeySection } from '@/components/quadrants/keys-list'
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
    <KeysDialog onClose={onClose}>
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
    </KeysDialog>
  )
}
