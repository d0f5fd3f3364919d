'use client'

import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { latestChild } from '@/components/actions/press'
import { Button } from '@/components/ui/button'
import { Waiting } from '@/components/ui/waiting'
import { useTask } from '@/lib/client/use-task'
import { longestSide } from '@/lib/editor/mask'
import { parseButton } from '@/lib/mj/buttons'
import type { Picture, Task } from '@/lib/mj/task'
import { openRegion, returnFocus } from '@/lib/state/open-task'
import { Darkroom } from './darkroom'
import { Stop } from './stop'
import { UpscaleFirst } from './upscale-first'
import { useScreenKeyboard } from './use-screen-keyboard'
import { useSource } from './use-source'
import { useRegionWish, useWindowTask, type WindowTask } from './use-wish'

/** The mask editor of one task, over everything else. */
export function RegionEditor({ taskId }: { taskId: string }) {
  const t = useTranslations('region')
  const task = useTask(taskId)
  const uncovered = useScreenKeyboard()

  useEffect(() => {
    const { style } = document.documentElement
    const { overflow } = style
    style.overflow = 'hidden'
    return () => {
      style.overflow = overflow
      returnFocus()
    }
  }, [])

  return (
    <section
      aria-label={t('title')}
      data-keyboard={uncovered ? '' : undefined}
      style={uncovered ? { ...uncovered, bottom: 'auto' } : undefined}
      className="fixed inset-0 z-40 flex animate-fade flex-col bg-bg max-sm:bottom-[calc(58px+env(safe-area-inset-bottom))] sm:left-[68px]"
    >
      {task === undefined ? <Waiting>{t('loading')}</Waiting> : <OfTask task={task} />}
    </section>
  )
}

function OfTask({ task }: { task: Task }) {
  const t = useTranslations('region')
  const wish = useRegionWish()
  const windowTask = useWindowTask(wish.window)
  const button = task.buttons.find((one) => parseButton(one).kind === 'region')
  const [picture] = task.pictures
  if (!picture) {
    return <Stop title={t('missing')} help={t('missingHelp')} />
  }
  // A window is answered by its own task: what button once led to it need not be there any more.
  const customId = button?.customId ?? windowTask?.parent?.customId
  if (windowTask === undefined) return <Waiting>{t('loading')}</Waiting>
  if (customId === undefined) return <UpscaleFirst task={task} first={wish.q} />
  return (
    <OfPicture
      task={task}
      picture={picture}
      customId={customId}
      wished={wish.mask}
      windowTask={windowTask}
    />
  )
}

function OfPicture({
  task,
  picture,
  customId,
  wished,
  windowTask,
}: {
  task: Task
  picture: Picture
  customId: string
  wished: string | undefined
  windowTask: WindowTask | null
}) {
  const t = useTranslations('region')
  const [attempt, setAttempt] = useState(0)
  // A window that is still open has no mask yet.
  const answered = task.children.filter(({ state }) => state !== 'window')
  const latest = latestChild(answered, customId)?.id
  const source = useSource(picture, { draftKey: task.id, wished, latest }, attempt)
  const isReady = source.state === 'ready'

  useEffect(() => {
    // Taken once: a reload later on must find what was painted since.
    if (isReady && wished !== undefined) openRegion(task.id)
  }, [isReady, wished, task.id])

  switch (source.state) {
    case 'loading':
      return <Waiting>{t('loading')}</Waiting>
    case 'failed':
      return (
        <Stop title={t('pictureFailed')} help={t('pictureFailedHelp')}>
          <Button look="bright" onClick={() => setAttempt(attempt + 1)}>
            {t('tryAgain')}
          </Button>
        </Stop>
      )
    case 'too-large':
      return <Stop title={t('tooLarge', source.size)} help={t('tooLargeHelp', { longestSide })} />
    case 'ready':
      return (
        <Darkroom
          key={picture.id}
          task={task}
          customId={customId}
          source={source}
          windowTask={windowTask}
        />
      )
  }
}
