'use client'
/** What a person marks the picture on the stage with: favourite, trash; each can be taken back. */
import { useTranslations } from 'use-intl'
import { frameIdOf } from '@/components/quadrants/frame-id'
import { framesOf } from '@/components/quadrants/frames'
import { useFramesOf, useMark } from '@/lib/client/frames'
import { libraryApi } from '@/lib/client/library-api'
import type { QuadrantIndex } from '@/lib/mj/quadrants'
import type { Task } from '@/lib/mj/task'
import { openTask } from '@/lib/state/open-task'
import { toast, toastError } from '@/lib/state/toasts'

export type FrameMarking = {
  /** What a button says that cannot be pressed, of what is another's. */
  lack: { 'aria-disabled'?: true; title?: string }

  /** Null where nothing is chosen that could be a favourite. */
  isFavourite: boolean | null
  isTrashed: boolean
  favour: () => void
  /** To the trash, or back from there. */
  trash: () => void
}

/** `onGone`: the picture has left; called before it is marked, while its neighbours are still known. */
export function useFrameMarks(
  task: Task | undefined,
  { chosen, pastedId }: { chosen: QuadrantIndex | null; pastedId: string | null },
  onGone: () => void,
): FrameMarking {
  const t = useTranslations('task')
  const choose = useTranslations('actions.useAs')
  const notYours = useTranslations('actions.sharing')('notYours')
  const isAnothers = task !== undefined && task.owner !== null
  const mark = useMark()
  const frames = framesOf(task?.pictures ?? [])
  const shown = frames.find(({ index }) => index === chosen)
  // A grid that is looked at as a whole is thrown away as a whole.
  const ids = pastedId === null ? (shown ? [shown] : frames).map(frameIdOf) : [pastedId]
  const known = useFramesOf(frames.length > 0 ? task : undefined)?.filter(({ id }) =>
    ids.includes(id),
  )
  const isTrashed = known !== undefined && known.length > 0 && known.every((one) => one.trashedAt)
  const isOne = shown !== undefined || pastedId !== null
  const isFavourite = isOne ? (known?.[0]?.isFavourite ?? false) : null

  function favour(): void {
    if (isAnothers) return toast(notYours)
    if (isFavourite === null) return toast(choose('choose'))
    mark(ids.map((id) => ({ id, marks: { favourite: !isFavourite } })))
  }

  function trash(): void {
    if (!task) return
    if (isAnothers) return toast(notYours)
    if (isTrashed) return put(false)
    if (ids.length > 0 || canBeTrashed(task)) {
      onGone()
      put(true)
      toast(t('trashed'), { label: t('undo'), run: bringBack })
    }
  }

  function bringBack(): void {
    if (!task) return
    put(false)
    openTask(task.id, chosen, pastedId)
  }

  function put(trashed: boolean): void {
    if (!task) return
    if (ids.length > 0) mark(ids.map((id) => ({ id, marks: { trashed } })))
    else libraryApi.trashTasks([task.id], trashed).catch(toastError)
  }

  const lack = isAnothers ? ({ 'aria-disabled': true, title: notYours } as const) : {}
  return { lack, isFavourite, isTrashed, favour, trash }
}

/** What still runs would come back by itself with its pictures. */
function canBeTrashed({ state }: Task): boolean {
  return !['queued', 'sending', 'waiting', 'running', 'window', 'unclear'].includes(state.name)
}
