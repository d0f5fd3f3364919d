import { modeOf, type Workbench } from '../workbench'
import { type Box, cornersBox, type Point, quantize } from '../geometry'
import type { Mode } from '../mask'
import { type Input, plainTool, type Preview, type Tool } from './tool'

/** Rectangle and ellipse: from corner to corner; Shift pressed on the way makes the sides equal. */
export function createShape(name: 'rectangle' | 'ellipse', editor: Workbench): Tool {
  let drag: { mode: Mode; from: Point; area: Box } | null = null

  function stretch(input: Input): void {
    if (drag === null) return
    const to = { x: quantize(input.x), y: quantize(input.y) }
    drag.area = cornersBox(drag.from, to, input.shift && drag.mode !== 'intersect')
  }

  return {
    ...plainTool,
    name,
    get isDown() {
      return drag !== null
    },
    get preview(): Preview | null {
      return drag && { type: name, area: drag.area }
    },
    down(input) {
      const from = { x: quantize(input.x), y: quantize(input.y) }
      drag = { mode: modeOf(editor.settings.mode, input), from, area: cornersBox(from, from) }
    },
    move(inputs) {
      const last = inputs.at(-1)
      if (drag === null || !last) return
      stretch(last)
      editor.changed(null)
    },
    up(input) {
      if (drag === null) return
      stretch(input)
      const { mode, area } = drag
      drag = null
      // A click is no shape.
      const isShape = area.width >= 1 && area.height >= 1
      if (!isShape || !editor.apply({ kind: name, mode, area })) editor.changed(null)
    },
    cancel() {
      if (drag === null) return false
      drag = null
      editor.changed(null)
      return true
    },
  }
}
