'use client'
/**
 * What pointers do on the stage: one paints, two fingers pinch, a held space or the middle button pans. It turns
 * events into places of the picture and decides nothing about the mask.
 */
import { type PointerEvent as ReactPointerEvent, type RefObject, useMemo, useRef } from 'react'
import type { MaskEditor } from '@/lib/editor/editor'
import type { Point } from '@/lib/editor/geometry'
import type { Input } from '@/lib/editor/tools/tool'
import type { Stage } from './use-stage'

/** So much of the screen counts as the same place. */
const reachOnScreen = 9
/** A second finger this soon after the first means a pinch; what the first has painted is taken back. */
const pinchWithinMs = 250
/** CSS pixels: no fingertip is as broad as this, beside a pen not even half as broad. */
const palmWidth = 80

type Doing =
  | { what: 'paint'; id: number; since: number; isTouch: boolean }
  | { what: 'pan'; id: number; last: Point; isTouch: boolean }
  | { what: 'pinch'; last: readonly [Point, Point]; isTouch: true }
  | { what: 'size'; id: number; from: Point; size: number; hardness: number; isTouch: false }
  | null

export type Hand = ReturnType<typeof useHand>

export function useHand(
  editor: MaskEditor,
  stage: Stage,
  ref: RefObject<HTMLElement | null>,
  {
    isPanning,
    onHover,
  }: {
    /** Space is held. */
    isPanning: () => boolean
    onHover: (place: Point | null) => void
  },
) {
  const doing = useRef<Doing>(null)
  const fingers = useRef(new Map<number, Point>())
  /** A pen in use means that touches are a resting palm, or fingers that move the view. */
  const penSeen = useRef(false)

  return useMemo(() => {
    const placeOf = ({ clientX, clientY }: { clientX: number; clientY: number }): Point => {
      const box = ref.current?.getBoundingClientRect()
      return { x: clientX - (box?.left ?? 0), y: clientY - (box?.top ?? 0) }
    }
    const inputOf = (event: PointerEvent): Input => ({
      ...stage.toImage(placeOf(event)),
      pressure: event.pointerType === 'pen' && event.pressure > 0 ? event.pressure : 1,
      shift: event.shiftKey,
      alt: event.altKey,
      reach: reachOnScreen / stage.scale(),
    })
    const twoFingers = (): readonly [Point, Point] | null => {
      const [a, b] = fingers.current.values()
      return a && b ? [a, b] : null
    }

    function down(event: ReactPointerEvent<HTMLElement>): void {
      const { nativeEvent: native, pointerId: id } = event
      const isTouch = event.pointerType === 'touch'
      takeFocus(event)
      if (isTouch && isPalm(event)) return
      const place = placeOf(event)
      event.currentTarget.setPointerCapture(id)
      if (event.pointerType === 'pen') penComes()
      if (isTouch) {
        fingers.current.set(id, place)
        if (secondFinger(native.timeStamp)) return
      }
      if (doing.current !== null) return
      const isHand = editor.tool.name === 'hand' || isPanning() || event.button === 1
      if (event.button === 2 && event.altKey) {
        const { size, hardness } = editor.settings
        doing.current = { what: 'size', id, from: place, size, hardness, isTouch: false }
      } else if (isHand || (isTouch && penSeen.current)) {
        doing.current = { what: 'pan', id, last: place, isTouch }
      } else if (event.button === 0) {
        doing.current = { what: 'paint', id, since: native.timeStamp, isTouch }
        editor.tool.down(inputOf(native))
      }
    }

    const isPalm = ({ width, height }: { width: number; height: number }) =>
      Math.max(width, height) >= (penSeen.current ? palmWidth / 2 : palmWidth)

    /** Whatever the hand that holds it has begun by resting on the screen was not meant. */
    function penComes(): void {
      penSeen.current = true
      if (!doing.current?.isTouch) return
      if (doing.current.what === 'paint') editor.cancel()
      doing.current = null
    }

    /** True when the second finger of a pinch has come, or one beside a hand that is at work. */
    function secondFinger(now: number): boolean {
      const two = twoFingers()
      if (two === null) return false
      const { current } = doing
      if (current !== null && !current.isTouch) return true
      if (current?.what === 'paint' && now - current.since > pinchWithinMs) return true
      if (current?.what === 'paint') editor.cancel()
      doing.current = { what: 'pinch', last: two, isTouch: true }
      return true
    }

    function move(event: ReactPointerEvent<HTMLElement>): void {
      const { nativeEvent: native, pointerId } = event
      const place = placeOf(event)
      const isTouch = event.pointerType === 'touch'
      onHover(isTouch ? null : place)
      // Near the screen already: the palm will touch it first.
      if (event.pointerType === 'pen') penSeen.current = true
      if (fingers.current.has(pointerId)) fingers.current.set(pointerId, place)
      const { current } = doing
      if (current === null) {
        if (!isTouch) editor.tool.hover(inputOf(native))
      } else if (current.what === 'pinch') {
        const two = twoFingers()
        if (two === null) return
        stage.pinch(current.last, two)
        doing.current = { ...current, last: two }
      } else if (current.id !== pointerId) {
        return
      } else if (current.what === 'pan') {
        stage.pan(place.x - current.last.x, place.y - current.last.y)
        doing.current = { ...current, last: place }
      } else if (current.what === 'size') {
        resize(editor, current, place, stage.scale())
      } else {
        // Everything the device has noticed since the last frame: fast curves stay round.
        const places = native.getCoalescedEvents?.() ?? []
        editor.tool.move((places.length > 0 ? places : [native]).map(inputOf))
      }
    }

    function up(event: ReactPointerEvent<HTMLElement>): void {
      fingers.current.delete(event.pointerId)
      const { current } = doing
      if (current === null) return
      if (current.what === 'pinch') {
        if (fingers.current.size === 0) doing.current = null
        return
      }
      if (current.id !== event.pointerId) return
      doing.current = null
      if (current.what === 'paint') editor.tool.up(inputOf(event.nativeEvent))
    }

    function lost(event: ReactPointerEvent<HTMLElement>): void {
      fingers.current.delete(event.pointerId)
      const { current } = doing
      if (current === null || (current.what !== 'pinch' && current.id !== event.pointerId)) return
      // The browser took the pointer away: nobody has let go, so nothing is meant.
      if (current.what === 'paint') editor.cancel()
      doing.current = null
    }

    return {
      onPointerDown: down,
      onPointerMove: move,
      onPointerUp: up,
      onPointerCancel: lost,
      onPointerLeave: () => onHover(null),
      onDoubleClick: () => void editor.tool.confirm(),
      onContextMenu: (event: React.MouseEvent) => event.preventDefault(),
    }
  }, [editor, stage, ref, isPanning, onHover])
}

/** The browser gives the stage the focus at a press; a finger takes it from the prompt, too, and the keyboard goes. */
function takeFocus({ currentTarget, pointerType }: ReactPointerEvent<HTMLElement>): void {
  const { activeElement } = document
  if (pointerType !== 'touch' || activeElement === currentTarget) return
  if (activeElement instanceof HTMLElement) activeElement.blur()
}

/** Alt and the right button: sideways changes the size, up and down the hardness. */
function resize(
  editor: MaskEditor,
  { from, size, hardness }: { from: Point; size: number; hardness: number },
  place: Point,
  scale: number,
): void {
  editor.set({
    size: Math.round(size + (place.x - from.x) / scale),
    hardness: hardness - (place.y - from.y) / 200,
  })
}
