'use client'

import { useTranslations } from 'use-intl'
import { KeyLine, KeySection } from '@/components/quadrants/keys-list'
import { viewKeys, viewVerbs } from './view-keys'

/** The keys of an open task, but for those of its buttons. */
export function ViewKeysList() {
  const t = useTranslations('task.keys')
  return (
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
  )
}
