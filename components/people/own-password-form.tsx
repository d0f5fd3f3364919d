'use client'

import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { NewPasswordField } from '@/components/ui/new-password-field'
import { PasswordField } from '@/components/ui/password-field'
import { errorKind } from '@/lib/client/http'
import { membersApi } from '@/lib/client/members-api'
import { shortestPassword } from '@/lib/mj/passwords'
import { toast } from '@/lib/state/toasts'
import { OwnForm } from './own-form'

export function OwnPasswordForm({ name, onClose }: { name: string; onClose: () => void }) {
  const t = useTranslations('people')
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const { mutate, error, isPending, reset } = useMutation({
    mutationFn: () => membersApi.changePassword(current, next),
    onSuccess: () => {
      toast(t('own.changed'))
      onClose()
    },
    meta: { quiet: true },
  })
  const isWrong = error !== null && errorKind(error) === 'forbidden'
  const isComplete = current !== '' && next.length >= shortestPassword
  return (
    <OwnForm
      title={t('own.changePassword')}
      submit={t('own.change')}
      isBusy={isPending}
      isIncomplete={!isComplete}
      error={isWrong ? null : error}
      onClose={onClose}
      onSubmit={() => {
        if (isComplete) mutate()
      }}
    >
      {/* For password managers: whose password this is. */}
      <input type="text" name="username" autoComplete="username" value={name} readOnly hidden />
      <PasswordField
        label={t('own.current')}
        error={isWrong ? t('own.wrongCurrent') : undefined}
        autoFocus
        name="password"
        autoComplete="current-password"
        value={current}
        onChange={({ target }) => {
          setCurrent(target.value)
          reset()
        }}
      />
      <NewPasswordField label={t('own.next')} value={next} onChange={setNext} />
    </OwnForm>
  )
}
