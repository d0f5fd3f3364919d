'use client'

import { CircleAlert } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { TaskLink } from '@/components/shell/task-link'
import { classNames } from '@/components/ui/class-names'
import { Spinner } from '@/components/ui/spinner'
import { useTask } from '@/lib/client/use-task'
import { type Task, imagePath, isUnderWay } from '@/lib/mj/task'

/** A task as a small square that leads to it. */
export function TaskThumb({
  taskId,
  isHere = false,
  className = 'size-11',
}: {
  taskId: string
  isHere?: boolean
  className?: string
}) {
  const t = useTranslations()
  const task = useTask(taskId)
  return (
    <TaskLink
      taskId={taskId}
      aria-label={task?.prompt || t(task ? `feed.verb.${task.verb}` : 'task.title')}
      aria-current={isHere ? 'true' : undefined}
      className={classNames(
        'grid shrink-0 place-items-center overflow-hidden rounded-[7px] bg-raised text-faint',
        isHere
          ? 'outline-2 outline-offset-2 outline-accent'
          : 'opacity-85 transition-opacity hover:opacity-100 focus-visible:opacity-100',
        className,
      )}
    >
      {task ? <Inside task={task} /> : null}
    </TaskLink>
  )
}

function Inside({ task }: { task: Task }) {
  const picture = task.pictures[0]
  if (picture) {
    return <img src={imagePath(picture.id, 256)} alt="" className="size-full object-cover" />
  }
  return isUnderWay(task.state) ? <Spinner /> : <CircleAlert className="size-4" aria-hidden />
}
