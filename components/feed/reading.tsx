'use client'

import { useTranslations } from 'use-intl'
import { referencePath } from '@/lib/mj/references'
import type { Task } from '@/lib/mj/task'
import { Hairline } from './developing-tray'

/** A picture or a prompt that is being read: what will be written about it has its places already. */
export function Reading({ task, progress }: { task: Task; progress: number | null }) {
  const t = useTranslations('feed')
  const [reference] = task.references
  const name = t(`verb.${task.verb}`)
  return (
    <div className="relative overflow-hidden rounded-xl border border-line bg-surface">
      <div className="flex gap-4 p-4 max-md:flex-col">
        {reference && task.verb === 'describe' ? (
          <img
            src={referencePath(reference, 1024)}
            alt={t('text.described')}
            className="max-h-72 min-h-24 self-start rounded-lg bg-raised object-contain max-md:max-h-60 max-md:self-center md:w-44"
          />
        ) : null}
        <div className="min-w-0 flex-1 animate-breathe">
          <div className="mb-2.5 h-[30px] pointer-coarse:h-11" />
          <div className="grid gap-2.5 md:grid-cols-2">
            {[0, 1, 2, 3].map((place) => (
              <div key={place} className="min-h-33 rounded-lg border border-line bg-bg" />
            ))}
          </div>
        </div>
      </div>
      {task.state.name === 'running' ? (
        <Hairline progress={progress} label={t('state.progress', { prompt: name })} />
      ) : null}
    </div>
  )
}
