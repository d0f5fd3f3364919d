'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
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
  const [isAsking, setAsking] = useState(false)
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
    <>
      <Button look="ghost" size="md" onClick={() => setAsking(true)}>
        {t('remove')}
      </Button>
      {isAsking ? (
        <Dialog
          title={t('removal.title', { name })}
          onClose={() => setAsking(false)}
          footer={
            <>
              <Button size="md" onClick={() => setAsking(false)}>
                {t('removal.keep')}
              </Button>
              <Button look="accent" size="md" busy={isPending} onClick={remove}>
                {t('removal.confirm', { name })}
              </Button>
            </>
          }
        >
          {state === 'invited' ? (
            <p>{t('removal.invited')}</p>
          ) : (
            <>
              <p className="mb-2">{t('removal.now', { name })}</p>
              <p className="text-muted">{t('removal.stays', { name })}</p>
            </>
          )}
        </Dialog>
      ) : null}
    </>
  )
}
