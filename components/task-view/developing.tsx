'use client'

import type { CSSProperties } from 'react'
import { useTranslations } from 'use-intl'
import { expectedAspect } from '@/components/feed/prompt-display'
import { type Task, isUnderWay } from '@/lib/mj/task'

/** The stage while there is no picture: the gateway's preview coming clear under red light, or the word for none. */
export function Developing({ task }: { task: Task }) {
  const t = useTranslations('task')
  const { state } = task
  const isAlive = isUnderWay(state)
  if (!isAlive) return <p className="text-faint">{t('noPicture')}</p>
  const preview = state.name === 'running' ? state.preview : null
  const percent = state.name === 'running' ? (state.progress ?? 0) : state.name === 'done' ? 100 : 0
  const style = {
    '--aspect': expectedAspect(task),
    '--blur': `${Math.round((1 - percent / 100) * 24)}px`,
    '--red': 1 - (percent / 100) * 0.75,
  } as CSSProperties

  return (
    <div
      style={style}
      className="relative isolate aspect-(--aspect) w-[min(100cqw,calc(100cqh*var(--aspect)))] overflow-hidden rounded-sm bg-[#1d0a06]"
    >
      {preview ? (
        <img
          src={preview}
          alt=""
          className="size-full object-cover blur-(--blur) transition-[filter] duration-700"
        />
      ) : (
        <div className="size-full animate-breathe bg-linear-to-b from-[#4a1a10] to-[#240d08]" />
      )}
      <div className="absolute inset-0 bg-[#ff4a26] opacity-(--red) mix-blend-color" />
      <div className="absolute inset-0 bg-[#ff5c3d] opacity-[calc(var(--red)*0.55)] mix-blend-multiply" />
      <div
        role="progressbar"
        aria-label={t('progress')}
        aria-valuenow={percent}
        className="absolute bottom-0 left-0 h-[3px] bg-accent shadow-[0_0_14px_var(--accent)] transition-[width] duration-700"
        style={{ width: `${Math.max(2, percent)}%` }}
      />
    </div>
  )
}
