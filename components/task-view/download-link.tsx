'use client'

import { Download } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { framesOf } from '@/components/quadrants/frames'
import { buttonClass } from '@/components/ui/button'
import { Tooltip } from '@/components/ui/tooltip'
import type { QuadrantIndex } from '@/lib/mj/buttons'
import { type Task, videoPath } from '@/lib/mj/task'
import { chosenFrame, sharpPath } from './stage-picture'

/** Saves what is on the stage: the original bytes, or the chosen quadrant cut from them without loss. */
export function DownloadLink({ task, chosen }: { task: Task; chosen: QuadrantIndex | null }) {
  const t = useTranslations('task')
  const frames = framesOf(task.pictures)
  const [film] = task.videos
  if (film) return <SaveLink href={videoPath(film.id)} what={t('film')} />
  if (frames.length === 0) return null
  const frame = chosenFrame(frames, chosen)
  const what = frame.index === null ? t('original') : t('quadrant', { index: String(frame.index) })
  return <SaveLink href={sharpPath(frame)} what={what} />
}

function SaveLink({ href, what }: { href: string; what: string }) {
  const t = useTranslations('task')
  return (
    <Tooltip text={what}>
      <a
        href={`${href}?download`}
        download
        aria-label={`${t('download')}: ${what}`}
        className={buttonClass('plain')}
      >
        <Download />
        {t('download')}
      </a>
    </Tooltip>
  )
}
