'use client'

import { useEffect, useRef } from 'react'
import type { MaskEditor } from '@/lib/editor/editor'
import { bandsOf, createFilm, everyOf, filmBox, type FilmLook } from '@/lib/editor/film'
import type { Box } from '@/lib/editor/geometry'

/** The film over the picture: only what has changed is painted, and at once. */
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
  const every = everyOf(editor.size)
  const { width, height } = filmBox(editor.whole, every)

  useEffect(() => {
    const context = ref.current?.getContext('2d')
    if (!context) return undefined
    const film = createFilm(look, every)
    const paint = (dirty: Box | null) => {
      if (dirty === null) return
      for (const band of bandsOf(filmBox(dirty, every))) {
        const { x, y, width: across, height: down } = band
        context.putImageData(new ImageData(film(editor.mask, band), across, down), x, y)
      }
    }
    paint(editor.whole)
    return editor.subscribe(paint)
  }, [editor, look, every])

  return (
    <canvas
      ref={ref}
      width={width}
      height={height}
      hidden={isHidden}
      // The last pixel of a film may reach beyond its picture.
      style={{ width: width * every, height: height * every }}
      className="pointer-events-none absolute top-0 left-0 max-w-none"
    />
  )
}
