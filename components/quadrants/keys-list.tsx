'use client'

import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { buttonKeys } from '@/lib/mj/buttons-keys'

const keySigns: Readonly<Record<string, string>> = {
  arrowleft: '←',
  arrowup: '↑',
  arrowdown: '↓',
  arrowright: '→',
}

/** Every key of the pictures, from the table that drives them. */
export function PictureKeys() {
  const t = useTranslations('actions.keys')
  return (
    <>
      <KeySection title={t('sections.choose')}>
        <KeyLine keys={[['1'], ['2'], ['3'], ['4']]}>{t('quadrant')}</KeyLine>
        <KeyLine keys={[['←'], ['→']]}>{t('neighbours')}</KeyLine>
        <KeyLine keys={[['J'], ['K'], ['↓'], ['↑']]}>{t('cards')}</KeyLine>
        <KeyLine keys={[['Enter']]}>{t('open')}</KeyLine>
        <KeyLine keys={[['S']]}>{t('favourite')}</KeyLine>
      </KeySection>
      <ActionKeys />
    </>
  )
}

/** The keys of a picture's buttons, which are the same wherever the picture is. */
export function ActionKeys() {
  const t = useTranslations('actions.keys')
  return (
    <>
      <KeySection title={t('sections.act')}>
        {buttonKeys.map(({ id, key, hold }) => (
          <KeyLine
            key={id}
            keys={[[...(hold ? [hold.toUpperCase()] : []), keySigns[key] ?? key.toUpperCase()]]}
          >
            {t(id)}
          </KeyLine>
        ))}
        <KeyLine keys={[['Shift']]}>{t('edit')}</KeyLine>
        <KeyLine keys={[['Alt']]}>{t('again')}</KeyLine>
      </KeySection>
      <KeySection title={t('sections.everywhere')}>
        <KeyLine keys={[['?']]}>{t('help')}</KeyLine>
      </KeySection>
    </>
  )
}

export function KeySection({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="mb-5 last:mb-0">
      <h3 className="mb-1.5 text-xs font-medium text-faint">{title}</h3>
      <dl>{children}</dl>
    </section>
  )
}

/** `keys` are alternatives; each is one key or several held together. */
export function KeyLine({
  keys,
  children,
}: {
  keys: readonly (readonly string[])[]
  children: ReactNode
}) {
  return (
    <div className="flex items-center justify-between gap-4 border-t border-line py-1.5 first:border-t-0">
      <dt className="text-base text-muted">{children}</dt>
      <dd className="flex shrink-0 gap-1.5">
        {keys.map((combo) => (
          <span key={combo.join('+')} className="flex items-center gap-0.5">
            {combo.map((key) => (
              <kbd
                key={key}
                className="grid h-6 min-w-6 place-items-center rounded-sm border border-line-strong bg-raised px-1.5 font-mono text-xs text-text"
              >
                {key}
              </kbd>
            ))}
          </span>
        ))}
      </dd>
    </div>
  )
}
