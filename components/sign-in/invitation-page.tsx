'use client'

import { useMutation, useQuery } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { NewPasswordField } from '@/components/ui/new-password-field'
import { Spinner } from '@/components/ui/spinner'
import { errorKind } from '@/lib/client/http'
import { membersApi } from '@/lib/client/members-api'
import type { ErrorKind } from '@/lib/mj/errors'
import { shortestPassword } from '@/lib/mj/passwords'

/** What a link opens: a name, and the question for a password. Taken once; whoever comes second is told. */
export function InvitationPage({ secret, onLeave }: { secret: string; onLeave: () => void }) {
  const t = useTranslations('signIn')
  const look = useQuery({
    queryKey: ['invitation', secret],
    queryFn: () => membersApi.lookAtInvitation(secret),
    staleTime: Infinity,
    gcTime: 0,
  })
  const take = useMutation({
    mutationFn: (password: string) => membersApi.takeInvitation(secret, password),
    // A whole load: nothing of the visitor's page may stay.
    onSuccess: () => window.location.reload(),
    meta: { quiet: true },
  })
  const error = look.error ?? take.error
  if (error && isDead(errorKind(error))) return <DeadLink onLeave={onLeave} />
  if (look.data) {
    return (
      <Welcome
        name={look.data.name}
        fault={take.error ? errorKind(take.error) : null}
        isTaking={take.isPending || take.isSuccess}
        onTake={take.mutate}
      />
    )
  }
  if (look.error) {
    return <LookFailed kind={errorKind(look.error)} onRetry={() => void look.refetch()} />
  }
  return (
    <p role="status" className="flex items-center gap-2.5 text-muted">
      <Spinner /> {t('invite.looking')}
    </p>
  )
}

/** Used, expired, renewed, never made: the studio does not say which, and the way on is the same. */
function isDead(kind: ErrorKind): boolean {
  return kind === 'gone' || kind === 'bad-request'
}

function Welcome({
  name,
  fault,
  isTaking,
  onTake,
}: {
  name: string
  fault: ErrorKind | null
  isTaking: boolean
  onTake: (password: string) => void
}) {
  const t = useTranslations('signIn.invite')
  const errors = useTranslations('errors.kind')
  const [password, setPassword] = useState('')
  return (
    <form
      onSubmit={(event: SubmitEvent) => {
        event.preventDefault()
        if (password.length >= shortestPassword && !isTaking) onTake(password)
      }}
    >
      <h1 className="mb-2 text-2xl font-medium tracking-tight">{t('welcome', { name })}</h1>
      <p className="mb-5 text-muted">{t('about')}</p>
      {fault ? (
        <p role="alert" className="mb-5 border-l-2 border-accent pl-3.5">
          {errors(fault)}
        </p>
      ) : null}
      {/* For password managers: whose password this is. */}
      <input type="text" name="username" autoComplete="username" value={name} readOnly hidden />
      <NewPasswordField label={t('password')} value={password} onChange={setPassword} autoFocus />
      <Button
        type="submit"
        look="accent"
        size="md"
        className="mt-4"
        busy={isTaking}
        aria-disabled={password.length < shortestPassword || undefined}
      >
        {t('join')}
      </Button>
    </form>
  )
}

function DeadLink({ onLeave }: { onLeave: () => void }) {
  const t = useTranslations('signIn.invite')
  return (
    <>
      <h1 className="mb-2 text-2xl font-medium tracking-tight">{t('dead')}</h1>
      <p role="alert" className="mb-5 text-muted">
        {t('deadHelp')}
      </p>
      <Button look="bright" size="md" onClick={onLeave}>
        {t('toSignIn')}
      </Button>
    </>
  )
}

function LookFailed({ kind, onRetry }: { kind: ErrorKind; onRetry: () => void }) {
  const t = useTranslations('signIn.invite')
  const errors = useTranslations('errors.kind')
  return (
    <>
      <h1 className="mb-2 text-2xl font-medium tracking-tight">{t('title')}</h1>
      <p role="alert" className="mb-5 text-muted">
        {errors(kind)}
      </p>
      <Button look="bright" size="md" onClick={onRetry}>
        {t('again')}
      </Button>
    </>
  )
}
