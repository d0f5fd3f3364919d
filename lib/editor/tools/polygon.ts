import { modeOf, type Workbench } from '../workbench'
import { type Point, quantize } from '../geometry'
import type { Mode } from '../mask'
import { type Input, plainTool, type Preview, type Tool } from './tool'

/** Corner by corner; closed at the first corner, by a double click or by Enter. */
export function createPolygon(editor: Workbench): Tool {
  let shape: { mode: Mode; corners: Point[]; hand: Point } | null = null

  function close(): boolean {
    if (shape === null) return false
    const { mode, corners } = shape
    shape = null
    const points = corners.flatMap(({ x, y }) => [x, y])
    if (corners.length < 3 || !editor.apply({ kind: 'lasso', mode, points })) editor.changed(null)
    return true
  }

  /** On the first corner, where the shape can be closed. */
  function isAtStart({ x, y, reach }: Input): boolean {
    const [first] = shape?.corners ?? []
    if (!first || shape!.corners.length < 3) return false
    return Math.hypot(x - first.x, y - first.y) <= reach
  }

  return {
    ...plainTool,
    name: 'polygon',
    get preview(): Preview | null {
      if (shape === null) return null
      return { type: 'line', points: [...shape.corners, shape.hand], isClosing: false }
    },
    down(input) {
      if (isAtStart(input)) return void close()
      const corner = { x: quantize(input.x), y: quantize(input.y) }
      shape ??= { mode: modeOf(editor.settings.mode, input), corners: [], hand: corner }
      const last = shape.corners.at(-1)
      // The second click of a double click falls on the corner that the first has made.
      if (last && Math.hypot(last.x - corner.x, last.y - corner.y) < 0.5) return
      shape.corners.push(corner)
      shape.hand = corner
      editor.changed(null)
    },
    move(inputs) {
      const last = inputs.at(-1)
      if (last) this.hover(last)
    },
    hover({ x, y }) {
      if (shape === null) return
      shape.hand = { x, y }
      editor.changed(null)
    },
    confirm: close,
    cancel() {
      if (shape === null) return false
      shape = null
      editor.changed(null)
      return true
    },
  }
}
