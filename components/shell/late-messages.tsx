'use client'

import { queryOptions, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useLocale, useMessages, useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { errorKind, getJson } from '@/lib/client/http'
import type { Messages } from '@/lib/i18n/en'
import type { Locale } from '@/lib/i18n/locale'
import { MoreMessages } from '@/lib/i18n/provider'
import { Ground } from './over-page'

type LateNoun = 'compare'

const messagesQuery = (locale: Locale, noun: LateNoun) =>
  queryOptions({
    queryKey: ['messages', locale, noun] as const,
    queryFn: ({ signal }) => getJson<Pick<Messages, LateNoun>>(`/api/messages/${noun}`, { signal }),
    staleTime: Infinity,
  })

/** What is inside says words that not every page brings along; where they are missing they are fetched first. */
export function LateMessages({
  noun,
  fallback,
  children,
}: {
  noun: LateNoun
  fallback: ReactNode
  children: ReactNode
}) {
  const isHere = noun in useMessages()
  const { data, error, refetch } = useQuery({
    ...messagesQuery(useLocale(), noun),
    enabled: !isHere,
  })
  if (isHere) return children
  if (data) return <MoreMessages messages={data}>{children}</MoreMessages>
  return error ? <Failed error={error} onRetry={() => void refetch()} /> : fallback
}

function Failed({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const t = useTranslations()
  return (
    <Ground>
      <EmptyState
        title={t(`errors.kind.${errorKind(error)}`)}
        action={
          <Button size="md" look="accent" onClick={onRetry}>
            {t('task.tryAgain')}
          </Button>
        }
      />
    </Ground>
  )
}
