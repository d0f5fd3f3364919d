'use client'

import { type SubmitEvent, useEffect, useId, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import type { GatewaySettings } from '@/lib/mj/gateways'
import { ConnectionFields } from './connection-fields'
import { ConsultationView } from './consultation-view'
import { HabitFields } from './habit-fields'
import { RemoveGateway } from './remove-gateway'
import type { SettingsFacts } from './settings-page'
import { useGatewayForm } from './use-gateway-form'

/** Everything about one gateway. What the doctor says of it stands beside it, on a phone between its parts. */
export function GatewayForm({
  gateway,
  facts,
  onCancel,
  onSaved,
  onRemoved,
}: {
  /** Null for a new one. */
  gateway: GatewaySettings | null
  facts: SettingsFacts
  onCancel: () => void
  onSaved: (saved: GatewaySettings) => void
  onRemoved?: () => void
}) {
  const t = useTranslations('settings.form')
  const form = useGatewayForm({ gateway, dialects: facts.dialects, onSaved })
  const titleId = useId()
  const element = useRef<HTMLFormElement>(null)
  const { values, consultation, pointings } = form

  useEffect(() => {
    if (pointings === 0) return
    const field = element.current?.querySelector<HTMLElement>('[aria-invalid=true]')
    field?.closest('details')?.setAttribute('open', '')
    field?.focus()
  }, [pointings])

  return (
    <form
      ref={element}
      aria-labelledby={titleId}
      noValidate
      onSubmit={(event: SubmitEvent) => {
        event.preventDefault()
        form.submit()
      }}
    >
      <h3 id={titleId} className="mb-5 text-base font-medium">
        {gateway ? t('edit', { name: gateway.name }) : t('add')}
      </h3>
      <div className="grid gap-x-12 gap-y-6 xl:grid-cols-[minmax(0,1fr)_minmax(0,340px)] xl:grid-rows-[auto_1fr]">
        <ConnectionFields form={form} gateway={gateway} />
        <div className="xl:row-span-2 xl:pt-1">
          <ConsultationView
            consultation={consultation}
            onCancel={form.cancelAsking}
            dialect={{ chosen: values.dialect, use: form.chooseDialect }}
          />
        </div>
        <div className="min-w-0">
          <HabitFields form={form} facts={facts} />
          <div className="mt-6 flex flex-wrap items-center gap-2">
            <Button type="submit" look="accent" size="md" busy={form.isSaving}>
              {t(submitWord(gateway !== null, form.isDoubtful))}
            </Button>
            <Button look="ghost" size="md" onClick={onCancel}>
              {t('cancel')}
            </Button>
            {gateway && onRemoved ? (
              <span className="ml-auto">
                <RemoveGateway gateway={gateway} onRemoved={onRemoved} />
              </span>
            ) : null}
          </div>
        </div>
      </div>
    </form>
  )
}

function submitWord(isStored: boolean, isDoubtful: boolean) {
  if (isStored) return isDoubtful ? 'saveAnyway' : 'save'
  return isDoubtful ? 'connectAnyway' : 'connect'
}
