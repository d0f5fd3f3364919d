'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { SelectField } from '@/components/ui/select-field'
import { useBytes } from '@/components/ui/use-bytes'
import { useGateways } from '@/lib/client/use-task'
import type { ImportPlan } from '@/lib/mj/exchange'
import { SkippedList } from './skipped-list'
import type { ImportHand } from './use-import'

/** What a file is and what importing it would do, before anything is done. */
export function ImportPlanView({ hand, plan }: { hand: ImportHand; plan: ImportPlan }) {
  return plan.kind === 'library' ? (
    <LibraryPlan hand={hand} plan={plan} />
  ) : (
    <MovePlan hand={hand} plan={plan} />
  )
}

function LibraryPlan({
  hand,
  plan,
}: {
  hand: ImportHand
  plan: Extract<ImportPlan, { kind: 'library' }>
}) {
  const t = useTranslations('exchange.import.ready')
  const sizeOf = useBytes()
  const { tasks, pictures, films, known, sizeBytes, addedBytes, strangers } = plan
  const isAllKnown = known === tasks && tasks > 0 && addedBytes === 0
  return (
    <div className="max-w-[62ch]">
      <p className="font-medium">{t('library')}</p>
      <div className="text-muted">
        <p>{t('holds', { tasks, pictures, films, size: sizeOf(sizeBytes) })}</p>
        {isAllKnown ? <p>{t('allKnown')}</p> : null}
        {known > 0 && !isAllKnown ? <p>{t('known', { count: known })}</p> : null}
        {strangers.length > 0 ? (
          <p className="text-warn">{t('strangers', { names: strangers.join(', ') })}</p>
        ) : null}
      </div>
      <Decide hand={hand} count={tasks} gatewayId={null} />
    </div>
  )
}

function MovePlan({
  hand,
  plan,
}: {
  hand: ImportHand
  plan: Extract<ImportPlan, { kind: 'mover' }>
}) {
  const t = useTranslations('exchange.import.ready')
  const gateways = useGateways()
  const [chosen, setChosen] = useState<string | null>(null)
  const gatewayId = chosen ?? gateways?.[0]?.id ?? ''
  const { client, tasks, expired, skipped } = plan
  return (
    <div className="max-w-[62ch]">
      <p className="font-medium">{t(client)}</p>
      <div className="text-muted">
        <p>{t('history', { tasks })}</p>
        {tasks > 0 ? <p>{t('links')}</p> : null}
        {expired > 0 ? <p className="text-warn">{t('expired', { count: expired })}</p> : null}
      </div>
      {tasks > 0 && gateways !== undefined ? (
        <SelectField
          label={t('gateway')}
          help={t('free')}
          className="mt-3.5 max-w-[320px]"
          value={gatewayId}
          options={gateways.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={setChosen}
        />
      ) : null}
      <Decide hand={hand} count={tasks} gatewayId={gatewayId} />
      <SkippedList
        title={t('skipped', { count: skipped.length })}
        skipped={skipped}
        count={skipped.length}
      />
    </div>
  )
}

function Decide({
  hand,
  count,
  gatewayId,
}: {
  hand: ImportHand
  count: number
  gatewayId: string | null
}) {
  const t = useTranslations('exchange.import')
  const [isStarting, setStarting] = useState(false)
  return (
    <>
      {count === 0 ? <p className="mt-2 text-muted">{t('ready.nothing')}</p> : null}
      <div className="mt-4 flex flex-wrap gap-2">
        {count > 0 ? (
          <Button
            look="accent"
            size="md"
            busy={isStarting}
            onClick={() => {
              setStarting(true)
              void hand.start(gatewayId).finally(() => setStarting(false))
            }}
          >
            {t('ready.start', { count })}
          </Button>
        ) : null}
        <Button look="ghost" size="md" onClick={() => void hand.close()}>
          {t(count > 0 ? 'cancel' : 'done')}
        </Button>
      </div>
    </>
  )
}
