'use client'

import { useId, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Section } from '@/components/settings/section'
import { Avatar } from '@/components/ui/avatar'
import { Button } from '@/components/ui/button'
import type { Me } from '@/lib/mj/members'
import { OwnNameForm } from './own-name-form'
import { OwnPasswordForm } from './own-password-form'
import { Usage } from './usage'

/** A member's own name and password, and what is left of their day. */
export function AccountSection({ me }: { me: Me }) {
  const t = useTranslations('people')
  const sections = useTranslations('settings.sections')
  const { name, budget } = me
  return (
    <Section id="account" title={sections('account')} about={t('own.about')}>
      <div className="mb-5 grid items-center gap-x-6 gap-y-2.5 border-t border-line pt-4 md:grid-cols-[minmax(0,1fr)_170px]">
        <p className="flex min-w-0 items-center gap-3 text-base font-medium">
          <Avatar name={name} />
          <span className="min-w-0">{name}</span>
        </p>
        {budget ? (
          <div className="max-md:pl-11">
            <Usage used={budget.usedToday} limit={budget.perDay} />
          </div>
        ) : null}
      </div>
      <OwnForms me={me} />
    </Section>
  )
}

function OwnForms({ me }: { me: Me }) {
  const t = useTranslations('people.own')
  const [open, setOpen] = useState<'name' | 'password' | null>(null)
  const buttons = { name: useId(), password: useId() }

  function close() {
    if (open === null) return
    setOpen(null)
    const button = buttons[open]
    // When it is on the screen again.
    requestAnimationFrame(() => document.getElementById(button)?.focus())
  }

  return (
    <div>
      {open === 'name' ? (
        <OwnNameForm me={me} onClose={close} />
      ) : open === 'password' ? (
        <OwnPasswordForm name={me.name} onClose={close} />
      ) : (
        <div className="flex flex-wrap gap-2">
          <Button id={buttons.password} size="md" look="bright" onClick={() => setOpen('password')}>
            {t('changePassword')}
          </Button>
          <Button id={buttons.name} size="md" onClick={() => setOpen('name')}>
            {t('rename')}
          </Button>
        </div>
      )}
    </div>
  )
}
