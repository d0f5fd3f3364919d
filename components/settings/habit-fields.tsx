'use client'

import { ChevronRight } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { SelectField } from '@/components/ui/select-field'
import { Switch } from '@/components/ui/switch'
import { TextField } from '@/components/ui/text-field'
import type { Speed } from '@/lib/mj/task'
import { hostOf } from './gateway-form-values'
import type { SettingsFacts } from './settings-page'
import { useDialectWords } from './use-dialect-words'
import type { GatewayFormHandle } from './use-gateway-form'

/** How the gateway is called and spoken to. The doctor fills in most of it. */
export function HabitFields({ form, facts }: { form: GatewayFormHandle; facts: SettingsFacts }) {
  const t = useTranslations('settings.form')
  const auths = useTranslations('settings.auth')
  const { nameOf, aboutOf } = useDialectWords()
  const { values, set, wrong } = form
  const dialect = facts.dialects.find(({ id }) => id === values.dialect)
  const errorOf = (field: string) => (wrong?.field === field ? wrong.sentence : undefined)
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <TextField
        label={t('name')}
        error={errorOf('name')}
        name="gateway-name"
        placeholder={hostOf(values.baseUrl) ?? ''}
        value={values.name}
        onChange={({ target }) => set('name', target.value)}
      />
      <SelectField
        label={t('dialect')}
        help={aboutOf(values.dialect)}
        error={errorOf('dialect')}
        value={values.dialect}
        options={facts.dialects.map(({ id }) => ({ value: id, label: nameOf(id) }))}
        onChange={form.chooseDialect}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          label={t('auth')}
          help={<span className="font-mono text-xs">{auths(`${values.auth}.wire`)}</span>}
          error={errorOf('auth')}
          value={values.auth}
          options={(dialect?.auths ?? [values.auth]).map((value) => ({
            value,
            label: auths(`${value}.name`),
          }))}
          onChange={(auth) => set('auth', auth)}
        />
        <SpeedField form={form} asked={dialect?.speeds ?? []} error={errorOf('defaultSpeed')} />
      </div>
      <Switch
        label={t('notify')}
        help={
          <>
            {t(facts.isPublic ? 'notifyHelp' : 'notifyImpossible')}
            {errorOf('notify') ? (
              <span role="alert" className="block text-accent-text">
                {errorOf('notify')}
              </span>
            ) : null}
          </>
        }
        checked={values.notify}
        disabled={!facts.isPublic && !values.notify}
        onChange={(notify) => set('notify', notify)}
      />
      <RareFields form={form} />
    </div>
  )
}

const allSpeeds = ['relax', 'fast', 'turbo'] as const satisfies readonly Speed[]
const speedNone = ''

/** All three, whatever the kind: as part of the address a speed may count where it cannot be asked for. */
function SpeedField({
  form: { values, set },
  asked,
  error,
}: {
  form: GatewayFormHandle
  /** Those that gateways of this kind can be asked for. */
  asked: readonly Speed[]
  error: string | undefined
}) {
  const t = useTranslations('settings.form')
  const names = useTranslations('composer.name')
  const speed = values.defaultSpeed
  return (
    <SelectField
      label={t('speed')}
      help={speed !== null && !asked.includes(speed) ? t('speedUnsure') : undefined}
      error={error}
      value={speed ?? speedNone}
      options={[
        { value: speedNone, label: t('speedNone') },
        ...allSpeeds.map((value) => ({ value, label: names(value) })),
      ]}
      onChange={(value) => set('defaultSpeed', value === speedNone ? null : value)}
    />
  )
}

/** What few need: folded, with a count of what is set. */
function RareFields({ form: { values, set, wrong } }: { form: GatewayFormHandle }) {
  const t = useTranslations('settings.form')
  const { instanceId, channelId, remark, imageHosts } = values
  const count = [instanceId, channelId, remark, imageHosts].filter((it) => it.trim() !== '').length
  const filterError = wrong?.field === 'accountFilter' ? wrong.sentence : undefined
  return (
    <details className="group">
      <summary className="-ml-1 inline-flex min-h-8 list-none items-center gap-1.5 rounded-md pr-2 text-base text-muted hover:text-text pointer-coarse:min-h-11 [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden
          className="size-[15px] transition-transform group-open:rotate-90"
        />
        {count === 0 ? t('more') : t('moreSet', { count })}
      </summary>
      <div className="flex flex-col gap-4 pt-3">
        <fieldset className="min-w-0">
          <legend className="text-sm text-muted">{t('account')}</legend>
          <p className="mb-3 text-sm text-faint">{t('accountHelp')}</p>
          <div className="grid gap-4 sm:grid-cols-3">
            <TextField
              label={t('instanceId')}
              error={filterError}
              isCode
              value={instanceId}
              onChange={({ target }) => set('instanceId', target.value)}
            />
            <TextField
              label={t('channelId')}
              isCode
              value={channelId}
              onChange={({ target }) => set('channelId', target.value)}
            />
            <TextField
              label={t('remark')}
              value={remark}
              onChange={({ target }) => set('remark', target.value)}
            />
          </div>
        </fieldset>
        <TextField
          label={t('imageHosts')}
          help={t('imageHostsHelp')}
          error={wrong?.field === 'imageHosts' ? wrong.sentence : undefined}
          isCode
          value={imageHosts}
          onChange={({ target }) => set('imageHosts', target.value)}
        />
      </div>
    </details>
  )
}
