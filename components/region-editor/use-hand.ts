'use client'
/**
 * What pointers do on the stage: one paints, two fingers pinch, a held space or the middle button pans. It turns
 * events into places of the picture and decides nothing about the mask.
 */
import { type PointerEvent as ReactPointerEvent, type RefObject, useMemo, useRef } from 'react'
import type { MaskEditor } from '@/lib/editor/editor'
import { brushSizes } from '@/lib/editor/workbench'
import type { Point } from '@/lib/editor/geometry'
import type { Input } from '@/lib/editor/tools/tool'
import type { Stage } from './use-stage'

/** So much of the screen counts as the same place. */
const reachOnScreen = 9
/** A second finger this soon after the first means a pinch; what the first has painted is taken back. */
const pinchWithinMs = 250

type Doing =
  | { what: 'paint'; id: number; since: number }
  | { what: 'pan'; id: number; last: Point }
  | { what: 'pinch'; last: readonly [Point, Point] }
  | { what: 'size'; id: number; from: Point; size: number; hardness: number }
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
      const place = placeOf(event)
      event.currentTarget.setPointerCapture(id)
      // Where the keyboard had been: anew, so that its ring goes and Tab hides the mask instead of leading on.
      if (event.currentTarget.matches(':focus-visible')) event.currentTarget.blur()
      event.currentTarget.focus({ preventScroll: true })
      if (event.pointerType === 'pen') penSeen.current = true
      if (event.pointerType === 'touch') {
        fingers.current.set(id, place)
        if (secondFinger(native.timeStamp)) return
      }
      if (doing.current !== null) return
      const isHand = editor.tool.name === 'hand' || isPanning() || event.button === 1
      const isPalm = event.pointerType === 'touch' && penSeen.current
      if (event.button === 2 && event.altKey) {
        const { size, hardness } = editor.settings
        doing.current = { what: 'size', id, from: place, size, hardness }
      } else if (isHand || isPalm) doing.current = { what: 'pan', id, last: place }
      else if (event.button === 0) {
        doing.current = { what: 'paint', id, since: native.timeStamp }
        editor.tool.down(inputOf(native))
      }
    }

    /** True when the second finger of a pinch has come. */
    function secondFinger(now: number): boolean {
      const two = twoFingers()
      if (two === null) return false
      const { current } = doing
      if (current?.what === 'paint' && now - current.since > pinchWithinMs) return true
      if (current?.what === 'paint') editor.cancel()
      doing.current = { what: 'pinch', last: two }
      return true
    }

    function move(event: ReactPointerEvent<HTMLElement>): void {
      const { nativeEvent: native, pointerId } = event
      const place = placeOf(event)
      onHover(event.pointerType === 'touch' ? null : place)
      if (fingers.current.has(pointerId)) fingers.current.set(pointerId, place)
      const { current } = doing
      if (current === null) {
        editor.tool.hover(inputOf(native))
      } else if (current.what === 'pinch') {
        const two = twoFingers()
        if (two === null) return
        stage.pinch(current.last, two)
        doing.current = { what: 'pinch', last: two }
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

/** Alt and the right button: sideways changes the size, up and down the hardness. */
function resize(
  editor: MaskEditor,
  { from, size, hardness }: { from: Point; size: number; hardness: number },
  place: Point,
  scale: number,
): void {
  const wide = Math.round(size + (place.x - from.x) / scale)
  editor.set({
    size: Math.min(brushSizes.most, Math.max(brushSizes.least, wide)),
    hardness: Math.min(1, Math.max(0, hardness - (place.y - from.y) / 200)),
  })
}
