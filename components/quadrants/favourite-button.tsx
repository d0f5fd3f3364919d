'use client'

import Heart from 'lucide-react/icons/heart'
import { useTranslations } from 'use-intl'
import { buttonClass } from '@/components/ui/button-class'
import { classNames } from '@/components/ui/class-names'
import { useFramesOf, useMark } from '@/lib/client/frames'
import type { Task } from '@/lib/mj/task'
import { toast } from '@/lib/state/toasts'
import { frameIdOf } from './frame-id'
import type { Frame } from './frames'

/** On a picture under the pointer or with the focus; how it is marked is asked when it is first shown. */
export function FavouriteButton({ task, frame }: { task: Task; frame: Frame }) {
  const t = useTranslations('feed')
  const notYours = useTranslations('actions.sharing')('notYours')
  const mark = useMark()
  const { index } = frame
  const id = frameIdOf(frame)
  const isFavourite = useFramesOf(task)?.find((one) => one.id === id)?.isFavourite ?? false
  const isAnothers = task.owner !== null
  return (
    <button
      type="button"
      aria-label={
        index === null ? t('favourite') : t('quadrantFavourite', { index: String(index) })
      }
      aria-pressed={isFavourite}
      aria-disabled={isAnothers || undefined}
      title={isAnothers ? notYours : undefined}
      // The focus stays on the picture, so that its keys go on working.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => {
        if (isAnothers) toast(notYours)
        else mark([{ id, marks: { favourite: !isFavourite } }])
      }}
      className={classNames(
        buttonClass('onPicture', 'sm', '!px-2'),
        'aria-disabled:text-white/55',
        isFavourite && 'text-accent!',
      )}
    >
      <Heart fill={isFavourite ? 'currentColor' : 'none'} />
    </button>
  )
}
