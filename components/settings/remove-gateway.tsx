'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import type { GatewaySettings } from '@/lib/mj/gateways'
import { toast } from '@/lib/state/toasts'
import { useRemoveGateway } from './use-gateways'

/** Asks before it does: what is lost is said with its number. */
export function RemoveGateway({
  gateway: { id, name, tasks },
  onRemoved,
}: {
  gateway: GatewaySettings
  onRemoved: () => void
}) {
  const t = useTranslations('settings')
  const [isAsking, setAsking] = useState(false)
  const { mutate, isPending } = useRemoveGateway()

  function remove() {
    mutate(id, {
      onSuccess: () => {
        toast(t('gateways.removed', { name }))
        onRemoved()
      },
    })
  }

  return (
    <>
      <Button look="ghost" size="md" onClick={() => setAsking(true)}>
        {t('gateways.remove')}
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
                {t('removal.confirm')}
              </Button>
            </>
          }
        >
          {tasks === 0 ? (
            <p>{t('removal.unused')}</p>
          ) : (
            <>
              <p className="mb-2">{t('removal.pictures', { count: tasks })}</p>
              <p className="text-muted">{t('removal.buttons')}</p>
            </>
          )}
        </Dialog>
      ) : null}
    </>
  )
}
