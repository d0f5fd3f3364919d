'use client'

import { useTranslations } from 'use-intl'
import { KeysDialog } from '@/components/quadrants/keys-dialog'
import { KeyLine, KeySection } from '@/components/quadrants/keys-list'

export default function CompareKeysSheet({ onClose }: { onClose: () => void }) {
  const t = useTranslations('compare')
  const line = useTranslations('compare.keyLines')
  return (
    <KeysDialog onClose={onClose}>
      <KeySection title={line('looking')}>
        <KeyLine keys={[['1'], ['…'], ['9']]}>{line('number')}</KeyLine>
        <KeyLine keys={[['← ↑ ↓ →']]}>{line('arrows')}</KeyLine>
        <KeyLine keys={[['M']]}>{line('mode')}</KeyLine>
        <KeyLine keys={[['B']]}>{line('blink')}</KeyLine>
        <KeyLine keys={[['F']]}>{line('fit')}</KeyLine>
        <KeyLine keys={[['A']]}>{line('actual')}</KeyLine>
        <KeyLine keys={[['+'], ['-']]}>{line('zoom')}</KeyLine>
        <KeyLine keys={[['Shift', '← ↑ ↓ →']]}>{line('pan')}</KeyLine>
      </KeySection>
      <KeySection title={line('marking')}>
        <KeyLine keys={[['S']]}>{t('favourite')}</KeyLine>
        <KeyLine keys={[['K']]}>{t('keep')}</KeyLine>
        <KeyLine keys={[['X']]}>{t('trash')}</KeyLine>
        <KeyLine keys={[['Del']]}>{t('remove')}</KeyLine>
        <KeyLine keys={[['Z'], ['Ctrl', 'Z']]}>{line('undo')}</KeyLine>
        <KeyLine keys={[['Enter']]}>{line('open')}</KeyLine>
        <KeyLine keys={[['Esc']]}>{t('back')}</KeyLine>
      </KeySection>
    </KeysDialog>
  )
}
