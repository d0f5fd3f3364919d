'use client'

import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { usePress, usePressState } from '@/components/actions/use-press'
import { useLacks } from '@/components/actions/use-lacks'
import { Button } from '@/components/ui/button'
import { useKnownTask } from '@/lib/client/use-task'
import { groupButtons, type PlacedButton } from '@/lib/mj/buttons-grouping'
import type { Task } from '@/lib/mj/task'
import { openRegion } from '@/lib/state/open-task'
import { toast } from '@/lib/state/toasts'
import { Stop } from './stop'

/** Gateways paint on single pictures: from a grid one of the four is upscaled first, here and on request. */
export function UpscaleFirst({
  task,
  first,
}: {
  task: Task
  /** The quadrant that was meant, where one was: it comes first in line. */
  first: string | undefined
}) {
  const t = useTranslations('region')
  const upscales = groupButtons(task.buttons)
    .quadrantUpscales.flatMap((placed) =>
      placed.meaning.kind === 'upscale' ? { placed, index: String(placed.meaning.index) } : [],
    )
    .toSorted((a, b) => Number(b.index === first) - Number(a.index === first))
  return (
    <Stop title={t('notOffered')} help={upscales.length > 0 ? t('notOfferedHelp') : ''}>
      {upscales.map(({ placed, index }) => (
        <UpscaleButton
          key={placed.key}
          task={task}
          placed={placed}
          index={index}
          isFirst={index === first}
        />
      ))}
    </Stop>
  )
}

/** Upscales and then opens what has come of it; what was upscaled already is opened, not paid for again. */
function UpscaleButton({
  task,
  placed,
  index,
  isFirst,
}: {
  task: Task
  placed: PlacedButton
  index: string
  isFirst: boolean
}) {
  const t = useTranslations('region')
  const press = usePress()
  const { press: state } = usePressState(task, placed)
  const lack = useLacks(task).ofButton(placed)
  const [isWanted, setWanted] = useState(false)
  const child = useKnownTask('childId' in state ? state.childId : '')
  const isDone = state.name === 'done'
  const opens = isWanted && isDone && child !== undefined && child.pictures.length > 0
  const isGoing = state.name === 'sending' || state.name === 'running' || (isWanted && isDone)

  useEffect(() => {
    if (opens) openRegion(child.id)
  }, [opens, child])

  function upscale(): void {
    if (isDone && 'childId' in state) return openRegion(state.childId)
    if (lack !== null) return toast(lack)
    setWanted(true)
    if (!isGoing) press(task, placed, { again: true })
  }

  return (
    <Button
      look={isFirst ? 'accent' : 'bright'}
      busy={isGoing}
      title={lack ?? undefined}
      aria-disabled={(lack !== null && !isDone) || undefined}
      onClick={upscale}
    >
      {isGoing
        ? t('upscaling')
        : isDone
          ? t('openUpscale', { index })
          : t('upscaleFirst', { index })}
    </Button>
  )
}
