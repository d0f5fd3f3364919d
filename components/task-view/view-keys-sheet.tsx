'use client'

import { useTranslations } from 'use-intl'
import { ActionKeys, KeyLine, KeySection } from '@/components/quadrants/keys-list'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { viewKeys, viewVerbs } from './view-keys'

/** Every key of an open task, from the tables that drive them. */
export default function ViewKeysSheet({ onClose }: { onClose: () => void }) {
  const t = useTranslations('task.keys')
  const actions = useTranslations('actions.keys')
  return (
    <Dialog
      title={actions('title')}
      onClose={onClose}
      footer={
        <Button size="md" onClick={onClose}>
          {actions('close')}
        </Button>
      }
    >
      <KeySection title={t('view')}>
        <KeyLine keys={[['←'], ['→']]}>{t('steps')}</KeyLine>
        <KeyLine keys={[['1'], ['2'], ['3'], ['4'], ['0']]}>{t('quadrants')}</KeyLine>
        <KeyLine keys={[['F']]}>{t('fit')}</KeyLine>
        <KeyLine keys={[['A']]}>{t('actual')}</KeyLine>
        <KeyLine keys={[['+'], ['-']]}>{t('zoom')}</KeyLine>
        <KeyLine keys={[['Shift', '← ↑ ↓ →']]}>{t('pan')}</KeyLine>
        {viewVerbs.map((verb) =>
          verb === 'help' ? null : (
            <KeyLine key={verb} keys={[[viewKeys[verb].toUpperCase()]]}>
              {t(verb)}
            </KeyLine>
          ),
        )}
        <KeyLine keys={[['Esc']]}>{t('close')}</KeyLine>
      </KeySection>
      <ActionKeys />
    </Dialog>
  )
}
