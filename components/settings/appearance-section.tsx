'use client'

import { useRouter } from 'next/navigation'
import { useSyncExternalStore } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { Segmented } from '@/components/ui/segmented'
import { writeCookie } from '@/lib/client/cookie'
import { chosenTheme, chooseTheme } from '@/lib/client/theme'
import { localeCookie, localeNames, locales } from '@/lib/i18n/locale'
import { Section } from './section'

export function AppearanceSection() {
  const t = useTranslations('settings')
  const locale = useLocale()
  const router = useRouter()
  const [theme, setTheme] = useTheme()
  return (
    <Section id="appearance" title={t('sections.appearance')}>
      <dl>
        <Choice name={t('appearance.theme')}>
          <Segmented
            label={t('appearance.theme')}
            value={theme}
            options={[
              { value: 'system', label: t('appearance.system') },
              { value: 'dark', label: t('appearance.dark') },
              { value: 'light', label: t('appearance.light') },
            ]}
            onChange={setTheme}
          />
        </Choice>
        <Choice name={t('appearance.language')}>
          <Segmented
            label={t('appearance.language')}
            value={locale}
            options={locales.map((value) => ({ value, label: localeNames[value] }))}
            onChange={(value) => {
              writeCookie(localeCookie, value)
              router.refresh()
            }}
          />
        </Choice>
      </dl>
    </Section>
  )
}

function Choice({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-t border-line py-3 first:border-t-0 first:pt-0">
      {/* The control says the same to a screen reader. */}
      <dt aria-hidden className="text-base text-muted">
        {name}
      </dt>
      <dd>{children}</dd>
    </div>
  )
}

/** The light is written on the document, by the server at first; the page only reads it from there. */
function useTheme() {
  const theme = useSyncExternalStore(watchTheme, chosenTheme, () => 'system' as const)
  return [theme, chooseTheme] as const
}

function watchTheme(changed: () => void): () => void {
  const observer = new MutationObserver(changed)
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  return () => observer.disconnect()
}
