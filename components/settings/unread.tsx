'use client'

import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { errorKind } from '@/lib/client/http'
import { Fault } from './fault'

/** Instead of a part of the page that could not be read: what it is, why, and the way to ask again. */
export function Unread({
  title,
  retry,
  error,
  onRetry,
}: {
  title: string
  /** What the button says. */
  retry: string
  error: Error
  onRetry: () => void
}) {
  const errors = useTranslations('errors.kind')
  return (
    <Fault title={title} help={errors(errorKind(error))}>
      <Button look="bright" onClick={onRetry}>
        {retry}
      </Button>
    </Fault>
  )
}
