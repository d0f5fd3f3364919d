'use client'

import type { RefObject } from 'react'
import { useTranslations } from 'use-intl'
import type { Task } from '@/lib/mj/task'
import { useNote } from './use-note'

/** As much as the studio keeps. */
const longestNote = 10_000

export function NoteEditor({
  task,
  fieldRef,
}: {
  task: Task
  fieldRef: RefObject<HTMLTextAreaElement | null>
}) {
  const t = useTranslations('task.note')
  const { text, state, write, flush } = useNote(task)
  return (
    <section aria-label={t('label')}>
      <div className="mb-[7px] flex items-baseline justify-between gap-2 text-xs">
        <h3 className="font-medium text-faint">{t('label')}</h3>
        <span role="status" className={state === 'waiting' ? 'text-warn' : 'text-faint'}>
          {state === 'idle' ? null : t(state)}
        </span>
      </div>
      <textarea
        ref={fieldRef}
        aria-label={t('label')}
        placeholder={t('placeholder')}
        rows={1}
        maxLength={longestNote}
        value={text}
        onChange={(event) => write(event.target.value)}
        onBlur={flush}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
          // Out of the field and no further: the view stays, and so does what was written.
          event.stopPropagation()
          event.currentTarget.blur()
        }}
        className="field-sizing-content max-h-60 min-h-[34px] w-full resize-none rounded-md border border-line bg-surface px-2.5 py-1.5 text-sm text-text hover:border-line-strong focus-visible:outline-2 focus-visible:-outline-offset-1 focus-visible:outline-accent pointer-coarse:text-xl"
      />
    </section>
  )
}
