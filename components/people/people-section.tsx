'use client'

import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { RowLoading } from '@/components/settings/row-loading'
import { Section } from '@/components/settings/section'
import { Unread } from '@/components/settings/unread'
import { Button } from '@/components/ui/button'
import type { Invitation, Me } from '@/lib/mj/members'
import { InvitationLink } from './invitation-link'
import { PersonForm } from './person-form'
import { PersonRow } from './person-row'
import { inOrder } from './in-order'
import { usePeople } from './use-people'

const inviteButtonId = 'invite'
const editButtonId = (id: string) => `person-${id}`

/** What stands open: one form or one link at a time. */
type Open =
  | { type: 'nothing' }
  | { type: 'invite' }
  | { type: 'edit'; id: string }
  | { type: 'link'; invitation: Invitation }

/** Who is here, for the owner, who invites, lends and removes. */
export function PeopleSection({ me, origin }: { me: Me; origin: string }) {
  const t = useTranslations('people')
  const sections = useTranslations('settings.sections')
  const { data: people, error, refetch } = usePeople()
  const [open, setOpen] = useState<Open>({ type: 'nothing' })

  function close(next: string) {
    setOpen({ type: 'nothing' })
    // When it is on the screen again.
    requestAnimationFrame(() => document.getElementById(next)?.focus())
  }
  const showLink = (invitation: Invitation) => setOpen({ type: 'link', invitation })

  return (
    <Section id="people" title={sections('people')} about={t('about')}>
      {people ? (
        <ul aria-label={t('list')} className="mb-4">
          {inOrder(people).map((person) => (
            <li key={person.id} className="border-t border-line">
              <PersonRow
                person={person}
                me={me}
                isOpen={open.type === 'edit' && open.id === person.id}
                editButtonId={editButtonId(person.id)}
                onOpen={() => setOpen({ type: 'edit', id: person.id })}
                onClose={() => close(editButtonId(person.id))}
                onRemoved={() => close(inviteButtonId)}
                onLink={showLink}
              />
              {open.type === 'link' && open.invitation.member.id === person.id ? (
                <InvitationLink
                  invitation={open.invitation}
                  origin={origin}
                  onDone={() => close(inviteButtonId)}
                />
              ) : null}
            </li>
          ))}
        </ul>
      ) : error ? (
        <div className="mb-5">
          <Unread
            title={t('failed')}
            retry={t('retry')}
            error={error}
            onRetry={() => void refetch()}
          />
        </div>
      ) : (
        <RowLoading label={t('loading')} />
      )}
      {open.type === 'invite' ? (
        <div className="border-t border-line pt-6">
          <PersonForm person={null} onCancel={() => close(inviteButtonId)} onInvited={showLink} />
        </div>
      ) : (
        <Invite
          isAlone={people?.length === 1}
          isReady={people !== undefined}
          onOpen={() => setOpen({ type: 'invite' })}
        />
      )}
    </Section>
  )
}

function Invite({
  isAlone,
  isReady,
  onOpen,
}: {
  isAlone: boolean
  isReady: boolean
  onOpen: () => void
}) {
  const t = useTranslations('people')
  return (
    <>
      {isAlone ? <p className="mb-3.5 max-w-[62ch] text-sm text-faint">{t('alone')}</p> : null}
      <Button
        id={inviteButtonId}
        look="bright"
        size="md"
        icon={<UserPlus />}
        disabled={!isReady}
        onClick={onOpen}
      >
        {t('invite')}
      </Button>
    </>
  )
}
