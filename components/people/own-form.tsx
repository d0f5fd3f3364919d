'use client'

import { type ReactNode, type SubmitEvent, useId } from 'react'
import { useTranslations } from 'use-intl'
import { Fault } from '@/components/settings/fault'
import { Button } from '@/components/ui/button'
import { errorKind } from '@/lib/client/http'

/** What the forms about oneself have in common: a title, what went wrong, and two buttons. */
export function OwnForm({
  title,
  submit,
  isBusy,
  isIncomplete = false,
  error,
  onClose,
  onSubmit,
  children,
}: {
  title: string
  submit: string
  isBusy: boolean
  isIncomplete?: boolean
  error: Error | null
  onClose: () => void
  onSubmit: () => void
  children: ReactNode
}) {
  const t = useTranslations('people.form')
  const errors = useTranslations('errors.kind')
  const titleId = useId()
  return (
    <form
      aria-labelledby={titleId}
      noValidate
      className="flex max-w-[340px] flex-col gap-4"
      onSubmit={(event: SubmitEvent) => {
        event.preventDefault()
        if (!isBusy) onSubmit()
      }}
    >
      <h3 id={titleId} className="text-base font-medium">
        {title}
      </h3>
      {children}
      {error ? <Fault title={errors(errorKind(error))} help={null} /> : null}
      <div className="flex flex-wrap gap-2">
        <Button
          type="submit"
          look="accent"
          size="md"
          busy={isBusy}
          aria-disabled={isIncomplete || undefined}
        >
          {submit}
        </Button>
        <Button size="md" onClick={onClose}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}
