'use client'

import { ImageOff } from 'lucide-react'
import { useCallback, useState } from 'react'
import { classNames } from '@/components/ui/class-names'

/** A file as far as the browser can show it; what it cannot show is still there, and named. */
export function FileThumb({ file, className }: { file: File; className: string }) {
  const [isOpaque, setOpaque] = useState(file.size === 0)
  // The address of what is only in this browser is given back when it is shown no more.
  const show = useCallback(
    (image: HTMLImageElement | null) => {
      if (!image) return undefined
      const url = URL.createObjectURL(file)
      image.src = url
      return () => URL.revokeObjectURL(url)
    },
    [file],
  )

  if (isOpaque) {
    return (
      <span
        role="img"
        aria-label={file.name}
        className={classNames('grid place-items-center bg-hover text-faint', className)}
      >
        <ImageOff aria-hidden className="size-5" strokeWidth={1.4} />
      </span>
    )
  }
  return (
    <img
      ref={show}
      alt={file.name}
      draggable={false}
      onError={() => setOpaque(true)}
      className={classNames('object-cover', className)}
    />
  )
}
