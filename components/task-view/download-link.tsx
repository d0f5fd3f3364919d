'use client'

import { Download } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { sharpPath } from '@/components/look/looked-at'
import { framesOf } from '@/components/quadrants/frames'
import { buttonClass } from '@/components/ui/button-class'
import { Tooltip } from '@/components/ui/tooltip'
import type { QuadrantIndex } from '@/lib/mj/quadrants'
import { type Task, videoPath } from '@/lib/mj/task'
import { chosenFrame } from './stage-picture'

/** What is saved of what is on the stage: the original bytes, or the chosen quadrant cut from them without loss. */
export function downloadOf(
  task: Task,
  chosen: QuadrantIndex | null,
): { href: string; what: 'film' | 'original' | QuadrantIndex } | null {
  const frames = framesOf(task.pictures)
  const [film] = task.videos
  if (film) return { href: `${videoPath(film.id)}?download`, what: 'film' }
  if (frames.length === 0) return null
  const frame = chosenFrame(frames, chosen)
  return { href: `${sharpPath(frame)}?download`, what: frame.index ?? 'original' }
}

/** As a click on its link does. */
export function saveFile(href: string): void {
  const link = document.createElement('a')
  link.href = href
  link.download = ''
  link.click()
}

export function DownloadLink({ task, chosen }: { task: Task; chosen: QuadrantIndex | null }) {
  const t = useTranslations('task')
  const file = downloadOf(task, chosen)
  if (file === null) return null
  const { href, what } = file
  const name = typeof what === 'number' ? t('quadrant', { index: String(what) }) : t(what)
  return <SaveLink href={href} what={name} />
}

function SaveLink({ href, what }: { href: string; what: string }) {
  const t = useTranslations('task')
  return (
    <Tooltip text={what} shortcut="D">
      <a
        href={href}
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
