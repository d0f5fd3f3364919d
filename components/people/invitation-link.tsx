'use client'

import { useTranslations } from 'use-intl'
import { useMoments } from '@/components/ui/use-moments'
import { ShownOnce } from '@/components/settings/shown-once'
import { invitationLink } from '@/lib/client/members-api'
import type { Invitation } from '@/lib/mj/members'

/** The link of an invitation, for the one time that it can be seen. */
export function InvitationLink({
  invitation,
  origin,
  onDone,
}: {
  invitation: Invitation
  origin: string
  onDone: () => void
}) {
  const { member } = invitation
  const t = useTranslations('people.link')
  const { moment } = useMoments()
  const until = moment(member.inviteExpiresAt ?? 0)
  const words = { name: member.name, until }
  return (
    <ShownOnce
      title={t('title', { name: member.name })}
      field={t('field')}
      copy={t('copy')}
      done={t('done')}
      onDone={onDone}
      about={
        <>
          <p>{t(member.state === 'active' ? 'renews' : 'about', words)}</p>
          {isLocal(origin) ? <p className="mt-2 text-warn">{t('local')}</p> : null}
        </>
      }
    >
      {invitationLink(origin, invitation)}
    </ShownOnce>
  )
}

/** Loopback: true for nobody but whoever sits at this machine. */
function isLocal(origin: string): boolean {
  const { hostname } = new URL(origin)
  return hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.')
}
