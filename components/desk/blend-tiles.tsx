'use client'

import { ChevronLeft, ChevronRight, X } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { ReferencePicture } from './reference-picture'
import { moveItem } from './reorder'
import { useReorder } from './use-reorder'

/** The pictures of a blend in their order: dragged, moved by arrow keys or by buttons, removed. Says what it did. */
export function BlendTiles({
  pictures,
  onChange,
  children,
}: {
  pictures: readonly string[]
  onChange: (pictures: readonly string[]) => void
  /** Further places of the row. */
  children: ReactNode
}) {
  const t = useTranslations('desk')
  const [news, setNews] = useState('')
  const keysId = useId()
  const before = useRef(pictures)
  const count = pictures.length

  const { list, draggedId, press } = useReorder({
    onMove: (id, to) => onChange(moveItem(pictures, pictures.indexOf(id), to)),
    onEnd: (id) => setNews(t('blend.moved', { index: pictures.indexOf(id) + 1, count })),
    onCancel: () => onChange(before.current),
  })
  const focus = useFocusOnTile(list)

  const move = (id: string, step: number, control: string) => {
    const from = pictures.indexOf(id)
    const to = from + step
    if (to < 0 || to >= count) return
    focus(id, control)
    onChange(moveItem(pictures, from, to))
    setNews(t('blend.moved', { index: to + 1, count }))
  }
  const remove = (id: string) => {
    const at = pictures.indexOf(id)
    const rest = pictures.filter((one) => one !== id)
    focus(rest[Math.min(at, rest.length - 1)] ?? '', 'remove')
    onChange(rest)
    setNews(t('blend.removed', { count: rest.length }))
  }

  const key = (event: KeyboardEvent, id: string) => {
    const control =
      event.target instanceof HTMLElement ? (event.target.dataset['control'] ?? '') : ''
    if (event.key === 'ArrowLeft') move(id, -1, control)
    else if (event.key === 'ArrowRight') move(id, 1, control)
    else if (event.key === 'Delete' || event.key === 'Backspace') remove(id)
    else return
    event.preventDefault()
  }

  return (
    <>
      <p id={keysId} hidden>
        {t('blend.keys')}
      </p>
      <p role="status" className="sr-only">
        {news}
      </p>
      <ul
        ref={list}
        aria-label={t('blend.pictures')}
        className="relative grid grid-cols-3 gap-2 sm:grid-cols-6 sm:gap-3"
      >
        {pictures.map((id, index) => (
          <li
            key={id}
            data-tile={id}
            onPointerDown={(event) => {
              before.current = pictures
              press(event, id)
            }}
            onKeyDown={(event) => key(event, id)}
            className={classNames(
              'group relative aspect-square touch-manipulation overflow-hidden rounded-xl select-none',
              id === draggedId ? 'z-10 cursor-grabbing shadow-float' : 'cursor-grab',
            )}
          >
            <ReferencePicture id={id} alt={t('picture', { index: index + 1, count })} />
            <span
              aria-hidden
              className="absolute top-2 left-2 rounded-sm bg-black/60 px-1.5 font-mono text-xs leading-5 text-white"
            >
              {index + 1}
            </span>
            <TileButtons
              index={index}
              count={count}
              describedBy={keysId}
              onMove={(step, control) => move(id, step, control)}
              onRemove={() => remove(id)}
            />
          </li>
        ))}
        {children}
      </ul>
    </>
  )
}

/** Hidden until the tile is pointed at or one of them has the focus; always there under fingers. */
function TileButtons({
  index,
  count,
  describedBy,
  onMove,
  onRemove,
}: {
  index: number
  count: number
  describedBy: string
  onMove: (step: number, control: string) => void
  onRemove: () => void
}) {
  const t = useTranslations('desk')
  const shown =
    'absolute !px-0 opacity-0! group-focus-within:opacity-100! group-hover:opacity-100! aria-disabled:invisible pointer-coarse:h-9! pointer-coarse:min-w-9! pointer-coarse:opacity-100!'
  return (
    <>
      <Button
        look="onPicture"
        data-control="remove"
        aria-label={t('remove', { index: index + 1 })}
        aria-describedby={describedBy}
        icon={<X />}
        onClick={onRemove}
        className={`top-1.5 right-1.5 ${shown}`}
      />
      <Button
        look="onPicture"
        data-control="earlier"
        aria-label={t('blend.earlier', { index: index + 1 })}
        aria-disabled={index === 0 || undefined}
        icon={<ChevronLeft />}
        onClick={() => onMove(-1, 'earlier')}
        className={`bottom-1.5 left-1.5 ${shown}`}
      />
      <Button
        look="onPicture"
        data-control="later"
        aria-label={t('blend.later', { index: index + 1 })}
        aria-disabled={index === count - 1 || undefined}
        icon={<ChevronRight />}
        onClick={() => onMove(1, 'later')}
        className={`right-1.5 bottom-1.5 ${shown}`}
      />
    </>
  )
}

/** A tile that moves in the document loses the focus; this gives it back to the same button, wherever that is now. */
function useFocusOnTile(list: { current: HTMLElement | null }) {
  const wanted = useRef<{ id: string; control: string } | null>(null)
  useLayoutEffect(() => {
    if (!wanted.current) return
    const { id, control } = wanted.current
    wanted.current = null
    const tile = list.current?.querySelector(`[data-tile="${id}"]`)
    const place =
      tile?.querySelector<HTMLElement>(`[data-control="${control}"]:not([aria-disabled])`) ??
      // It has arrived at an end, or nothing is left but the place to add.
      tile?.querySelector<HTMLElement>('[data-control="remove"]') ??
      list.current?.querySelector<HTMLElement>('button')
    place?.focus()
  })
  return (id: string, control: string) => {
    wanted.current = { id, control }
  }
}
