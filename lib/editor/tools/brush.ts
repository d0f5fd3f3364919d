import { modeOf, type Gesture, type Workbench } from '../workbench'
import { quantize, unionBox } from '../geometry'
import type { Mode } from '../mask'
import { beginStroke, type Dab, paintSegment, type StrokeBase } from '../paint'
import { type Input, plainTool, type Tool } from './tool'

type Stroke = {
  gesture: Gesture
  base: StrokeBase
  mode: Mode
  hardness: number
  points: number[]
  last: Dab
}

/**
 * Brush and eraser: they paint as the hand goes. Shift begins where the last stroke ended, in a straight line;
 * Alt turns painting into erasing and back.
 */
export function createBrush(name: 'brush' | 'eraser', editor: Workbench): Tool {
  let stroke: Stroke | null = null
  /** Where the last stroke ended. */
  let anchor: Dab | null = null

  function dabOf({ x, y, pressure }: Input): Dab {
    // A feather-light touch still leaves a fifth of the brush.
    const radius = (editor.settings.size / 2) * (0.2 + 0.8 * pressure)
    return { x: quantize(x), y: quantize(y), radius: Math.max(0.5, quantize(radius)) }
  }

  function paintTo(dabs: readonly Dab[]): void {
    if (stroke === null) return
    let box = null
    for (const dab of dabs) {
      const { base, hardness, gesture, last } = stroke
      box = unionBox(box, paintSegment(editor.mask, base, last, dab, hardness, gesture.touch))
      stroke.points.push(dab.x, dab.y, dab.radius)
      stroke.last = dab
    }
    stroke.gesture.painted(box)
  }

  return {
    ...plainTool,
    name,
    get isDown() {
      return stroke !== null
    },
    down(input) {
      const dab = dabOf(input)
      const mode = modeOf(name === 'eraser' ? 'subtract' : 'add', input)
      const start = input.shift && !input.alt && anchor !== null ? anchor : dab
      const gesture = editor.begin()
      const base = beginStroke(editor.mask, mode, gesture.touch)
      const { hardness } = editor.settings
      stroke = {
        gesture,
        base,
        mode,
        hardness,
        points: [start.x, start.y, start.radius],
        last: start,
      }
      // An intersection has cleared the whole mask.
      gesture.painted(mode === 'intersect' ? editor.whole : null)
      gesture.painted(paintSegment(editor.mask, base, start, start, hardness, gesture.touch))
      if (start !== dab) paintTo([dab])
    },
    move(inputs) {
      if (stroke === null) return
      // The same place again adds nothing but length.
      const dabs = inputs.map(dabOf)
      paintTo(dabs.filter((dab, n) => !isSame(dab, dabs[n - 1] ?? stroke!.last)))
    },
    up() {
      if (stroke === null) return
      const { gesture, mode, hardness, points, last } = stroke
      stroke = null
      anchor = last
      gesture.commit({ kind: 'stroke', mode, hardness, points })
    },
    cancel() {
      if (stroke === null) return false
      const { gesture } = stroke
      stroke = null
      gesture.bail()
      return true
    },
  }
}

function isSame(a: Dab, b: Dab): boolean {
  return a.x === b.x && a.y === b.y && a.radius === b.radius
}
