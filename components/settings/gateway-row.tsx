'use client'

import { useTranslations } from 'use-intl'
import { GatewayDot, healthOf } from '@/components/shell/gateway-dot'
import { Button } from '@/components/ui/button'
import type { GatewaySettings } from '@/lib/mj/gateways'
import { toast } from '@/lib/state/toasts'
import { ConsultationView } from './consultation-view'
import { GatewayForm } from './gateway-form'
import type { SettingsFacts } from './settings-page'
import { useDialectWords } from './use-dialect-words'
import { type Doctor, useDoctor } from './use-doctor'
import { useMakeDefault } from './use-gateways'

/** One gateway: what it is, and below it, when it is open, its form. */
export function GatewayRow({
  gateway,
  facts,
  isOpen,
  editButtonId,
  onOpen,
  onClose,
  onRemoved,
}: {
  gateway: GatewaySettings
  facts: SettingsFacts
  isOpen: boolean
  editButtonId: string
  onOpen: () => void
  onClose: () => void
  onRemoved: () => void
}) {
  const t = useTranslations('settings.gateways')
  const doctor = useDoctor()
  return (
    <div className="py-4">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <About gateway={gateway} />
        <div className="flex gap-2 max-sm:flex-row-reverse max-sm:pl-[21px]">
          {gateway.isDefault ? null : <MakeDefault gateway={gateway} />}
          {gateway.source === 'settings' && !isOpen ? (
            <Button
              id={editButtonId}
              aria-label={t('editOf', { name: gateway.name })}
              onClick={onOpen}
            >
              {t('edit')}
            </Button>
          ) : null}
          {gateway.source === 'environment' ? (
            <TestButton gateway={gateway} doctor={doctor} />
          ) : null}
        </div>
      </div>
      {doctor.consultation.type === 'none' ? null : (
        <div className="mt-5 max-w-[420px] pl-[21px]">
          <ConsultationView consultation={doctor.consultation} onCancel={doctor.cancel} />
        </div>
      )}
      {isOpen ? (
        <div className="pt-6 pb-2 sm:pl-[21px]">
          <GatewayForm
            gateway={gateway}
            facts={facts}
            onCancel={onClose}
            onRemoved={onRemoved}
            onSaved={({ name }) => {
              toast(t('saved', { name }))
              onClose()
            }}
          />
        </div>
      ) : null}
    </div>
  )
}

function About({ gateway }: { gateway: GatewaySettings }) {
  const t = useTranslations('settings.gateways')
  const { nameOf } = useDialectWords()
  const { source, name, baseUrl, dialect, hasKey, keyEnd, tasks, reachable } = gateway
  const isDemo = source === 'built-in'
  // What its last four characters are is known all the same.
  const key = hasKey ? `•••• ${keyEnd}` : t(keyEnd === '' ? 'noKey' : 'keyLocked')
  return (
    <div className="min-w-0 flex-1 basis-72">
      <h3 className="flex items-center gap-3 text-base font-medium">
        <GatewayDot health={healthOf({ isDemo, reachable })} />
        <span className="min-w-0">{isDemo ? t('demoName') : name}</span>
        {isDemo || reachable ? null : (
          <span className="text-sm font-normal text-accent-text">{t('silent')}</span>
        )}
        {gateway.isDefault ? (
          <span className="rounded-sm bg-hover px-[7px] py-0.5 text-xs font-normal text-muted">
            {t('default')}
          </span>
        ) : null}
      </h3>
      <p className="mt-0.5 flex flex-wrap gap-x-4 pl-[21px] text-sm text-muted">
        {isDemo ? null : (
          <>
            <span className="font-mono text-xs leading-5">{baseUrl}</span>
            <span>{nameOf(dialect)}</span>
            <span className="whitespace-nowrap">{key}</span>
          </>
        )}
        <span>{t('tasks', { count: tasks })}</span>
      </p>
      {source === 'settings' ? null : (
        <p className="mt-1 max-w-[62ch] pl-[21px] text-sm text-faint">
          {t(isDemo ? 'demoAbout' : 'environment')}
        </p>
      )}
    </div>
  )
}

function MakeDefault({ gateway }: { gateway: GatewaySettings }) {
  const t = useTranslations('settings.gateways')
  const { mutate, isPending } = useMakeDefault()
  return (
    <Button
      look="ghost"
      className="max-sm:only:-ml-2.5"
      busy={isPending}
      onClick={() =>
        mutate(gateway.id, {
          onSuccess: () => toast(t('madeDefault', { name: gateway.name })),
        })
      }
    >
      {t('makeDefault')}
    </Button>
  )
}

/** For a gateway that has no form. */
function TestButton({ gateway, doctor }: { gateway: GatewaySettings; doctor: Doctor }) {
  const t = useTranslations()
  const { id, name, baseUrl, auth, dialect } = gateway
  return (
    <Button
      aria-label={t('settings.gateways.testOf', { name })}
      busy={doctor.consultation.type === 'asking'}
      onClick={() => void doctor.ask({ id, baseUrl, key: null, auth, dialect })}
    >
      {t('doctor.test')}
    </Button>
  )
}
