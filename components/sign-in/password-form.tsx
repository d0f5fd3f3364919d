'use client'

import type { SubmitEvent } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { PasswordField } from '@/components/ui/password-field'
import { TextField } from '@/components/ui/text-field'
import { useHydrated } from '@/components/ui/use-hydrated'
import type { studioApi } from '@/lib/client/studio-api'
import { textOf } from './form-text'

type Credentials = Parameters<typeof studioApi.logIn>[0]

/**
 * The password of the studio; where it is shared, the name whose password it is. The fields keep what they hold: a
 * fast person types before the page is alive.
 */
export function PasswordForm({
  name,
  isNameOptional,
  onEnter,
}: {
  /** To begin with; null where nobody has to say who they are. */
  name: string | null
  isNameOptional: boolean
  onEnter: (credentials: Credentials) => void
}) {
  const t = useTranslations('signIn')
  const isAlive = useHydrated()
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event: SubmitEvent<HTMLFormElement>) => {
        event.preventDefault()
        const who = textOf(event.currentTarget, 'username').trim()
        const password = textOf(event.currentTarget, 'password')
        if (password === '' || (name !== null && !isNameOptional && who === '')) return
        onEnter(who === '' ? { password } : { name: who, password })
      }}
    >
      {name === null ? null : (
        <TextField
          label={t('name')}
          help={isNameOptional ? t('nameHelp') : undefined}
          name="username"
          autoComplete="username"
          autoFocus={name === ''}
          required={!isNameOptional}
          defaultValue={name}
        />
      )}
      <PasswordField
        label={t('password')}
        name="password"
        autoComplete="current-password"
        autoFocus={name !== ''}
      />
      <div>
        {/* Before the page is alive the browser would send the form itself, with the password in the address. */}
        <Button type="submit" look="accent" size="md" disabled={!isAlive}>
          {t('enter')}
        </Button>
      </div>
    </form>
  )
}
