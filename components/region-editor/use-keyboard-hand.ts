'use client'
/** A hand for those who have only keys: arrows move a crosshair, Enter presses and lets go, whatever the tool. */
import { useCallback, useRef, useState } from 'react'
import type { MaskEditor } from '@/lib/editor/editor'
import type { Point } from '@/lib/editor/geometry'
import type { Input } from '@/lib/editor/tools/tool'
import type { Stage } from './use-stage'

const steps: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
}

export function useKeyboardHand(editor: MaskEditor, stage: Stage) {
  const [crosshair, setCrosshair] = useState<Point | null>(null)
  const at = useRef<Point | null>(null)
  const pressedAt = useRef<Point | null>(null)

  const inputOf = useCallback(
    (point: Point): Input => ({
      ...point,
      pressure: 1,
      shift: false,
      alt: false,
      reach: 9 / stage.scale(),
    }),
    [stage],
  )

  /** True when the key was the hand's. Arrows step 8 pixels of the screen, with Alt one pixel of the picture. */
  const key = useCallback(
    (event: React.KeyboardEvent): boolean => {
      // With these it is a command of the editor: Ctrl+Enter sends, and must not press as well.
      if (event.ctrlKey || event.metaKey) return false
      const step = steps[event.key]
      if (step && event.shiftKey) {
        stage.pan(step.x * -64, step.y * -64)
        return true
      }
      if (step) {
        const by = event.altKey ? 1 : Math.max(1, Math.round(8 / stage.scale()))
        const { width, height } = editor.size
        const from = at.current ?? { x: width / 2, y: height / 2 }
        const next = {
          x: Math.min(width, Math.max(0, from.x + step.x * by)),
          y: Math.min(height, Math.max(0, from.y + step.y * by)),
        }
        at.current = next
        setCrosshair(next)
        keepInSight(stage, next)
        if (editor.tool.isDown) editor.tool.move([inputOf(next)])
        else editor.tool.hover(inputOf(next))
        return true
      }
      if (event.key !== 'Enter' || at.current === null) return false
      // Twice at one place is the double click of this hand.
      const isDouble = pressedAt.current === at.current
      pressedAt.current = at.current
      if (isDouble && editor.tool.confirm()) return true
      if (editor.tool.isDown) editor.tool.up(inputOf(at.current))
      else editor.tool.down(inputOf(at.current))
      return true
    },
    [editor, stage, inputOf],
  )

  /** Lets the crosshair go: a pointer has taken over, or Escape has cancelled. */
  const rest = useCallback(() => {
    at.current = null
    setCrosshair(null)
  }, [])

  return { crosshair, key, rest }
}

function keepInSight(stage: Stage, point: Point): void {
  const { size } = stage
  if (!size) return
  const { x, y } = stage.toStage(point)
  const margin = 24
  const dx = Math.max(0, margin - x) - Math.max(0, x - (size.width - margin))
  const dy = Math.max(0, margin - y) - Math.max(0, y - (size.height - margin))
  if (dx !== 0 || dy !== 0) stage.pan(dx, dy)
}
