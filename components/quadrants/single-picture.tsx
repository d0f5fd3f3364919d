'use client'

import { type CSSProperties, Suspense, useState } from 'react'
import { useTranslations } from 'use-intl'
import { TaskLink } from '@/components/shell/task-link'
import { lazy } from '@/lib/client/lazy'
import type { Task } from '@/lib/mj/task'
import type { Frame } from './frames'
import { isMoving } from './moving'
import { PictureCrop } from './picture-crop'
import { PlayMark } from './play-mark'
import { useBlur } from './use-blur'

const FavouriteButton = lazy(async () => ({
  default: (await import('./favourite-button')).FavouriteButton,
}))

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
  // As on a quadrant: made at the first hover or focus, then kept.
  const [isWanted, setWanted] = useState(false)
  const want = () => setWanted(true)
  const style = { '--blur': blur, '--aspect': width / height } as CSSProperties

  return (
    <div
      className="group/picture relative w-[min(100%,calc(70dvh*var(--aspect)))] md:w-[min(100%,calc(240px*var(--aspect)))]"
      style={style}
      onPointerEnter={want}
      onFocus={want}
    >
      <TaskLink
        taskId={task.id}
        draggable={false}
        data-picture
        aria-label={t('picture', { prompt })}
        className="relative block aspect-(--aspect) overflow-hidden rounded-xl"
      >
        <PictureCrop
          frame={frame}
          sizes={`(max-width: 767px) 100vw, ${Math.round((240 * width) / height)}px`}
        />
        {isMoving(task) ? <PlayMark /> : null}
      </TaskLink>
      {isWanted ? (
        <div className="invisible absolute top-2 right-2 group-focus-within/picture:visible group-hover/picture:visible">
          <Suspense fallback={null}>
            <FavouriteButton task={task} frame={frame} />
          </Suspense>
        </div>
      ) : null}
    </div>
  )
}
