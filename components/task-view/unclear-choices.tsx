'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { useSettleUnclear } from '@/lib/client/actions'

/** Only a person may decide about a submit nobody knows the fate of; nothing here happens by itself. */
export function UnclearChoices({ taskId }: { taskId: string }) {
  const t = useTranslations('task.do')
  const { mutate, isPending, variables } = useSettleUnclear()
  const [step, setStep] = useState<'choose' | 'adopt' | 'resend'>('choose')

  if (step === 'adopt') {
    return (
      <AdoptForm
        isBusy={isPending}
        onCancel={() => setStep('choose')}
        onAdopt={(gatewayTaskId) => mutate({ taskId, choice: 'adopt', gatewayTaskId })}
      />
    )
  }
  if (step === 'resend') {
    return (
      <div role="alertdialog" aria-label={t('resendConfirm')} className="w-full">
        <p className="mb-2 text-warn">{t('resendConfirm')}</p>
        <div className="flex gap-[5px]">
          <Button
            look="accent"
            busy={isPending}
            disabled={isPending}
            onClick={() => mutate({ taskId, choice: 'resend' })}
          >
            {t('retry')}
          </Button>
          <Button onClick={() => setStep('choose')}>{t('cancel')}</Button>
        </div>
      </div>
    )
  }
  return (
    <>
      <Button
        look="bright"
        busy={isPending && variables.choice === 'check'}
        disabled={isPending}
        onClick={() => mutate({ taskId, choice: 'check' })}
      >
        {t('check')}
      </Button>
      <Button onClick={() => setStep('adopt')}>{t('adopt')}</Button>
      <Button onClick={() => setStep('resend')}>{t('resend')}</Button>
      <Button disabled={isPending} onClick={() => mutate({ taskId, choice: 'dismiss' })}>
        {t('dismiss')}
      </Button>
    </>
  )
}

function AdoptForm({
  isBusy,
  onCancel,
  onAdopt,
}: {
  isBusy: boolean
  onCancel: () => void
  onAdopt: (gatewayTaskId: string) => void
}) {
  const t = useTranslations('task.do')
  const [id, setId] = useState('')
  return (
    <form
      className="w-full"
      onSubmit={(event) => {
        event.preventDefault()
        if (id.trim() !== '') onAdopt(id.trim())
      }}
    >
      <label className="mb-2 block text-sm text-muted">
        {t('adoptLabel')}
        <input
          value={id}
          onChange={(event) => setId(event.target.value)}
          inputMode="numeric"
          autoComplete="off"
          className="mt-1 block h-[34px] w-full rounded-md border border-line-strong bg-bg px-2.5 font-mono text-sm text-text pointer-coarse:h-11 pointer-coarse:text-xl"
        />
      </label>
      <div className="flex gap-[5px]">
        <Button type="submit" look="accent" busy={isBusy} disabled={isBusy || id.trim() === ''}>
          {t('adoptConfirm')}
        </Button>
        <Button onClick={onCancel}>{t('cancel')}</Button>
      </div>
    </form>
  )
}
