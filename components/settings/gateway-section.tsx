'use client'

import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { toast } from '@/lib/state/toasts'
import { GatewayForm } from './gateway-form'
import { GatewayRow } from './gateway-row'
import { RowLoading } from './row-loading'
import { Section } from './section'
import type { SettingsFacts } from './settings-page'
import { Unread } from './unread'
import { useGatewaySettings } from './use-gateways'

const addButtonId = 'add-gateway'
const rowButtonId = (id: string) => `edit-${id}`

/** The gateways, one of which may be open, and the way to another one. */
export function GatewaySection({ facts }: { facts: SettingsFacts }) {
  const t = useTranslations('settings')
  const { data: gateways, error, refetch } = useGatewaySettings()
  /** The gateway whose form is open: its id, or '' for a new one. */
  const [open, setOpen] = useState<string | null>(null)

  function close(next: string) {
    setOpen(null)
    // When it is on the screen again.
    requestAnimationFrame(() => document.getElementById(next)?.focus())
  }

  return (
    <Section id="gateways" title={t('sections.gateways')} about={t('gateways.about')}>
      {gateways ? (
        <ul className="mb-4">
          {gateways.map((gateway) => (
            <li key={gateway.id} className="border-t border-line">
              <GatewayRow
                gateway={gateway}
                facts={facts}
                isOpen={open === gateway.id}
                editButtonId={rowButtonId(gateway.id)}
                onOpen={() => setOpen(gateway.id)}
                onClose={() => close(rowButtonId(gateway.id))}
                onRemoved={() => close(addButtonId)}
              />
            </li>
          ))}
        </ul>
      ) : error ? (
        <div className="mb-5">
          <Unread
            title={t('gateways.failed')}
            retry={t('gateways.retry')}
            error={error}
            onRetry={() => void refetch()}
          />
        </div>
      ) : (
        <RowLoading label={t('gateways.loading')} />
      )}
      {open === '' ? (
        <div className="border-t border-line pt-6">
          <GatewayForm
            gateway={null}
            facts={facts}
            onCancel={() => close(addButtonId)}
            onSaved={({ name }) => {
              toast(t('gateways.added', { name }))
              close(addButtonId)
            }}
          />
        </div>
      ) : (
        <Button
          id={addButtonId}
          look={gateways?.every(({ source }) => source === 'built-in') ? 'accent' : 'bright'}
          size="md"
          icon={<Plus />}
          disabled={gateways === undefined}
          onClick={() => setOpen('')}
        >
          {t('gateways.add')}
        </Button>
      )}
    </Section>
  )
}
