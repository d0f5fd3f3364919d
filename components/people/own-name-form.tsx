'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { TextField } from '@/components/ui/text-field'
import { errorKind } from '@/lib/client/http'
import { meQuery } from '@/lib/client/me'
import { membersApi } from '@/lib/client/members-api'
import type { Me } from '@/lib/mj/members'
import { toast } from '@/lib/state/toasts'
import { OwnForm } from './own-form'
import { readPersonName } from './person-values'

export function OwnNameForm({ me, onClose }: { me: Me; onClose: () => void }) {
  const t = useTranslations('people')
  const client = useQueryClient()
  const [text, setText] = useState(me.name)
  const [isInvalid, setInvalid] = useState(false)
  const { mutate, error, isPending, reset } = useMutation({
    mutationFn: (name: string) => membersApi.rename(name),
    onSuccess: (_answer, name) => {
      toast(t('own.renamed', { name }))
      onClose()
      return client.invalidateQueries({ queryKey: meQuery().queryKey })
    },
    meta: { quiet: true },
  })
  const isTaken = error !== null && errorKind(error) === 'conflict'
  return (
    <OwnForm
      title={t('own.rename')}
      submit={t('form.save')}
      isBusy={isPending}
      error={isTaken ? null : error}
      onClose={onClose}
      onSubmit={() => {
        const name = readPersonName(text)
        setInvalid(name === null)
        if (name !== null) mutate(name)
      }}
    >
      <TextField
        label={t('form.name')}
        help={t('form.nameOwnHelp')}
        error={isInvalid ? t('form.invalidName') : isTaken ? t('form.nameTaken') : undefined}
        autoFocus
        name="username"
        autoComplete="username"
        value={text}
        onChange={({ target }) => {
          setText(target.value)
          setInvalid(false)
          reset()
        }}
      />
    </OwnForm>
  )
}
