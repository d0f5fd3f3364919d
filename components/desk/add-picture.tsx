'use client'

import { ImagePlus } from 'lucide-react'
import { useDropzone } from 'react-dropzone'
import { useTranslations } from 'use-intl'
import { classNames } from '@/components/ui/class-names'

/** A place for pictures: opens the picker, by click, key or touch. Drops on it are the zones' affair. */
export function AddPicture({
  label,
  hint,
  multiple = false,
  onFiles,
  className,
}: {
  label: string
  hint: string
  multiple?: boolean
  onFiles: (files: readonly File[]) => void
  className?: string
}) {
  const { input, open } = usePicker({ multiple, onFiles })
  return (
    <div className={classNames('relative', className)}>
      <button
        type="button"
        onClick={open}
        className="flex size-full flex-col items-center justify-center gap-1 rounded-xl border-[1.5px] border-dashed border-line-strong p-2 text-center text-muted transition-colors hover:border-accent hover:text-text"
      >
        <ImagePlus aria-hidden className="mb-0.5 size-[22px] text-accent" strokeWidth={1.6} />
        <span className="text-base font-medium text-text">{label}</span>
        <span className="text-xs text-muted max-sm:hidden">{hint}</span>
      </button>
      {input}
    </div>
  )
}

/** The browser's picker: a hidden input, which the caller draws, and the way to open it. */
export function usePicker({
  multiple,
  onFiles,
}: {
  multiple: boolean
  onFiles: (files: readonly File[]) => void
}) {
  const { getInputProps, open } = useDropzone({
    multiple,
    noDrag: true,
    preventDropOnDocument: false,
    onDrop: (files, rejections) => {
      const all = [...files, ...rejections.map(({ file }) => file)]
      if (all.length > 0) onFiles(all)
    },
  })
  // Only `open` uses it: to keys and screen readers the button is all there is.
  const input = (
    <input
      {...getInputProps({ accept: 'image/*,.heic,.heif,.avif', style: { display: 'none' } })}
    />
  )
  return { input, open }
}

/** Where a picture will be in a moment. */
export function ComingPicture({ name }: { name: string }) {
  const t = useTranslations('intake.tray')
  return (
    <div
      role="img"
      aria-label={`${name}: ${t('sending')}`}
      className="size-full animate-breathe rounded-xl bg-hover"
    />
  )
}
