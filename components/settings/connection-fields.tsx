'use client'

import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/text-field'
import type { GatewaySettings } from '@/lib/mj/gateways'
import type { GatewayFormHandle } from './use-gateway-form'

/** Where it is and what opens it; the rest follows from asking there. */
export function ConnectionFields({
  form,
  gateway,
}: {
  form: GatewayFormHandle
  gateway: GatewaySettings | null
}) {
  const t = useTranslations()
  const fields = useTranslations('settings.form')
  const { values, set, wrong, consultation, leaveConnection } = form
  const isAsking = consultation.type === 'asking'
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <TextField
        label={fields('baseUrl')}
        help={fields('baseUrlHelp')}
        error={wrong?.field === 'baseUrl' ? wrong.sentence : undefined}
        isCode
        name="address"
        type="url"
        inputMode="url"
        autoFocus
        placeholder="https://gateway.example.org"
        value={values.baseUrl}
        onChange={({ target }) => set('baseUrl', target.value)}
        onBlur={leaveConnection}
      />
      <TextField
        label={fields('key')}
        help={
          form.isKeyForgotten ? (
            <span className="text-warn">{fields('keyForgotten')}</span>
          ) : gateway?.hasKey ? (
            gateway.keyEnd ? (
              fields('keyStored', { end: gateway.keyEnd })
            ) : (
              fields('keyStoredShort')
            )
          ) : (
            fields('keyNew')
          )
        }
        error={wrong?.field === 'key' ? wrong.sentence : undefined}
        isCode
        name="gateway-key"
        type="password"
        // Not the password of this page: nothing may be offered here, and nothing kept.
        autoComplete="new-password"
        value={values.key}
        onChange={({ target }) => set('key', target.value)}
        onBlur={leaveConnection}
      />
      <div>
        <Button look="bright" size="md" busy={isAsking} onClick={form.test}>
          {t('doctor.test')}
        </Button>
      </div>
    </div>
  )
}
