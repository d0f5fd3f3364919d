'use client'

import Download from 'lucide-react/icons/download'
import Maximize2 from 'lucide-react/icons/maximize-2'
import type { CSSProperties } from 'react'
import { useTranslations } from 'use-intl'
import { TaskLink } from '@/components/shell/task-link'
import { buttonClass } from '@/components/ui/button-class'
import { classNames } from '@/components/ui/class-names'
import { type Task, type Video, imagePath, videoPath } from '@/lib/mj/task'
import { displayPrompt, expectedAspect } from './prompt-display'

/**
 * Kept films, each with the browser's own player: nothing moves or sounds before somebody plays it. In the feed as
 * high as a picture that stands alone; on the stage of a task as large as it lets them be.
 */
export function Films({ task, isOnStage = false }: { task: Task; isOnStage?: boolean }) {
  const isOne = task.videos.length === 1
  const style = { '--aspect': aspectOf(task) } as CSSProperties
  return (
    <div
      style={style}
      className={classNames(
        'grid gap-1 overflow-hidden',
        isOnStage ? 'rounded-sm' : 'rounded-xl',
        isOne ? '' : 'grid-cols-2',
        isOnStage
          ? 'aspect-(--aspect) w-[min(100cqw,calc(100cqh*var(--aspect)))]'
          : isOne
            ? 'w-[min(100%,calc(70dvh*var(--aspect)))] md:w-[min(100%,calc(360px*var(--aspect)))]'
            : 'md:max-w-[calc(480px*var(--aspect))]',
      )}
    >
      {task.videos.map((video) => (
        <Film key={video.id} task={task} video={video} isOnStage={isOnStage} />
      ))}
    </div>
  )
}

/** A film says its size only once it has been loaded; its still, or its prompt, says it before. */
function aspectOf(task: Task): number {
  const still = task.pictures.find(({ id }) => id === task.videos[0]?.posterId) ?? task.pictures[0]
  return still ? still.width / still.height : expectedAspect(task)
}

function Film({ task, video, isOnStage }: { task: Task; video: Video; isOnStage: boolean }) {
  const t = useTranslations('feed')
  const index = String(video.position + 1)
  const poster = video.posterId ?? task.pictures[0]?.id
  const name = t('film', {
    index,
    count: String(task.videos.length),
    prompt: displayPrompt(task).text || t('noPrompt'),
  })
  return (
    <div className="group/film relative aspect-(--aspect) min-h-0 min-w-0 bg-black">
      <video
        controls
        loop
        playsInline
        preload="metadata"
        poster={poster ? imagePath(poster, 1024) : undefined}
        src={videoPath(video.id)}
        aria-label={name}
        className="size-full object-contain"
      />
      {isOnStage ? null : (
        <div className="pointer-events-none absolute inset-x-0 top-0 flex justify-between p-2 opacity-0 transition-opacity group-focus-within/film:opacity-100 group-hover/film:opacity-100 pointer-coarse:opacity-100 *:pointer-events-auto">
          <TaskLink
            taskId={task.id}
            aria-label={t('openFilm', { index })}
            className={buttonClass('onPicture', 'sm', '!px-2')}
          >
            <Maximize2 />
          </TaskLink>
          <a
            href={`${videoPath(video.id)}?download`}
            download
            aria-label={t('downloadFilm', { index })}
            className={buttonClass('onPicture', 'sm', '!px-2')}
          >
            <Download />
          </a>
        </div>
      )}
    </div>
  )
}
