'use client'

import { useTranslations } from 'use-intl'
import { KeysDialog } from '@/components/quadrants/keys-dialog'
import { KeyLine, KeySection } from '@/components/quadrants/keys-list'
import { toolNames } from '@/lib/editor/tools/tool'
import { growBy, toolKeys } from './use-editor-keys'

/** Every key of the mask editor; those of the tools from the table that drives them. */
export default function RegionKeysSheet({ onClose }: { onClose: () => void }) {
  const t = useTranslations('region')
  const line = useTranslations('region.keys')
  return (
    <KeysDialog onClose={onClose}>
      <KeySection title={t('tools')}>
        {toolNames.map((tool) => (
          <KeyLine key={tool} keys={[[toolKeys[tool]]]}>
            {t(`tool.${tool}`)}
          </KeyLine>
        ))}
        <KeyLine keys={[['['], [']']]}>{t('brushSize')}</KeyLine>
        <KeyLine
          keys={[
            ['Shift', '['],
            ['Shift', ']'],
          ]}
        >
          {t('hardness')}
        </KeyLine>
        <KeyLine keys={[['X']]}>{line('swap')}</KeyLine>
        <KeyLine keys={[['Alt']]}>{line('subtract')}</KeyLine>
        <KeyLine keys={[['Shift', 'Alt']]}>{line('intersect')}</KeyLine>
      </KeySection>
      <KeySection title={line('mask')}>
        <KeyLine keys={[['Ctrl', 'Z']]}>{t('undo')}</KeyLine>
        <KeyLine keys={[['Ctrl', 'Shift', 'Z']]}>{t('redo')}</KeyLine>
        <KeyLine keys={[['Ctrl', 'A']]}>{t('all')}</KeyLine>
        <KeyLine keys={[['Ctrl', 'D']]}>{t('clear')}</KeyLine>
        <KeyLine keys={[['I']]}>{t('invert')}</KeyLine>
        <KeyLine keys={[['G']]}>{t('grow', { by: growBy })}</KeyLine>
        <KeyLine keys={[['Shift', 'G']]}>{t('shrink', { by: growBy })}</KeyLine>
        <KeyLine keys={[['\\']]}>{line('hide')}</KeyLine>
        <KeyLine keys={[['Ctrl', 'Enter']]}>{t('repaint')}</KeyLine>
        <KeyLine keys={[['Esc']]}>{line('leave')}</KeyLine>
      </KeySection>
      <KeySection title={line('view')}>
        <KeyLine keys={[['Space']]}>{line('pan')}</KeyLine>
        <KeyLine keys={[['+'], ['-']]}>{line('zoom')}</KeyLine>
        <KeyLine keys={[['0']]}>{t('fit')}</KeyLine>
        <KeyLine keys={[['1']]}>{t('actual')}</KeyLine>
      </KeySection>
      <KeySection title={line('withoutMouse')}>
        <KeyLine keys={[['← ↑ ↓ →']]}>{line('crosshair')}</KeyLine>
        <KeyLine keys={[['Alt', '← ↑ ↓ →']]}>{line('crosshairFine')}</KeyLine>
        <KeyLine keys={[['Enter']]}>{line('press')}</KeyLine>
        <KeyLine keys={[['Shift', '← ↑ ↓ →']]}>{t('tool.hand')}</KeyLine>
      </KeySection>
    </KeysDialog>
  )
}
