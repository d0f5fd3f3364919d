'use client'

import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Avatar } from '@/components/ui/avatar'
import { Button } from '@/components/ui/button'
import { useMinute } from '@/components/ui/use-now'
import { useMoments } from '@/components/ui/use-moments'
import type { Invitation, Me, Member } from '@/lib/mj/members'
import { PersonForm } from './person-form'
import { Usage } from './usage'
import { useNewLink } from './use-people'

/** One of the people: who, since when, how much; and for the owner, below it, the form. */
export function PersonRow({
  person,
  me,
  isOpen,
  editButtonId,
  onOpen,
  onClose,
  onRemoved,
  onLink,
}: {
  person: Member
  me: Me
  isOpen: boolean
  editButtonId: string
  onOpen: () => void
  onClose: () => void
  onRemoved: () => void
  onLink: (invitation: Invitation) => void
}) {
  const t = useTranslations('people')
  const now = useMinute()
  const { id, name, state, usedToday, budgetPerDay, inviteExpiresAt } = person
  // Otherwise the form has it.
  const wantsLink = state !== 'active' && (inviteExpiresAt ?? 0) <= now
  return (
    <div className="py-3.5">
      <div className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-6 gap-y-2.5 md:grid-cols-[minmax(0,1fr)_170px_132px]">
        <About person={person} isMe={id === me.id} />
        {state === 'active' ? (
          <div className="max-md:order-last max-md:col-span-2 max-md:pl-11">
            <Usage used={usedToday} limit={budgetPerDay} />
          </div>
        ) : (
          <span className="max-md:hidden" />
        )}
        <div className="flex justify-end gap-2">
          {wantsLink && !isOpen ? <NewLink person={person} onLink={onLink} /> : null}
          {state === 'removed' || isOpen ? null : (
            <Button id={editButtonId} aria-label={t('editOf', { name })} onClick={onOpen}>
              {t('edit')}
            </Button>
          )}
        </div>
      </div>
      {isOpen ? (
        <div className="pt-5 pb-2 sm:pl-11">
          <PersonForm
            person={person}
            isMe={id === me.id}
            onCancel={onClose}
            onSaved={onClose}
            onRemoved={onRemoved}
            onInvited={onLink}
          />
        </div>
      ) : null}
    </div>
  )
}

function About({ person, isMe }: { person: Member; isMe: boolean }) {
  const t = useTranslations('people')
  const { name, role, state } = person
  return (
    <div className="flex min-w-0 items-center gap-3">
      <Avatar name={name} look={state === 'active' ? 'plain' : 'hollow'} />
      <div className="min-w-0">
        <h3 className="flex flex-wrap items-center gap-x-2.5 text-base font-medium">
          <span className={state === 'removed' ? 'min-w-0 text-muted' : 'min-w-0'}>{name}</span>
          {role === 'owner' ? <Mark>{t('role.owner')}</Mark> : null}
          {isMe ? <Mark>{t('you')}</Mark> : null}
        </h3>
        <p className="text-sm text-muted">
          <StateWords person={person} />
        </p>
      </div>
    </div>
  )
}

function Mark({ children }: { children: ReactNode }) {
  return (
    <span className="rounded-sm bg-hover px-[7px] py-0.5 text-xs font-normal text-muted">
      {children}
    </span>
  )
}

/** Whoever has asked for something in the last minutes is there. */
const presentMs = 5 * 60_000

function StateWords({ person }: { person: Member }) {
  const t = useTranslations('people')
  const { ago, moment } = useMoments()
  const now = useMinute()
  const { state, lastSeenAt, inviteExpiresAt } = person
  const isLinkAlive = inviteExpiresAt !== null && inviteExpiresAt > now
  if (state === 'removed') return t('removed')
  if (state === 'invited') {
    return isLinkAlive ? t('invited', { until: moment(inviteExpiresAt) }) : t('inviteExpired')
  }
  const seen =
    lastSeenAt === null
      ? t('notSeen')
      : now - lastSeenAt < presentMs
        ? t('here')
        : t('seen', { ago: ago(lastSeenAt) })
  return (
    <>
      {seen}
      {isLinkAlive ? (
        <span className="block text-faint">
          {t('relinked', { until: moment(inviteExpiresAt) })}
        </span>
      ) : null}
    </>
  )
}

function NewLink({ person, onLink }: { person: Member; onLink: (it: Invitation) => void }) {
  const t = useTranslations('people')
  const { mutate, isPending } = useNewLink()
  return (
    <Button
      aria-label={t('newLinkOf', { name: person.name })}
      busy={isPending}
      onClick={() => mutate(person.id, { onSuccess: onLink })}
    >
      {t('newLink')}
    </Button>
  )
}
