'use client'
/** The view of the stage: how large it is, where the picture lies on it, and every way of moving it. */
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Point, Size } from '@/lib/editor/geometry'
import {
  actualView,
  fitView,
  imageToScreen,
  panBy,
  pinch,
  screenToImage,
  type View,
  zoomAbout,
} from '@/lib/editor/view'
import { wheelMove } from '@/lib/editor/wheel'

export type Stage = ReturnType<typeof useStage>

/** `ref` is the element that is the stage. Nothing can be drawn before it has been measured. */
export function useStage(picture: Size, ref: RefObject<HTMLDivElement | null>) {
  const [size, setSize] = useState<Size | null>(null)
  const [moved, setMoved] = useState<View | null>(null)
  // Until somebody moves it the picture stays fitted, whatever becomes of the window.
  const view = moved ?? (size ? fitView(picture, size) : null)
  const latest = useRef<{ view: View | null; size: Size | null }>({ view, size })
  useLayoutEffect(() => {
    latest.current = { view, size }
  })

  useLayoutEffect(() => {
    const element = ref.current
    if (!element) return undefined
    const measure = () => setSize({ width: element.clientWidth, height: element.clientHeight })
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [ref])

  const change = useCallback((next: (view: View, size: Size) => View | null) => {
    const { view: now, size: room } = latest.current
    if (now === null || room === null) return
    const changed = next(now, room)
    // Several events may come before the next render: each goes on from the last.
    latest.current = { view: changed ?? now, size: room }
    setMoved(changed)
  }, [])

  const zoom = useCallback(
    (factor: number, about?: Point) =>
      change((now, room) =>
        zoomAbout(now, about ?? { x: room.width / 2, y: room.height / 2 }, factor, picture, room),
      ),
    [change, picture],
  )
  const pan = useCallback(
    (dx: number, dy: number) => change((now, room) => panBy(now, dx, dy, picture, room)),
    [change, picture],
  )
  const pinchTo = useCallback(
    (from: readonly [Point, Point], to: readonly [Point, Point]) =>
      change((now, room) => pinch(now, from, to, picture, room)),
    [change, picture],
  )
  useWheel(ref, zoom, pan)

  return {
    size,
    view,
    zoom,
    pan,
    pinch: pinchTo,
    fit: useCallback(() => setMoved(null), []),
    actual: useCallback(
      () => change((_, room) => actualView(picture, room, window.devicePixelRatio)),
      [change, picture],
    ),
    /** A point of the stage in the picture's pixels. */
    toImage: useCallback((point: Point): Point => {
      const { view: now } = latest.current
      return now ? screenToImage(now, point) : { x: 0, y: 0 }
    }, []),
    toStage: useCallback((point: Point): Point => {
      const { view: now } = latest.current
      return now ? imageToScreen(now, point) : { x: 0, y: 0 }
    }, []),
    scale: useCallback(() => latest.current.view?.scale ?? 1, []),
  }
}

/** Not React's `onWheel`: that one is passive, and the page would zoom along. */
function useWheel(
  ref: RefObject<HTMLDivElement | null>,
  zoom: (factor: number, about: Point) => void,
  pan: (dx: number, dy: number) => void,
): void {
  useEffect(() => {
    const element = ref.current
    if (!element) return undefined
    const turn = (event: WheelEvent) => {
      event.preventDefault()
      const box = element.getBoundingClientRect()
      const move = wheelMove(event)
      if (move.what === 'pan') pan(move.dx, move.dy)
      else zoom(move.factor, { x: event.clientX - box.left, y: event.clientY - box.top })
    }
    element.addEventListener('wheel', turn, { passive: false })
    return () => element.removeEventListener('wheel', turn)
  }, [ref, zoom, pan])
}
