'use client'

import { Replace, X } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { AddPicture, ComingPicture, usePicker } from './add-picture'
import { ReferencePicture } from './reference-picture'

/** A place for one picture: empty, filling, or taken, and then to be replaced or removed. */
export function PictureSlot({
  id,
  coming,
  label,
  addLabel,
  removeLabel,
  onFiles,
  onRemove,
  className,
}: {
  /** '' while nothing lies here. */
  id: string
  /** Name of the file that is on its way here. */
  coming: string | null
  label: string
  addLabel: string
  removeLabel: string
  onFiles: (files: readonly File[]) => void
  onRemove: () => void
  className: string
}) {
  const t = useTranslations('desk')
  const { input, open } = usePicker({ multiple: false, onFiles })

  if (coming !== null) {
    return (
      <div className={className}>
        <ComingPicture name={coming} />
      </div>
    )
  }
  if (id === '') {
    return <AddPicture label={addLabel} hint={t('paste')} onFiles={onFiles} className={className} />
  }
  return (
    <div className={`relative overflow-hidden rounded-xl ${className}`}>
      <ReferencePicture id={id} alt={label} fit="contain" />
      <div className="absolute inset-x-2 bottom-2 flex justify-end gap-1.5">
        <Button look="onPicture" icon={<Replace />} onClick={open} className="max-sm:!px-0">
          <span className="max-sm:sr-only">{t('replace')}</span>
        </Button>
        <Button
          look="onPicture"
          className="!px-0"
          aria-label={removeLabel}
          icon={<X />}
          onClick={onRemove}
        />
      </div>
      {input}
    </div>
  )
}
