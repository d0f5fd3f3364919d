'use client'

import { useTranslations } from 'use-intl'
import type { GatewaySettings } from '@/lib/mj/gateways'
import { toast } from '@/lib/state/toasts'
import { Removal } from './removal'
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
    <Removal
      words={{
        remove: t('gateways.remove'),
        title: t('removal.title', { name }),
        keep: t('removal.keep'),
        confirm: t('removal.confirm'),
      }}
      isPending={isPending}
      onConfirm={remove}
    >
      {tasks === 0 ? (
        <p>{t('removal.unused')}</p>
      ) : (
        <>
          <p className="mb-2">{t('removal.pictures', { count: tasks })}</p>
          <p className="text-muted">{t('removal.buttons')}</p>
        </>
      )}
    </Removal>
  )
}
