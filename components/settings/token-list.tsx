'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { Question } from '@/components/ui/question'
import { useMoments } from '@/components/ui/use-moments'
import type { StudioToken } from '@/lib/mj/members'
import { toast } from '@/lib/state/toasts'
import { makeTokenId } from './token-form'
import { Unread } from './unread'
import { useRevokeToken, useTokens } from './use-tokens'

/** The tokens that work, with their last use; below them, folded, those that were. */
export function TokenList({ viewerId }: { viewerId: string }) {
  const t = useTranslations('settings.tools')
  const { data: tokens, error, refetch } = useTokens()
  if (!tokens) {
    return error ? (
      <Unread
        title={t('tokensFailed')}
        retry={t('retry')}
        error={error}
        onRetry={() => void refetch()}
      />
    ) : (
      <div role="status" aria-label={t('tokensLoading')}>
        <div className="h-5 w-56 max-w-full animate-breathe rounded-md bg-surface" />
      </div>
    )
  }
  const working = tokens.filter(({ revokedAt }) => revokedAt === null)
  const past = tokens.filter(({ revokedAt }) => revokedAt !== null)
  return (
    <>
      {working.length === 0 ? (
        <p className="text-base text-faint">{t('noTokens')}</p>
      ) : (
        <ul aria-label={t('tokens')}>
          {working.map((token) => (
            <TokenRow key={token.id} token={token} viewerId={viewerId} />
          ))}
        </ul>
      )}
      {past.length > 0 ? <Past tokens={past} viewerId={viewerId} /> : null}
    </>
  )
}

function TokenRow({ token, viewerId }: { token: StudioToken; viewerId: string }) {
  const t = useTranslations('settings.tools')
  const { ago, day } = useMoments()
  const { name, ownerId, ownerName, createdAt, lastUsedAt } = token
  return (
    <li className="flex items-center justify-between gap-4 border-t border-line py-2.5 first:border-t-0 first:pt-0">
      <div className="min-w-0">
        <p className="font-medium">{name}</p>
        <p className="text-sm text-muted">
          {[
            ...(ownerId === viewerId ? [] : [ownerName]),
            lastUsedAt === null ? t('neverUsed') : t('lastUse', { ago: ago(lastUsedAt) }),
            t('made', { when: day(createdAt) }),
          ].join(' · ')}
        </p>
      </div>
      <RevokeToken token={token} />
    </li>
  )
}

function RevokeToken({ token: { id, name } }: { token: StudioToken }) {
  const t = useTranslations('settings.tools')
  const [isAsking, setAsking] = useState(false)
  const { mutate, isPending } = useRevokeToken()

  function revoke() {
    mutate(id, {
      onSuccess: () => {
        toast(t('revoked', { name }))
        document.getElementById(makeTokenId)?.focus()
      },
    })
  }

  return (
    <>
      <Button look="ghost" aria-label={t('revokeOf', { name })} onClick={() => setAsking(true)}>
        {t('revoke')}
      </Button>
      {isAsking ? (
        <Question
          title={t('revokeTitle', { name })}
          keep={t('revokeKeep')}
          confirm={t('revokeConfirm')}
          isPending={isPending}
          onConfirm={revoke}
          onClose={() => setAsking(false)}
        >
          <p>{t('revokeAbout')}</p>
        </Question>
      ) : null}
    </>
  )
}

function Past({ tokens, viewerId }: { tokens: readonly StudioToken[]; viewerId: string }) {
  const t = useTranslations('settings.tools')
  const { day } = useMoments()
  return (
    <details className="mt-3 text-sm text-muted">
      <summary className="w-fit rounded-sm hover:text-text pointer-coarse:py-2.5">
        {t('past', { count: tokens.length })}
      </summary>
      <ul className="mt-2 flex flex-col gap-1.5">
        {tokens.map(({ id, name, ownerId, ownerName, revokedAt }) => (
          <li key={id}>
            {[
              name,
              ...(ownerId === viewerId ? [] : [ownerName]),
              t('pastLine', { when: day(revokedAt ?? 0) }),
            ].join(' · ')}
          </li>
        ))}
      </ul>
    </details>
  )
}
