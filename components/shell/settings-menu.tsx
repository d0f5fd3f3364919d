'use client'

import { LogOut, Settings2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { Menu, type MenuEntry } from '@/components/ui/menu'
import { studioApi } from '@/lib/client/studio-api'
import { localeCookie, localeNames, locales } from '@/lib/i18n/locale'
import { chosenTheme, chooseTheme } from '@/lib/client/theme'
import { writeCookie } from '@/lib/client/cookie'
import { toastError } from '@/lib/state/toasts'
import { railItem } from './rail-item'

/** Appearance, language, the way out. */
export function SettingsMenu() {
  const t = useTranslations('shell.settings')
  return (
    <Menu
      side="right"
      align="end"
      trigger={
        <button type="button" className={railItem}>
          <Settings2 />
          {t('label')}
        </button>
      }
      entries={useEntries()}
    />
  )
}

function useEntries(): readonly MenuEntry[] {
  const t = useTranslations('shell.settings')
  const locale = useLocale()
  const router = useRouter()
  const [theme, setTheme] = useState(chosenTheme)

  async function signOut() {
    try {
      await studioApi.logOut()
      window.location.assign('/')
    } catch (error) {
      toastError(error)
    }
  }

  return [
    {
      type: 'choice',
      label: t('theme'),
      value: theme,
      options: [
        { value: 'system', label: t('system') },
        { value: 'dark', label: t('dark') },
        { value: 'light', label: t('light') },
      ],
      onChange: (value) => setTheme(chooseTheme(value)),
    },
    {
      type: 'choice',
      label: t('language'),
      value: locale,
      options: locales.map((value) => ({ value, label: localeNames[value] })),
      onChange: (value) => {
        writeCookie(localeCookie, value)
        router.refresh()
      },
    },
    { type: 'separator' },
    { label: t('signOut'), icon: <LogOut />, onSelect: () => void signOut() },
  ]
}
