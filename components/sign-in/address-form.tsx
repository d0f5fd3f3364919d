'use client'

import type { SubmitEvent } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/text-field'
import { useHydrated } from '@/components/ui/use-hydrated'
import { readStartToken } from './address-secrets'
import { textOf } from './form-text'

/** For the address that the studio printed at start. */
export function AddressForm({
  isSecondary,
  onEnter,
  onNoToken,
}: {
  isSecondary: boolean
  onEnter: (token: string) => void
  onNoToken: () => void
}) {
  const t = useTranslations('signIn')
  const isAlive = useHydrated()
  return (
    <form
      onSubmit={(event: SubmitEvent<HTMLFormElement>) => {
        event.preventDefault()
        const token = readStartToken(textOf(event.currentTarget, 'address'))
        if (token === null) onNoToken()
        else onEnter(token)
      }}
    >
      <TextField
        label={t('address')}
        isCode
        name="address"
        placeholder="http://127.0.0.1:3000/#t=…"
      />
      {/* See PasswordForm. */}
      <Button
        type="submit"
        look={isSecondary ? 'bright' : 'accent'}
        size="md"
        className="mt-4"
        disabled={!isAlive}
        aria-label={isSecondary ? t('enterByAddress') : undefined}
      >
        {t('enter')}
      </Button>
    </form>
  )
}
