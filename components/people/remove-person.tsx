'use client'

import { useTranslations } from 'use-intl'
import { Removal } from '@/components/settings/removal'
import type { Member } from '@/lib/mj/members'
import { toast } from '@/lib/state/toasts'
import { useRemovePerson } from './use-people'

/** Asks before it does, and says what ends and what stays. */
export function RemovePerson({
  person: { id, name, state },
  onRemoved,
}: {
  person: Member
  onRemoved: () => void
}) {
  const t = useTranslations('people')
  const { mutate, isPending } = useRemovePerson()

  function remove() {
    mutate(id, {
      onSuccess: () => {
        toast(t('removal.done', { name }))
        onRemoved()
      },
    })
  }

  return (
    <Removal
      words={{
        remove: t('remove'),
        title: t('removal.title', { name }),
        keep: t('removal.keep'),
        confirm: t('removal.confirm', { name }),
      }}
      isPending={isPending}
      onConfirm={remove}
    >
      {state === 'invited' ? (
        <p>{t('removal.invited')}</p>
      ) : (
        <>
          <p className="mb-2">{t('removal.now', { name })}</p>
          <p className="text-muted">{t('removal.stays', { name })}</p>
        </>
      )}
    </Removal>
  )
}
