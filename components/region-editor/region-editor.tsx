'use client'

import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { Spinner } from '@/components/ui/spinner'
import { useTask } from '@/lib/client/use-task'
import { parseButton } from '@/lib/mj/buttons'
import type { Picture, Task } from '@/lib/mj/task'
import { Darkroom } from './darkroom'
import { Stop } from './stop'
import { UpscaleFirst } from './upscale-first'
import { useSource } from './use-source'

/** The mask editor of one task, over everything else. */
export function RegionEditor({ taskId }: { taskId: string }) {
  const t = useTranslations('region')
  const task = useTask(taskId)

  useEffect(() => {
    const { style } = document.documentElement
    const { overflow } = style
    style.overflow = 'hidden'
    return () => {
      style.overflow = overflow
    }
  }, [])

  return (
    <section
      aria-label={t('title')}
      className="fixed inset-0 z-40 flex animate-fade flex-col bg-bg max-sm:bottom-[calc(58px+env(safe-area-inset-bottom))] sm:left-[68px]"
    >
      {task === undefined ? <Waiting text={t('loading')} /> : <OfTask task={task} />}
    </section>
  )
}

function OfTask({ task }: { task: Task }) {
  const t = useTranslations('region')
  const button = task.buttons.find((one) => parseButton(one).kind === 'region')
  const [picture] = task.pictures
  if (!picture) {
    return <Stop title={t('missing')} help={t('missingHelp')} />
  }
  if (!button) return <UpscaleFirst task={task} />
  return <OfPicture task={task} picture={picture} customId={button.customId} />
}

function OfPicture({
  task,
  picture,
  customId,
}: {
  task: Task
  picture: Picture
  customId: string
}) {
  const t = useTranslations('region')
  const [attempt, setAttempt] = useState(0)
  const source = useSource(picture, task.id, attempt)
  switch (source.state) {
    case 'loading':
      return <Waiting text={t('loading')} />
    case 'failed':
      return (
        <Stop title={t('pictureFailed')} help={t('pictureFailedHelp')}>
          <Button look="bright" onClick={() => setAttempt(attempt + 1)}>
            {t('tryAgain')}
          </Button>
        </Stop>
      )
    case 'ready':
      return <Darkroom key={picture.id} task={task} customId={customId} source={source} />
  }
}

function Waiting({ text }: { text: string }) {
  return (
    <div className="grid flex-1 place-items-center text-muted">
      <p role="status" className="flex items-center gap-2">
        <Spinner /> {text}
      </p>
    </div>
  )
}
