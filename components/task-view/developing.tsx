'use client'

import { type CSSProperties } from 'react'
import { useTranslations } from 'use-intl'
import type { Task } from '@/lib/mj/task'

/** The stage while there is no picture: the gateway's preview coming clear, or the dark. */
export function Developing({ task }: { task: Task }) {
  const t = useTranslations('task')
  const { state } = task
  if (state.name !== 'running') {
    return <p className="text-faint">{t('state.noPicture')}</p>
  }
  const percent = state.progress ?? 0
  return (
    <div
      className="relative grid max-h-full max-w-full place-items-center overflow-hidden rounded-sm"
      style={{ '--clear': `${Math.round((1 - percent / 100) * 22)}px` } as CSSProperties}
    >
      {state.preview ? (
        <img
          src={state.preview}
          alt={t('state.running')}
          className="max-h-[100cqh] max-w-full scale-105 transition-[filter] duration-1000 [filter:blur(var(--clear))_saturate(.8)_brightness(.8)]"
        />
      ) : (
        <div className="aspect-square w-[min(100cqw,80cqh)] animate-breathe bg-surface" />
      )}
      <ProgressHairline percent={percent} />
    </div>
  )
}

function ProgressHairline({ percent }: { percent: number }) {
  return (
    <div
      className="absolute bottom-0 left-0 h-[3px] bg-accent shadow-[0_0_14px_var(--accent)] transition-[width] duration-700"
      style={{ width: `${percent}%` }}
    />
  )
}
