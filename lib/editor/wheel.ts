/**
 * What a turn of the wheel means. Wheels zoom, two fingers on a pad pan, and both zoom with Ctrl (which is also how
 * browsers tell of a pinch on a pad).
 */
export type Turn = Pick<WheelEvent, 'deltaX' | 'deltaY' | 'deltaMode' | 'ctrlKey' | 'metaKey'>

export type WheelMove = { what: 'zoom'; factor: number } | { what: 'pan'; dx: number; dy: number }

/** `WheelEvent.DOM_DELTA_PIXEL` and `DOM_DELTA_LINE`; this room has no such object. */
const byPixel = 0
const byLine = 1
const lineInPixels = 33

export function wheelMove(turn: Turn): WheelMove {
  const unit = turn.deltaMode === byLine ? lineInPixels : 1
  const dy = turn.deltaY * unit
  const isNotched = isWheel(turn)
  if (turn.ctrlKey || turn.metaKey || isNotched) {
    return { what: 'zoom', factor: Math.exp(-dy / (isNotched ? 400 : 100)) }
  }
  return { what: 'pan', dx: -turn.deltaX * unit, dy: -dy }
}

/** A notched wheel turns in large, whole, straight steps; fingers do not. */
function isWheel({ deltaX, deltaY, deltaMode }: Turn): boolean {
  if (deltaMode !== byPixel) return true
  return deltaX === 0 && Number.isInteger(deltaY) && Math.abs(deltaY) >= 50
}
