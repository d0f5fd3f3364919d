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
  return (
    <div className="sticky top-0 z-40 mx-auto w-[min(1120px,100%-24px)] pt-3">
      {connection === 'signed-out' ? (
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
      ) : (
        <Banner
          tone="warn"
          icon={connection === 'offline' ? <CloudOff /> : <Unplug />}
          action={<Button onClick={wakeChanges}>{t('retry')}</Button>}
        >
          {t(connection)}
        </Banner>
      )}
    </div>
  )
}
