'use client'

import { ImageUp } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useAsEntries } from '@/components/actions/use-as'
import { type Frame, framesOf } from '@/components/quadrants/frames'
import { Button } from '@/components/ui/button'
import { Menu } from '@/components/ui/menu'
import type { QuadrantIndex } from '@/lib/mj/quadrants'
import type { Task } from '@/lib/mj/task'
import { toast } from '@/lib/state/toasts'
import { chosenFrame } from './stage-picture'

/** What the picture on the stage can become the beginning of; of several, one has to be chosen first. */
export function UseAs({ task, chosen }: { task: Task; chosen: QuadrantIndex | null }) {
  const t = useTranslations('actions.useAs')
  const frames = framesOf(task.pictures)
  if (frames.length === 0 || task.text !== '') return null
  if (frames.length === 1 || chosen !== null) {
    return <UseAsMenu frame={chosenFrame(frames, chosen)} />
  }
  return (
    <Button icon={<ImageUp />} aria-disabled title={t('choose')} onClick={() => toast(t('choose'))}>
      {t('title')}
    </Button>
  )
}

function UseAsMenu({ frame }: { frame: Frame }) {
  const t = useTranslations('actions.useAs')
  const entries = useAsEntries(frame)
  return <Menu entries={entries} trigger={<Button icon={<ImageUp />}>{t('title')}</Button>} />
}
