'use client'
/** Dragging tiles into another order: at once with a mouse, after holding still for a moment with a finger. */
import {
  type PointerEvent as TilePointer,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { nearestBox } from './reorder'

const mouseSlack = 4
const touchSlack = 8
const holdMs = 220

type Grip = {
  id: string
  /** Where on the tile it is held. */
  offset: { x: number; y: number }
  point: { x: number; y: number }
}

export function useReorder({
  onMove,
  onEnd,
  onCancel,
}: {
  /** Called while dragging, whenever the tile comes to lie nearest another place. */
  onMove: (id: string, to: number) => void
  onEnd: (id: string) => void
  onCancel: () => void
}) {
  const list = useRef<HTMLUListElement>(null)
  const grip = useRef<Grip | null>(null)
  const [draggedId, setDragged] = useState<string | null>(null)
  const verbs = useRef({ onMove, onEnd, onCancel })
  useLayoutEffect(() => {
    verbs.current = { onMove, onEnd, onCancel }
    follow(list.current, grip.current)
  })

  useEffect(() => {
    if (draggedId === null) return undefined
    const move = (event: PointerEvent) => {
      const held = grip.current
      if (!held || !list.current) return
      held.point = { x: event.clientX, y: event.clientY }
      const to = nearestBox(held.point, tilesOf(list.current).map(restingBox))
      if (tilesOf(list.current)[to]?.dataset['tile'] !== held.id) verbs.current.onMove(held.id, to)
      follow(list.current, held)
    }
    const end = () => {
      verbs.current.onEnd(draggedId)
      letGo()
    }
    const cancel = () => {
      verbs.current.onCancel()
      letGo()
    }
    const letGo = () => {
      for (const tile of tilesOf(list.current)) tile.style.transform = ''
      grip.current = null
      setDragged(null)
    }
    const escape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      event.preventDefault()
      cancel()
    }
    // A finger that drags must not scroll; only a listener that is not passive can say so.
    const hold = (event: TouchEvent) => event.preventDefault()
    const quiet = (event: Event) => event.preventDefault()
    window.addEventListener('pointermove', move)
    window.addEventListener('pointerup', end)
    window.addEventListener('pointercancel', cancel)
    window.addEventListener('keydown', escape, { capture: true })
    window.addEventListener('touchmove', hold, { passive: false })
    window.addEventListener('contextmenu', quiet)
    return () => {
      window.removeEventListener('pointermove', move)
      window.removeEventListener('pointerup', end)
      window.removeEventListener('pointercancel', cancel)
      window.removeEventListener('keydown', escape, { capture: true })
      window.removeEventListener('touchmove', hold)
      window.removeEventListener('contextmenu', quiet)
    }
  }, [draggedId])

  const press = (event: TilePointer<HTMLElement>, id: string) => {
    const tile = event.currentTarget
    if (event.button !== 0 || (event.target as Element).closest('button')) return
    const { left, top } = tile.getBoundingClientRect()
    const point = { x: event.clientX, y: event.clientY }
    const begin = () => {
      grip.current = { id, offset: { x: point.x - left, y: point.y - top }, point }
      setDragged(id)
    }
    waitForDrag({ isTouch: event.pointerType === 'touch', point, begin })
  }

  return { list, draggedId, press }
}

/** Calls `begin` when a press has become a drag; a press that was a tap or a scroll never does. */
function waitForDrag({
  isTouch,
  point,
  begin,
}: {
  isTouch: boolean
  point: { x: number; y: number }
  begin: () => void
}): void {
  const timer = isTouch ? setTimeout(() => start(), holdMs) : undefined
  const over = new AbortController()
  const stop = () => {
    clearTimeout(timer)
    over.abort()
  }
  const start = () => {
    stop()
    begin()
  }
  const move = ({ clientX, clientY }: PointerEvent) => {
    const distance = Math.hypot(clientX - point.x, clientY - point.y)
    if (isTouch && distance > touchSlack) stop()
    if (!isTouch && distance > mouseSlack) start()
  }
  window.addEventListener('pointermove', move, { signal: over.signal })
  window.addEventListener('pointerup', stop, { signal: over.signal })
  window.addEventListener('pointercancel', stop, { signal: over.signal })
}

/** Keeps the dragged tile under the pointer, wherever its place in the row has gone by now. */
function follow(list: HTMLElement | null, grip: Grip | null): void {
  const tile = tilesOf(list).find(({ dataset }) => dataset['tile'] === grip?.id)
  if (!tile || !grip) return
  const { left, top } = restingBox(tile)
  const { point, offset } = grip
  tile.style.transform = `translate(${point.x - offset.x - left}px, ${point.y - offset.y - top}px) scale(1.04)`
}

/** Where a tile lies when nothing moves it. */
function restingBox(tile: HTMLElement) {
  const parent = tile.offsetParent?.getBoundingClientRect() ?? { left: 0, top: 0 }
  return {
    left: parent.left + tile.offsetLeft,
    top: parent.top + tile.offsetTop,
    width: tile.offsetWidth,
    height: tile.offsetHeight,
  }
}

function tilesOf(list: HTMLElement | null): readonly HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>('[data-tile]') ?? [])]
}
