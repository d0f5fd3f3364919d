'use client'

import { useEffect, useRef } from 'react'
import type { MaskEditor } from '@/lib/editor/editor'
import { bandsOf, createFilm, type FilmLook } from '@/lib/editor/film'
import type { Box } from '@/lib/editor/geometry'

/** The film over the picture, in the picture's own pixels: only what has changed is painted, and at once. */
export function FilmCanvas({
  editor,
  look,
  isHidden,
}: {
  editor: MaskEditor
  look: FilmLook
  isHidden: boolean
}) {
  const ref = useRef<HTMLCanvasElement>(null)
  const { width, height } = editor.size

  useEffect(() => {
    const context = ref.current?.getContext('2d')
    if (!context) return undefined
    const film = createFilm(look)
    const paint = (dirty: Box | null) => {
      if (dirty === null) return
      for (const band of bandsOf(dirty)) {
        const { x, y, width: across, height: down } = band
        context.putImageData(new ImageData(film(editor.mask, band), across, down), x, y)
      }
    }
    paint(editor.whole)
    return editor.subscribe(paint)
  }, [editor, look])

  return (
    <canvas
      ref={ref}
      width={width}
      height={height}
      hidden={isHidden}
      className="pointer-events-none absolute inset-0 size-full"
    />
  )
}
