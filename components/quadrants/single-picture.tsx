'use client'

import type { CSSProperties } from 'react'
import { useTranslations } from 'use-intl'
import { TaskLink } from '@/components/shell/task-link'
import type { Task } from '@/lib/mj/task'
import type { Frame } from './frames'
import { isMoving } from './moving'
import { PictureCrop } from './picture-crop'
import { PlayMark } from './play-mark'
import { useBlur } from './use-blur'

/** A picture that stands alone: as high as a row of quadrants, as wide as it is, never stretched. */
export function SinglePicture({
  task,
  frame,
  prompt,
}: {
  task: Task
  frame: Frame
  prompt: string
}) {
  const t = useTranslations('feed')
  const blur = useBlur(frame.picture.thumbhash)
  const { width, height } = frame.box
  const style = { '--blur': blur, '--aspect': width / height } as CSSProperties

  return (
    <TaskLink
      taskId={task.id}
      draggable={false}
      data-picture
      aria-label={t('picture', { prompt })}
      style={style}
      className="relative block aspect-(--aspect) w-[min(100%,calc(70dvh*var(--aspect)))] overflow-hidden rounded-xl md:w-[min(100%,calc(240px*var(--aspect)))]"
    >
      <PictureCrop
        frame={frame}
        sizes={`(max-width: 767px) 100vw, ${Math.round((240 * width) / height)}px`}
      />
      {isMoving(task) ? <PlayMark /> : null}
    </TaskLink>
  )
}
