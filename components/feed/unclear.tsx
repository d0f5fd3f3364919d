'use client'

import CircleQuestionMark from 'lucide-react/icons/circle-question-mark'
import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { clockFormat } from '@/components/ui/clock-format'
import { useSettleUnclear } from '@/lib/client/actions'
import type { UnclearChoice } from '@/lib/client/studio-api'
import type { Task, TaskState } from '@/lib/mj/task'
import { Notice } from './card-frame'

type Step = 'choose' | 'adopt' | 'resend'

/** A submit nobody knows the fate of: four things to do, and none of them happens by itself. */
export function Unclear({
  task,
  state,
}: {
  task: Task
  state: Extract<TaskState, { name: 'unclear' }>
}) {
  const t = useTranslations('feed.unclear')
  const format = useFormatter()
  const [step, setStep] = useState<Step>('choose')
  const settle = useSettleUnclear()
  const choose = (choice: UnclearChoice) => settle.mutate({ taskId: task.id, ...choice })
  const time = format.dateTime(state.sentAt, clockFormat)

  return (
    <Notice
      icon={<CircleQuestionMark />}
      tone="warn"
      title={t('title')}
      help={t('help', { time })}
      detail={state.detail}
    >
      {step === 'adopt' ? (
        <Adopt
          isPending={settle.isPending}
          onAdopt={(gatewayTaskId) => choose({ choice: 'adopt', gatewayTaskId })}
          onBack={() => setStep('choose')}
        />
      ) : step === 'resend' ? (
        <Sure
          question={t('resendSure')}
          onBack={() => setStep('choose')}
          confirm={
            <Button
              autoFocus
              look="accent"
              busy={settle.isPending}
              onClick={() => choose({ choice: 'resend' })}
            >
              {t('resendConfirm')}
            </Button>
          }
        />
      ) : (
        <>
          <Button look="bright" busy={settle.isPending} onClick={() => choose({ choice: 'check' })}>
            {t(settle.isPending ? 'checking' : 'check')}
          </Button>
          <Button onClick={() => setStep('adopt')}>{t('adopt')}</Button>
          <Button onClick={() => setStep('resend')}>{t('resend')}</Button>
          <Button onClick={() => choose({ choice: 'dismiss' })}>{t('dismiss')}</Button>
        </>
      )}
    </Notice>
  )
}

function Adopt({
  isPending,
  onAdopt,
  onBack,
}: {
  isPending: boolean
  onAdopt: (gatewayTaskId: string) => void
  onBack: () => void
}) {
  const t = useTranslations('feed.unclear')
  const [id, setId] = useState('')
  const inputId = useId()

  function adopt(event: FormEvent) {
    event.preventDefault()
    if (id.trim() !== '') onAdopt(id.trim())
  }

  return (
    <form onSubmit={adopt} className="flex w-full flex-wrap items-center gap-[5px]">
      <label htmlFor={inputId} className="w-full text-xs text-faint">
        {t('adoptLabel')}
      </label>
      <input
        id={inputId}
        autoFocus
        autoComplete="off"
        spellCheck={false}
        value={id}
        onChange={(event) => setId(event.target.value)}
        className="h-[30px] min-w-0 flex-1 rounded-md border border-line-strong bg-bg px-2.5 font-mono text-sm outline-none focus-visible:border-accent pointer-coarse:h-11 pointer-coarse:text-xl"
      />
      <Button type="submit" look="bright" busy={isPending} disabled={id.trim() === ''}>
        {t('adoptConfirm')}
      </Button>
      <Button look="ghost" onClick={onBack}>
        {t('back')}
      </Button>
    </form>
  )
}

function Sure({
  question,
  confirm,
  onBack,
}: {
  question: string
  confirm: ReactNode
  onBack: () => void
}) {
  const t = useTranslations('feed.unclear')
  return (
    <div role="group" aria-label={question} className="flex flex-wrap items-center gap-[5px]">
      <p className="mr-2 text-text">{question}</p>
      {confirm}
      <Button look="ghost" onClick={onBack}>
        {t('back')}
      </Button>
    </div>
  )
}
