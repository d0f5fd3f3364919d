'use client'

import { ImageOff } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { classNames } from '@/components/ui/class-names'
import { useReference } from '@/lib/client/references'
import { referencePath } from '@/lib/mj/references'

/** A picture that somebody brought, or a word about its being gone. Fills its place. */
export function ReferencePicture({
  id,
  alt,
  fit = 'cover',
}: {
  id: string
  alt: string
  fit?: 'cover' | 'contain'
}) {
  const t = useTranslations('desk')
  const isGone = useReference(id) === null
  if (isGone) {
    return (
      <div className="flex size-full flex-col items-center justify-center gap-1.5 bg-hover p-3 text-center text-xs text-muted">
        <ImageOff aria-hidden className="size-5 text-faint" strokeWidth={1.4} />
        {t('gone')}
      </div>
    )
  }
  return (
    <img
      src={referencePath(id, 1024)}
      alt={alt}
      draggable={false}
      className={classNames(
        'size-full bg-hover select-none [-webkit-touch-callout:none]',
        fit === 'cover' ? 'object-cover' : 'object-contain',
      )}
    />
  )
}
