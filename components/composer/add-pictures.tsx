'use client'

import ImagePlus from 'lucide-react/icons/image-plus'
import { useTranslations } from 'use-intl'
import { toastError } from '@/lib/state/toasts'

const loadPicker = () => import('@/components/drop/picture-picker')

/** The way to bring pictures without dragging them: by keyboard, by finger, from a phone's camera roll. */
export function AddPictures() {
  const t = useTranslations('composer')
  return (
    <button
      type="button"
      aria-label={t('addPictures')}
      title={t('addPictures')}
      // Browsers open their picker only soon after a click, so its code is fetched before.
      onPointerEnter={() => void loadPicker()}
      onFocus={() => void loadPicker()}
      onClick={() => loadPicker().then((picker) => picker.openPicturePicker(), toastError)}
      className="grid size-[38px] shrink-0 place-items-center rounded-lg bg-hover text-muted transition-colors hover:text-text pointer-coarse:size-11"
    >
      <ImagePlus aria-hidden className="size-[18px]" strokeWidth={1.6} />
    </button>
  )
}
