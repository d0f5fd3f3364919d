'use client'

import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
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
    <Dialog
      title={t('title')}
      onClose={onClose}
      footer={
        <>
          <Button size="md" onClick={onClose}>
            {t('keep')}
          </Button>
          <Button look="accent" size="md" busy={isPending} onClick={remove}>
            {t('confirm')}
          </Button>
        </>
      }
    >
      <p>{t('about', { count })}</p>
    </Dialog>
  )
}
