'use client'

import { useTranslations } from 'use-intl'
import { referencePath } from '@/lib/mj/references'
import type { Task } from '@/lib/mj/task'

/** The pictures that went along with a submit, in its order; a description shows its picture large instead. */
export function Ingredients({ task }: { task: Task }) {
  const t = useTranslations('feed')
  if (task.references.length === 0 || task.verb === 'describe') return null
  return (
    <ul aria-label={t('ingredients')} className="mb-2.5 flex flex-wrap gap-[5px]">
      {task.references.map((id, place) => (
        <li key={`${place} ${id}`}>
          <a
            href={referencePath(id, 'original')}
            target="_blank"
            rel="noreferrer"
            aria-label={nameOf(t, task, place)}
            title={nameOf(t, task, place)}
            className="block overflow-hidden rounded-sm bg-raised transition-opacity hover:opacity-80"
          >
            <img
              src={referencePath(id, 256)}
              alt=""
              loading="lazy"
              draggable={false}
              className="size-10 object-cover"
            />
          </a>
        </li>
      ))}
    </ul>
  )
}

function nameOf(t: ReturnType<typeof useTranslations<'feed'>>, task: Task, place: number): string {
  if (task.verb === 'swap') return t(place === 0 ? 'ingredient.face' : 'ingredient.target')
  return t(task.verb === 'blend' ? 'ingredient.blend' : 'ingredient.image', {
    index: String(place + 1),
  })
}
