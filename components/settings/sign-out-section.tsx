'use client'

import { LogOut } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { studioApi } from '@/lib/client/studio-api'
import { toastError } from '@/lib/state/toasts'
import { Section } from './section'

export function SignOutSection() {
  const t = useTranslations('settings')
  const [isLeaving, setLeaving] = useState(false)

  async function signOut() {
    setLeaving(true)
    try {
      await studioApi.logOut()
      // A whole load: nothing of the studio may stay in the page.
      window.location.assign('/')
    } catch (error) {
      setLeaving(false)
      toastError(error)
    }
  }

  return (
    <Section id="signOut" title={t('sections.signOut')} about={t('signOut.about')}>
      <Button size="md" icon={<LogOut />} busy={isLeaving} onClick={() => void signOut()}>
        {t('signOut.button')}
      </Button>
    </Section>
  )
}
