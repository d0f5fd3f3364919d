'use client'

import { FileArchive } from 'lucide-react'
import { useCallback, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { useBytes } from '@/components/ui/use-bytes'
import { unreachable } from '@/lib/mj/errors'
import type { Import } from '@/lib/mj/exchange'
import { toast } from '@/lib/state/toasts'
import { Fault } from './fault'
import { ImportPlanView } from './import-plan-view'
import { ImportReportView } from './import-report-view'
import { useFileDrop } from './use-file-drop'
import { type ImportHand, useImport } from './use-import'

/** A file from its choice to the report of what came in. */
export function ImportBlock() {
  const t = useTranslations('exchange.import')
  const hand = useImport()
  const { send } = hand
  const takesFile = canTake(hand.current)
  const take = useCallback(
    (files: readonly File[]) => {
      const [file, ...others] = files
      if (others.length > 0) toast(t('oneFile'))
      else if (file !== undefined && takesFile) send(file)
    },
    [send, t, takesFile],
  )
  const isOver = useFileDrop(take)
  return (
    <div aria-live="polite">
      {hand.current === null ? (
        <Nothing hand={hand} isOver={isOver} onFiles={take} />
      ) : (
        <Current hand={hand} current={hand.current} onFiles={take} />
      )}
    </div>
  )
}

/** While one is being worked on, another has to wait. */
function canTake(current: Import | null): boolean {
  return current === null || ['ready', 'done', 'failed'].includes(current.state.name)
}

function Nothing({
  hand,
  isOver,
  onFiles,
}: {
  hand: ImportHand
  isOver: boolean
  onFiles: (files: readonly File[]) => void
}) {
  const t = useTranslations('exchange.import')
  const errors = useTranslations('errors.kind')
  return (
    <>
      {hand.fault ? (
        <div className="mb-4">
          <Fault title={t('failed.title')} help={errors(hand.fault)} />
        </div>
      ) : null}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <FileButton label={t('choose')} onFiles={onFiles} />
        <span className={isOver ? 'text-accent-text' : 'text-faint max-sm:hidden'}>
          {isOver ? t('dropHere') : t('orDrop')}
        </span>
      </div>
    </>
  )
}

function FileButton({
  label,
  onFiles,
}: {
  label: string
  onFiles: (files: readonly File[]) => void
}) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button look="bright" size="md" icon={<FileArchive />} onClick={() => input.current?.click()}>
        {label}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".zip,.json,.txt,application/zip,application/json,text/plain"
        tabIndex={-1}
        aria-hidden
        className="hidden"
        onChange={({ target }) => {
          onFiles([...(target.files ?? [])])
          // The same file may be chosen again, after what was wrong with it has been mended.
          target.value = ''
        }}
      />
    </>
  )
}

function Current({
  hand,
  current,
  onFiles,
}: {
  hand: ImportHand
  current: Import
  onFiles: (files: readonly File[]) => void
}) {
  const t = useTranslations('exchange.import')
  const { state, fileName: name } = current
  switch (state.name) {
    case 'receiving':
      return <Sending hand={hand} name={name} state={state} />
    case 'reading':
    case 'checking':
      return <Working label={t(state.name, { name })} action={t('cancel')} hand={hand} />
    case 'ready':
      return <ImportPlanView hand={hand} plan={state.plan} />
    case 'importing':
      return (
        <Working
          label={t('importing', { done: state.done, total: state.total })}
          help={t('importingHelp')}
          progress={{ value: state.done, max: state.total, label: t('progress', { name }) }}
          action={t('stop')}
          hand={hand}
        />
      )
    case 'done':
      return <ImportReportView hand={hand} name={name} report={state.report} />
    case 'failed':
      return (
        <Fault
          title={t('failed.title')}
          help={
            <>
              <p>{t(`failed.${state.reason}`)}</p>
              {state.done > 0 ? <p>{t('failed.partly', { count: state.done })}</p> : null}
            </>
          }
        >
          <FileButton label={t('chooseOther')} onFiles={onFiles} />
          <Button look="ghost" size="md" onClick={() => void hand.close()}>
            {t('close')}
          </Button>
        </Fault>
      )
    default:
      return unreachable(state)
  }
}

function Sending({
  hand,
  name,
  state,
}: {
  hand: ImportHand
  name: string
  state: Extract<Import['state'], { name: 'receiving' }>
}) {
  const t = useTranslations('exchange.import')
  const sizeOf = useBytes()
  const { receivedBytes, sizeBytes } = state
  const percent = Math.floor((receivedBytes / sizeBytes) * 100)
  return (
    <Working
      label={t('sending', { name })}
      help={t('sendingHow', { percent, size: sizeOf(sizeBytes) })}
      progress={{ value: receivedBytes, max: sizeBytes, label: t('sending', { name }) }}
      action={t('cancel')}
      hand={hand}
    />
  )
}

/** Something goes on by itself; it can be left, and it can be stopped. */
function Working({
  label,
  help,
  progress,
  action,
  hand,
}: {
  label: string
  help?: string
  progress?: { value: number; max: number; label: string }
  action: string
  hand: ImportHand
}) {
  return (
    <div className="max-w-[480px]">
      <p className="font-medium break-words">{label}</p>
      {help ? <p className="text-sm text-muted">{help}</p> : null}
      <Bar {...progress} />
      <Button className="mt-3.5" onClick={() => void hand.close()}>
        {action}
      </Button>
    </div>
  )
}

/** Without a number it only says that something goes on. */
function Bar({ value, max = 1, label }: { value?: number; max?: number; label?: string }) {
  if (value === undefined || label === undefined) {
    return <div className="mt-3 h-[2px] animate-breathe bg-accent/60" />
  }
  const percent = max === 0 ? 100 : (value / max) * 100
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.floor(percent)}
      className="mt-3 h-[2px] bg-line-strong"
    >
      <div className="h-full bg-accent transition-[width]" style={{ width: `${percent}%` }} />
    </div>
  )
}
