'use client'

import { type SubmitEvent, useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Lamp } from '@/components/shell/lamp'
import { Button } from '@/components/ui/button'
import { Spinner } from '@/components/ui/spinner'
import { errorKind } from '@/lib/client/http'
import { studioApi } from '@/lib/client/studio-api'
import type { ErrorKind } from '@/lib/mj/errors'
import { readStartToken } from './start-token'

type Credentials = Parameters<typeof studioApi.logIn>[0]
type Trouble = ErrorKind | 'expired' | 'wrong-password' | 'no-token'

/** For visitors without a session: the printed address signs in by itself; a password, where one is set, by hand. */
export function SignIn({ hasPassword }: { hasPassword: boolean }) {
  const t = useTranslations('signIn')
  const { isEntering, trouble, enter, complain } = useEntrance()

  useEffect(() => {
    document.title = `${t('title')} · Safelight`
  }, [t])

  return (
    <main className="grid min-h-dvh place-items-center px-5 py-10">
      <div className="w-full max-w-sm">
        <Lamp className="mb-6 size-14" />
        <h1 className="mb-2 text-2xl font-medium tracking-tight">Safelight</h1>
        {isEntering ? (
          <p role="status" className="flex items-center gap-2.5 text-muted">
            <Spinner /> {t('entering')}
          </p>
        ) : (
          <>
            <p className="mb-5 text-muted">{t(hasPassword ? 'introPassword' : 'intro')}</p>
            {trouble ? <TroubleText trouble={trouble} /> : null}
            {hasPassword ? (
              <PasswordForm onEnter={(password) => void enter({ password })} />
            ) : (
              <AddressForm
                onEnter={(token) => void enter({ token })}
                onNoToken={() => complain('no-token')}
              />
            )}
          </>
        )}
      </div>
    </main>
  )
}

function useEntrance() {
  const [isEntering, setEntering] = useState(false)
  const [trouble, setTrouble] = useState<Trouble | null>(null)

  async function enter(credentials: Credentials) {
    setEntering(true)
    try {
      await studioApi.logIn(credentials)
      // A whole load: nothing of the visitor's page may stay.
      window.location.reload()
    } catch (error) {
      setEntering(false)
      setTrouble(troubleOf(errorKind(error), credentials))
    }
  }

  useEffect(() => {
    const takeFragment = () => {
      const token = readStartToken(window.location.hash)
      if (token === null) return
      // At once, so that it stays neither in the address bar nor in the history.
      window.history.replaceState(null, '', window.location.pathname)
      void enter({ token })
    }
    takeFragment()
    // A newer address pasted over this one changes only the fragment, which loads nothing.
    window.addEventListener('hashchange', takeFragment)
    return () => window.removeEventListener('hashchange', takeFragment)
  }, [])

  return { isEntering, trouble, enter, complain: setTrouble }
}

function troubleOf(kind: ErrorKind, credentials: Credentials): Trouble {
  if (kind !== 'unauthorised') return kind
  return 'token' in credentials ? 'expired' : 'wrong-password'
}

function TroubleText({ trouble }: { trouble: Trouble }) {
  const t = useTranslations('signIn')
  const errors = useTranslations('errors.kind')
  return (
    <div role="alert" className="mb-5 border-l-2 border-accent pl-3.5">
      {trouble === 'expired' ? (
        <>
          <p className="font-medium">{t('expired')}</p>
          <p className="text-muted">{t('expiredHelp')}</p>
        </>
      ) : trouble === 'wrong-password' ? (
        <>
          <p className="font-medium">{t('wrongPassword')}</p>
          <p className="text-muted">{t('wrongPasswordHelp')}</p>
        </>
      ) : (
        <p>{trouble === 'no-token' ? t('noToken') : errors(trouble)}</p>
      )}
    </div>
  )
}

function PasswordForm({ onEnter }: { onEnter: (password: string) => void }) {
  const t = useTranslations('signIn')
  const [password, setPassword] = useState('')
  return (
    <form
      onSubmit={(event: SubmitEvent) => {
        event.preventDefault()
        if (password !== '') onEnter(password)
      }}
    >
      <label className="text-sm text-muted">
        {t('password')}
        <input
          type="password"
          name="password"
          autoComplete="current-password"
          autoFocus
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          className={field}
        />
      </label>
      <Button type="submit" look="accent" size="md" className="mt-4">
        {t('enter')}
      </Button>
    </form>
  )
}

function AddressForm({
  onEnter,
  onNoToken,
}: {
  onEnter: (token: string) => void
  onNoToken: () => void
}) {
  const t = useTranslations('signIn')
  const [address, setAddress] = useState('')
  return (
    <form
      onSubmit={(event: SubmitEvent) => {
        event.preventDefault()
        const token = readStartToken(address)
        if (token === null) onNoToken()
        else onEnter(token)
      }}
    >
      <label className="text-sm text-muted">
        {t('address')}
        <input
          value={address}
          onChange={(event) => setAddress(event.target.value)}
          autoComplete="off"
          spellCheck={false}
          placeholder="http://127.0.0.1:3000/#t=…"
          className={`${field} font-mono`}
        />
      </label>
      <Button type="submit" look="accent" size="md" className="mt-4">
        {t('enter')}
      </Button>
    </form>
  )
}

const field =
  'mt-1 block h-[42px] w-full rounded-lg border border-line-strong bg-surface px-3 text-base text-text pointer-coarse:text-xl'
