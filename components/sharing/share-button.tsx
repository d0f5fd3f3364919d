'use client'

import Users from 'lucide-react/icons/users'
import { useTranslations } from 'use-intl'
import { frameIdOf } from '@/components/quadrants/frame-id'
import { framesOf } from '@/components/quadrants/frames'
import { IconButton } from '@/components/ui/icon-button'
import type { MenuEntry } from '@/components/ui/menu'
import { useMe } from '@/lib/client/use-task'
import type { FrameSelection } from '@/lib/mj/library'
import type { Task } from '@/lib/mj/task'
import { useSharing } from './use-sharing'

/** Shares an open task with the others, or stops it. Nothing where there are no others, or where it is another's. */
export function ShareButton({ task }: { task: Task }) {
  const t = useTranslations('actions.sharing')
  const hasOthers = useMe()?.hasOthers === true
  const { share, isPending } = useSharing()
  if (!hasOthers || !canBeShared(task)) return null
  const isShared = task.sharedAt !== null
  return (
    <IconButton
      label={t(isShared ? 'stop' : 'share')}
      look={isShared ? 'pressed' : 'plain'}
      busy={isPending}
      icon={<Users />}
      onClick={() => share(framesIn(task), !isShared)}
    />
  )
}

/** The same as a line of a menu; none where there is nobody to share with. */
export function useShareEntry(task: Task): readonly MenuEntry[] {
  const t = useTranslations('actions.sharing')
  const hasOthers = useMe()?.hasOthers === true
  const { share } = useSharing()
  if (!hasOthers || !canBeShared(task)) return []
  const isShared = task.sharedAt !== null
  return [
    {
      label: t(isShared ? 'stop' : 'share'),
      icon: <Users />,
      onSelect: () => share(framesIn(task), !isShared),
    },
  ]
}

/** What lies in the trash, and what has no picture, is nobody else's to see. */
function canBeShared(task: Task): boolean {
  return task.owner === null && task.trashedAt === null && task.pictures.length > 0
}

function framesIn(task: Task): FrameSelection {
  return { ids: framesOf(task.pictures).map(frameIdOf) }
}
