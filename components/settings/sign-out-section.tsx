'use client'

import { LogOut } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { useSignOut } from '@/lib/client/use-sign-out'
import { Section } from './section'

export function SignOutSection() {
  const t = useTranslations('settings')
  const { isLeaving, signOut } = useSignOut()
  return (
    <Section id="signOut" title={t('sections.signOut')} about={t('signOut.about')}>
      <Button size="md" icon={<LogOut />} busy={isLeaving} onClick={signOut}>
        {t('signOut.button')}
      </Button>
    </Section>
  )
}
