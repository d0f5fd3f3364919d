'use client'

import { useTranslations } from 'use-intl'
import { KeyLine, KeySection, PictureKeys } from '@/components/quadrants/keys-list'
import { ViewKeysList } from '@/components/task-view/view-keys-list'
import { Section } from './section'

export function KeyboardSection() {
  const t = useTranslations('settings')
  return (
    <Section id="keyboard" title={t('sections.keyboard')} about={t('keyboard.pictures')}>
      <div className="gap-x-14 md:columns-2 [&>section]:break-inside-avoid">
        <KeySection title={t('keyboard.writing')}>
          <KeyLine keys={[['/'], ['Ctrl', 'K']]}>{t('keyboard.toPrompt')}</KeyLine>
          <KeyLine keys={[['Enter']]}>{t('keyboard.send')}</KeyLine>
          <KeyLine keys={[['Ctrl', 'Enter']]}>{t('keyboard.sendAndKeep')}</KeyLine>
          <KeyLine keys={[['Shift', 'Enter']]}>{t('keyboard.newLine')}</KeyLine>
          <KeyLine
            keys={[
              ['Alt', '↑'],
              ['Alt', '↓'],
            ]}
          >
            {t('keyboard.history')}
          </KeyLine>
          <KeyLine keys={[['Esc']]}>{t('keyboard.close')}</KeyLine>
        </KeySection>
        <PictureKeys />
        <ViewKeysList />
      </div>
    </Section>
  )
}
