'use client'

import { type ReactNode, useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Lamp } from '@/components/shell/lamp'
import { Spinner } from '@/components/ui/spinner'
import { AddressForm } from './address-form'
import { InvitationPage } from './invitation-page'
import { PasswordForm } from './password-form'
import { type Trouble, useEntrance } from './use-entrance'

/** What somebody at the door can show. */
export type Keys = {
  /** The owner's, set as SAFELIGHT_PASSWORD. */
  hasPassword: boolean
  /** Whether there is anybody who signs in by name. */
  hasMembers: boolean
}

/** For visitors without a session: a printed address signs in by itself, a link asks for a password, others are asked. */
export function SignIn({ hasPassword, hasMembers }: Keys) {
  const t = useTranslations('signIn')
  const { isEntering, trouble, invitation, enter, complain, forgetInvitation } = useEntrance()
  // Here, because the form leaves while its answer is awaited.
  const [name, setName] = useState('')

  useEffect(() => {
    document.title = `${t(invitation === null ? 'title' : 'invite.title')} · Safelight`
  }, [t, invitation])

  if (invitation !== null) {
    return (
      <Doorway>
        <InvitationPage key={invitation} secret={invitation} onLeave={forgetInvitation} />
      </Doorway>
    )
  }
  const intro = hasMembers
    ? hasPassword
      ? 'introPeople'
      : 'introNames'
    : hasPassword
      ? 'introPassword'
      : 'intro'
  return (
    <Doorway>
      <h1 className="mb-2 text-2xl font-medium tracking-tight">Safelight</h1>
      {isEntering ? (
        <p role="status" className="flex items-center gap-2.5 text-muted">
          <Spinner /> {t('entering')}
        </p>
      ) : (
        <>
          <p className="mb-5 text-muted">{t(intro)}</p>
          {trouble ? <TroubleText trouble={trouble} /> : null}
          {hasPassword || hasMembers ? (
            <PasswordForm
              name={hasMembers ? name : null}
              isNameOptional={hasPassword}
              onEnter={(credentials) => {
                setName('name' in credentials ? credentials.name : '')
                void enter(credentials)
              }}
            />
          ) : null}
          {hasPassword ? null : (
            <div className={hasMembers ? 'mt-8 border-t border-line pt-6' : ''}>
              <AddressForm
                isSecondary={hasMembers}
                onEnter={(token) => void enter({ token })}
                onNoToken={() => complain('no-token')}
              />
            </div>
          )}
        </>
      )}
    </Doorway>
  )
}

function Doorway({ children }: { children: ReactNode }) {
  return (
    // Held from above, so that the lamp stays where it is whatever is said below it.
    <main className="grid min-h-dvh content-start justify-items-center px-5 pt-[22dvh] pb-10">
      <div className="w-full max-w-sm">
        <Lamp className="mb-6 size-14 in-[.arriving]:animate-breathe" />
        <div className="in-[.arriving]:hidden">{children}</div>
      </div>
    </main>
  )
}

const explained = {
  expired: ['expired', 'expiredHelp'],
  'wrong-password': ['wrongPassword', 'wrongPasswordHelp'],
  'wrong-name': ['wrongName', 'wrongNameHelp'],
} as const

function TroubleText({ trouble }: { trouble: Trouble }) {
  const t = useTranslations('signIn')
  const errors = useTranslations('errors.kind')
  const isExplained = (it: Trouble): it is keyof typeof explained => it in explained
  return (
    <div role="alert" className="mb-5 border-l-2 border-accent pl-3.5">
      {isExplained(trouble) ? (
        <>
          <p className="font-medium">{t(explained[trouble][0])}</p>
          <p className="text-muted">{t(explained[trouble][1])}</p>
        </>
      ) : (
        <p>{trouble === 'no-token' ? t('noToken') : errors(trouble)}</p>
      )}
    </div>
  )
}
