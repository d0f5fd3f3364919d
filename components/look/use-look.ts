'use client'
/** How large the stage of a picture is, and every way of looking nearer: wheel, fingers, a hand that drags, two clicks. */
import {
  type PointerEvent,
  useCallback,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import type { Point, Size } from '@/lib/editor/geometry'
import { wheelMove } from '@/lib/editor/wheel'
import {
  isNearer,
  type Look,
  moved,
  nearer,
  pinched,
  type Stage,
  toggled,
  wholeLook,
} from '@/lib/gallery/look'

/** Several events may come before the next drawing: each goes on from the last. */
export type ChangeLook = (change: (look: Look) => Look) => void

/** How something is looked at, for as long as it is the same thing: what comes next is first seen whole. */
export function useLookAt(id: string): readonly [Look, ChangeLook] {
  const [kept, setKept] = useState({ id, look: wholeLook })
  const onLook = useCallback<ChangeLook>(
    (change) => setKept((now) => ({ id, look: change(now.id === id ? now.look : wholeLook) })),
    [id],
  )
  return [kept.id === id ? kept.look : wholeLook, onLook]
}

/** Null until the element is there and has been measured, which is before it is painted. */
export function useStage(element: HTMLElement | null): Stage | null {
  const [stage, setStage] = useState<Stage | null>(null)
  useLayoutEffect(() => {
    if (!element) return undefined
    const measure = () =>
      setStage({
        width: element.clientWidth,
        height: element.clientHeight,
        density: window.devicePixelRatio,
      })
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [element])
  return stage !== null && stage.width > 0 && stage.height > 0 ? stage : null
}

/** Two touches closer together than this, in time and place, are one gesture. */
const doubleTap = { withinMs: 300, withinPx: 30 } as const

type Hand =
  | { does: 'drag'; id: number; last: Point }
  | { does: 'pinch'; last: readonly [Point, Point] }

/**
 * The pointer's part, for the element that is the stage and fills its room. At the whole picture a single finger is left
 * to the page: it scrolls, or turns to the next picture.
 */
export function useLookHands(
  element: HTMLElement | null,
  {
    picture,
    stage,
    look,
    onLook,
  }: { picture: Size; stage: Stage | null; look: Look; onLook: ChangeLook },
) {
  useWheelLook(element, picture, stage, onLook)
  const hand = useRef<Hand | null>(null)
  const fingers = useRef(new Map<number, Point>())
  const lastTap = useRef<(Point & { at: number }) | null>(null)
  const isNear = isNearer(look)

  const hands = useMemo(() => {
    if (stage === null) return {}
    const placeOf = (event: PointerEvent<HTMLElement> | React.MouseEvent<HTMLElement>): Point => {
      const box = event.currentTarget.getBoundingClientRect()
      return { x: event.clientX - box.left, y: event.clientY - box.top }
    }
    const toggle = (about: Point) => onLook((now) => toggled(now, about, picture, stage))
    const twoFingers = (): readonly [Point, Point] | null => {
      const [a, b] = fingers.current.values()
      return a && b ? [a, b] : null
    }

    function down(event: PointerEvent<HTMLElement>): void {
      const place = placeOf(event)
      if (event.pointerType === 'touch') fingers.current.set(event.pointerId, place)
      const two = twoFingers()
      if (two) hand.current = { does: 'pinch', last: two }
      else if (isNear && event.button === 0) {
        hand.current = { does: 'drag', id: event.pointerId, last: place }
      } else return
      event.currentTarget.setPointerCapture(event.pointerId)
    }

    function move(event: PointerEvent<HTMLElement>): void {
      const place = placeOf(event)
      if (fingers.current.has(event.pointerId)) fingers.current.set(event.pointerId, place)
      const { current } = hand
      if (current?.does === 'pinch') {
        const two = twoFingers()
        if (!two) return
        onLook((now) => pinched(now, current.last, two, picture, stage!))
        hand.current = { does: 'pinch', last: two }
      } else if (current?.does === 'drag' && current.id === event.pointerId) {
        const { last } = current
        onLook((now) => moved(now, place.x - last.x, place.y - last.y, picture, stage!))
        hand.current = { ...current, last: place }
      }
    }

    function up(event: PointerEvent<HTMLElement>): void {
      if (event.pointerType === 'touch' && hand.current?.does !== 'pinch') tap(event)
      leave(event)
    }

    function tap(event: PointerEvent<HTMLElement>): void {
      const { current: last } = lastTap
      const place = placeOf(event)
      const isSecond =
        last !== null &&
        event.timeStamp - last.at < doubleTap.withinMs &&
        Math.hypot(place.x - last.x, place.y - last.y) < doubleTap.withinPx
      lastTap.current = isSecond ? null : { ...place, at: event.timeStamp }
      if (isSecond) toggle(place)
    }

    function leave(event: PointerEvent<HTMLElement>): void {
      fingers.current.delete(event.pointerId)
      const { current } = hand
      if (
        current?.does === 'pinch' ? fingers.current.size === 0 : current?.id === event.pointerId
      ) {
        hand.current = null
      }
    }

    return {
      onPointerDown: down,
      onPointerMove: move,
      onPointerUp: up,
      onPointerCancel: leave,
      onDoubleClick: (event: React.MouseEvent<HTMLElement>) => {
        // Fingers have been told apart above; browsers send this after some of their double taps as well.
        const { pointerType } = event.nativeEvent as MouseEvent & { pointerType?: string }
        if (pointerType !== 'touch' && lastTap.current === null) toggle(placeOf(event))
      },
      style: { touchAction: isNear ? 'none' : 'pan-y' } as const,
    }
  }, [picture, stage, onLook, isNear])

  const cursor = isNear ? 'cursor-grab active:cursor-grabbing' : ''
  return { ...hands, className: `absolute inset-0 select-none ${cursor}` }
}

/** Not React's `onWheel`: that one is passive, and the page would zoom along. */
function useWheelLook(
  element: HTMLElement | null,
  picture: Size,
  stage: Stage | null,
  onLook: ChangeLook,
): void {
  const turn = useEffectEvent((event: WheelEvent) => {
    if (stage === null || !(event.currentTarget instanceof Element)) return
    event.preventDefault()
    const box = event.currentTarget.getBoundingClientRect()
    const about = { x: event.clientX - box.left, y: event.clientY - box.top }
    const move = wheelMove(event)
    onLook((look) =>
      move.what === 'zoom'
        ? nearer(look, about, move.factor, picture, stage)
        : moved(look, move.dx, move.dy, picture, stage),
    )
  })
  useEffect(() => {
    if (!element) return undefined
    const listener = (event: WheelEvent) => turn(event)
    element.addEventListener('wheel', listener, { passive: false })
    return () => element.removeEventListener('wheel', listener)
  }, [element])
}
