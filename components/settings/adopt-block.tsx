'use client'

import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { TaskLink } from '@/components/shell/task-link'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { controlClass, Field } from '@/components/ui/field'
import { SelectField } from '@/components/ui/select-field'
import { errorKind } from '@/lib/client/http'
import { importApi } from '@/lib/client/imports'
import { useGateways } from '@/lib/client/use-task'
import { type Adoption, mostAdopted } from '@/lib/mj/exchange'
import { readPastedIds } from '@/lib/mj/pasted-ids'
import { toast } from '@/lib/state/toasts'
import { Fault } from './fault'

/** Takes over tasks by the ids that a gateway knows them by. */
export function AdoptBlock() {
  const t = useTranslations('exchange.adopt')
  const errors = useTranslations('errors.kind')
  const gateways = useGateways()
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const { mutate, data, error, isPending, reset } = useMutation({
    mutationFn: ({ gatewayId, ids }: { gatewayId: string; ids: readonly string[] }) =>
      importApi.adopt(gatewayId, ids),
    meta: { quiet: true },
  })
  const ids = readPastedIds(text)
  const gatewayId = chosen ?? gateways?.[0]?.id ?? ''
  const wrong =
    ids.length > mostAdopted
      ? t('tooMany', { most: mostAdopted, count: ids.length })
      : text.trim() !== '' && ids.length === 0
        ? t('none')
        : undefined

  function adopt() {
    mutate(
      { gatewayId, ids },
      {
        onSuccess: (adoptions) => {
          const count = adoptions.filter(({ outcome }) => outcome === 'adopted').length
          if (count > 0) toast(t('adopted', { count }))
          // What could not be told stays in the field, to be asked for again.
          setText(
            adoptions.flatMap((one) => (one.outcome === 'unanswered' ? one.id : [])).join('\n'),
          )
        },
      },
    )
  }

  return (
    <form
      className="flex max-w-[480px] flex-col gap-3.5"
      onSubmit={(event) => {
        event.preventDefault()
        if (ids.length > 0 && wrong === undefined && gatewayId !== '') adopt()
      }}
    >
      <IdsField
        value={text}
        error={wrong}
        onChange={(next) => {
          setText(next)
          reset()
        }}
      />
      {gateways !== undefined && gateways.length > 1 ? (
        <SelectField
          label={t('gateway')}
          className="max-w-[320px]"
          value={gatewayId}
          options={gateways.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={setChosen}
        />
      ) : null}
      <div className="flex items-center gap-3">
        <Button
          type="submit"
          look="bright"
          size="md"
          busy={isPending}
          disabled={ids.length === 0 || wrong !== undefined || isPending}
        >
          {t('button', { count: ids.length })}
        </Button>
        <span role="status" className="text-sm text-muted">
          {isPending ? t('asking') : null}
        </span>
      </div>
      {error ? <Fault title={t('failed')} help={errors(errorKind(error))} /> : null}
      {data ? <Outcomes adoptions={data} /> : null}
    </form>
  )
}

function IdsField({
  value,
  error,
  onChange,
}: {
  value: string
  error: string | undefined
  onChange: (value: string) => void
}) {
  const t = useTranslations('exchange.adopt')
  return (
    <Field label={t('ids')} help={t('idsHelp')} error={error}>
      {(control) => (
        <textarea
          {...control}
          rows={2}
          value={value}
          spellCheck={false}
          autoComplete="off"
          onChange={({ target }) => onChange(target.value)}
          className={classNames(
            controlClass,
            'field-sizing-content h-auto max-h-60 min-h-[62px] py-2 font-mono pointer-coarse:h-auto',
          )}
        />
      )}
    </Field>
  )
}

function Outcomes({ adoptions }: { adoptions: readonly Adoption[] }) {
  const t = useTranslations('exchange.adopt')
  return (
    <ul aria-label={t('results')} className="max-h-72 overflow-y-auto border-t border-line text-sm">
      {adoptions.map((one) => (
        <li
          key={one.id}
          className="flex flex-wrap items-baseline justify-between gap-x-4 border-b border-line py-1.5"
        >
          {'taskId' in one ? (
            <TaskLink
              taskId={one.taskId}
              className="font-mono text-xs underline decoration-line-strong underline-offset-2 hover:text-text pointer-coarse:py-2"
            >
              {one.id}
            </TaskLink>
          ) : (
            <span className="font-mono text-xs break-all">{one.id}</span>
          )}
          <span className={'taskId' in one ? 'text-muted' : 'text-warn'}>
            {t(`outcome.${one.outcome}`)}
          </span>
        </li>
      ))}
    </ul>
  )
}
