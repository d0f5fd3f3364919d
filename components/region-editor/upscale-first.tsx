'use client'

import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { latestChild } from '@/components/actions/press'
import { usePress } from '@/components/actions/use-press'
import { Button } from '@/components/ui/button'
import { Spinner } from '@/components/ui/spinner'
import { useKnownTask } from '@/lib/client/use-task'
import { parseButton } from '@/lib/mj/buttons'
import type { Task } from '@/lib/mj/task'
import { openRegion } from '@/lib/state/open-task'
import { Stop } from './stop'

/** Gateways paint on single pictures: from a grid one of the four is upscaled first, here and on request. */
export function UpscaleFirst({ task }: { task: Task }) {
  const t = useTranslations('region')
  const press = usePress()
  const [pressed, setPressed] = useState<string | null>(null)
  const upscales = task.buttons
    .map((button) => ({ key: button.customId, button, meaning: parseButton(button) }))
    .filter(({ meaning }) => meaning.kind === 'upscale')
  const child = useKnownTask(latestChild(task.children, pressed ?? '')?.id ?? '')
  const isDone = child?.state.name === 'done' && child.pictures.length > 0

  useEffect(() => {
    if (isDone && child) openRegion(child.id)
  }, [isDone, child])

  return (
    <Stop title={t('notOffered')} help={upscales.length > 0 ? t('notOfferedHelp') : ''}>
      {pressed !== null && !isDone ? (
        <span role="status" className="flex items-center gap-2 text-sm text-muted">
          <Spinner /> {t('upscaling')}
        </span>
      ) : (
        upscales.map((placed) => (
          <Button
            key={placed.key}
            look="bright"
            onClick={() => {
              setPressed(placed.key)
              // What has been upscaled already is opened, not paid for again.
              const known = latestChild(task.children, placed.key)
              if (known?.state === 'done') openRegion(known.id)
              else press(task, placed)
            }}
          >
            {t('upscaleFirst', {
              index: placed.meaning.kind === 'upscale' ? String(placed.meaning.index) : '',
            })}
          </Button>
        ))
      )}
    </Stop>
  )
}
