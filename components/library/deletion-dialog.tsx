'use client'

import { useTranslations } from 'use-intl'
import { Question } from '@/components/ui/question'
import type { FrameSelection } from '@/lib/mj/library'
import { chosenFrames, libraryStore } from '@/lib/state/library'
import { useDeletion } from './use-marks'

/** Asks before bytes go, with their number. Without a `selection` it is about what is chosen. */
export function DeletionDialog({
  count,
  selection,
  onClose,
}: {
  count: number
  selection?: FrameSelection
  onClose: () => void
}) {
  const t = useTranslations('library.deletion')
  const { mutate, isPending } = useDeletion()
  const remove = () =>
    mutate(selection ?? chosenFrames(libraryStore.getState()), { onSettled: onClose })
  return (
    <Question
      title={t('title')}
      keep={t('keep')}
      confirm={t('confirm')}
      isPending={isPending}
      onConfirm={remove}
      onClose={onClose}
    >
      <p>{t('about', { count })}</p>
    </Question>
  )
}
