'use client'

import Users from 'lucide-react/icons/users'
import { useTranslations } from 'use-intl'
import type { Task } from '@/lib/mj/task'

/** Whose task it is, where it is another's; that the others see it, where it is one's own. */
export function SharedBy({ task }: { task: Task }) {
  const t = useTranslations('actions.sharing')
  if (task.owner === null && task.sharedAt === null) return null
  return (
    <p className="flex min-w-0 items-center gap-1.5 text-sm text-muted [&_svg]:size-[15px] [&_svg]:shrink-0">
      <Users aria-hidden />
      <span className="truncate">
        {task.owner === null ? t('mine') : t('by', { name: task.owner.name })}
      </span>
    </p>
  )
}
