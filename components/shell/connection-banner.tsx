'use client'

import { CloudOff, LogIn, Unplug } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useStore } from 'zustand'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { wakeChanges } from '@/lib/client/watch'
import { connectionStore } from '@/lib/state/connection'

/** Says why the page may be behind, and stays until it no longer is. */
export function ConnectionBanner() {
  const t = useTranslations('shell.connection')
  const connection = useStore(connectionStore, (state) => state.connection)
  if (connection === 'online') return null
  if (connection === 'signed-out') {
    return (
      <Banner
        tone="fault"
        icon={<LogIn />}
        action={
          <Button look="bright" onClick={() => window.location.reload()}>
            {t('signIn')}
          </Button>
        }
      >
        {t('signedOut')}
      </Banner>
    )
  }
  return (
    <Banner
      tone="warn"
      icon={connection === 'offline' ? <CloudOff /> : <Unplug />}
      action={<Button onClick={wakeChanges}>{t('retry')}</Button>}
    >
      {t(connection)}
    </Banner>
  )
}
