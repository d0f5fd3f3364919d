import { modeOf, type Workbench } from '../workbench'
import { type Point, quantize } from '../geometry'
import type { Mode } from '../mask'
import { plainTool, type Preview, type Tool } from './tool'

/** A free line, closed by letting go. */
export function createLasso(editor: Workbench): Tool {
  let line: { mode: Mode; points: Point[] } | null = null
  const add = ({ x, y }: Point) => {
    const point = { x: quantize(x), y: quantize(y) }
    const last = line?.points.at(-1)
    if (last?.x !== point.x || last.y !== point.y) line?.points.push(point)
  }
  return {
    ...plainTool,
    name: 'lasso',
    get isDown() {
      return line !== null
    },
    get preview(): Preview | null {
      return line && { type: 'line', points: line.points, isClosing: true }
    },
    down(input) {
      line = { mode: modeOf(editor.settings.mode, input), points: [] }
      add(input)
    },
    move(inputs) {
      if (line === null) return
      inputs.forEach(add)
      editor.changed(null)
    },
    up() {
      if (line === null) return
      const { mode, points } = line
      line = null
      const flat = points.flatMap(({ x, y }) => [x, y])
      if (points.length < 3 || !editor.apply({ kind: 'lasso', mode, points: flat })) {
        editor.changed(null)
      }
    },
    cancel() {
      if (line === null) return false
      line = null
      editor.changed(null)
      return true
    },
  }
}
