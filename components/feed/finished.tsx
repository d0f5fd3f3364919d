'use client'

import CircleCheck from 'lucide-react/icons/circle-check'
import ImageOff from 'lucide-react/icons/image-off'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { framesOf } from '@/components/quadrants/frames'
import { QuadrantStrip } from '@/components/quadrants/quadrant-strip'
import { SinglePicture } from '@/components/quadrants/single-picture'
import { Button } from '@/components/ui/button'
import { useArchive } from '@/lib/client/actions'
import type { Task, TaskState } from '@/lib/mj/task'
import { Notice } from './card-frame'
import { Developing } from './developing'
import { displayPrompt } from './prompt-display'
import { Films } from './rare'

type Archive = Extract<TaskState, { name: 'done' }>['archive']

/** What came out of the tray. */
export function Finished({
  task,
  archive,
  preview,
}: {
  task: Task
  archive: Archive
  preview: string | null
}) {
  const t = useTranslations('feed')
  const frames = useMemo(() => framesOf(task.pictures), [task.pictures])
  const prompt = useMemo(() => displayPrompt(task).text || t('noPrompt'), [task, t])
  const [first] = frames

  if (task.videos.length > 0) return <Films task={task} />
  if (first) {
    return first.index === null ? (
      <SinglePicture task={task} frame={first} prompt={prompt} />
    ) : (
      <QuadrantStrip task={task} frames={frames} prompt={prompt} />
    )
  }
  switch (archive) {
    case 'keeping':
      return (
        <div role="status" className="relative">
          <Developing task={task} preview={preview} />
          {/* On the picture: it is there for a moment, and what lies below shall not move for it. */}
          <p className="absolute bottom-2.5 left-2.5 rounded-md bg-black/70 px-2 py-1 text-xs text-white">
            {t('state.keeping')}
          </p>
        </div>
      )
    case 'gone':
      return <Gone task={task} />
    case 'kept':
      return <Notice icon={<CircleCheck />} title={t(`verb.${task.verb}`)} />
  }
}

/** Pictures that were made and are not here, and the way to ask for them again. */
export function Gone({ task }: { task: Task }) {
  const t = useTranslations('feed')
  const errors = useTranslations('errors')
  const archive = useArchive()
  const detail = task.state.name === 'done' ? task.state.detail : ''
  return (
    <Notice
      icon={<ImageOff />}
      tone="warn"
      title={t('state.gone')}
      help={t('state.goneHelp')}
      detail={detail === '' ? null : errors('gatewaySaid', { detail })}
    >
      <Button look="bright" busy={archive.isPending} onClick={() => archive.mutate(task.id)}>
        {t('state.retryArchive')}
      </Button>
    </Notice>
  )
}
