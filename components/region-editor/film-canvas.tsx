'use client'

import { useLayoutEffect, useRef } from 'react'
import type { MaskEditor } from '@/lib/editor/editor'
import { coverOf, createFilm, type FilmLook } from '@/lib/editor/film'
import type { Size } from '@/lib/editor/geometry'
import { seenBox, type View } from '@/lib/editor/view'
import { paintFilm } from './paint-film'

/** The film over the picture: only what has changed is painted, and at once. */
export function FilmCanvas({
  editor,
  view,
  stage,
  look,
  isHidden,
}: {
  editor: MaskEditor
  view: View
  stage: Size
  look: FilmLook
  isHidden: boolean
}) {
  const ref = useRef<HTMLCanvasElement>(null)
  const { box, every } = coverOf(editor.size, seenBox(view, editor.size, stage))
  const { x, y, width, height } = box
  // The last pixel of a film may reach beyond its picture.
  const [across, down] = [Math.ceil(width / every), Math.ceil(height / every)]

  useLayoutEffect(() => {
    const context = ref.current?.getContext('2d')
    if (!context) return undefined
    const film = createFilm(look, every)
    const cover = { box: { x, y, width, height }, every }
    paintFilm(context, film, editor.mask, cover, cover.box)
    return editor.subscribe((dirty) => {
      if (dirty !== null) paintFilm(context, film, editor.mask, cover, dirty)
    })
  }, [editor, look, every, x, y, width, height])

  return (
    <canvas
      ref={ref}
      width={across}
      height={down}
      hidden={isHidden}
      style={{ left: x, top: y, width: across * every, height: down * every }}
      className="pointer-events-none absolute max-w-none"
    />
  )
}
