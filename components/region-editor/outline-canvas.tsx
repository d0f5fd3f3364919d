'use client'

import { useEffect, useRef } from 'react'
import type { MaskEditor } from '@/lib/editor/editor'
import type { Size } from '@/lib/editor/geometry'
import type { Preview } from '@/lib/editor/tools/tool'
import type { View } from '@/lib/editor/view'
import { createBorders } from './borders'

/** Steps a second of the moving outline: enough to be seen as moving, and no more. */
const stepsPerSecond = 12
const period = 10
/** A border of very many pieces stands still rather than keep the hand waiting. */
const mostDrawMs = 12

/**
 * The moving outline and the line a tool is drawing, in the screen's pixels, so that they are as thin at 3200 %
 * as at 10 %.
 */
export function OutlineCanvas({
  editor,
  view,
  stage,
  hasBorder,
  isHidden,
}: {
  editor: MaskEditor
  view: View
  stage: Size
  /** False: only the line that a tool is drawing. */
  hasBorder: boolean
  isHidden: boolean
}) {
  const ref = useRef<HTMLCanvasElement>(null)
  const shown = useRef({ view, stage, hasBorder })
  const redraw = useRef<() => void>(() => undefined)

  useEffect(() => {
    const canvas = ref.current
    const context = canvas?.getContext('2d')
    if (!canvas || !context) return undefined
    const borders = createBorders(editor)
    const [ants, gaps] = stripes(context)
    let step = 0
    let tookMs = 0
    const draw = () => {
      const began = performance.now()
      const { view: now, stage: room, hasBorder: isOutlined } = shown.current
      const density = window.devicePixelRatio
      resize(canvas, room, density)
      context.setTransform(1, 0, 0, 1, 0, 0)
      context.clearRect(0, 0, canvas.width, canvas.height)
      const offset = new DOMMatrix().translate((step * density) % (period * density), 0)
      ants.setTransform(offset.scale(density))
      gaps.setTransform(offset.scale(density))
      if (isOutlined) {
        const { path, isWhole } = borders.trace(now, room, density)
        strokeStripes(context, path, density, [gaps, ants])
        if (!isWhole) drawSoon()
      }
      const { preview } = editor.tool
      if (preview) {
        context.setTransform(1, 0, 0, 1, now.left * density, now.top * density)
        strokeStripes(context, pathOf(preview, now.scale * density), density, [gaps, ants])
      }
      tookMs = performance.now() - began
    }
    let frame = 0
    const drawSoon = () => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(draw)
    }
    redraw.current = drawSoon
    const isStill = window.matchMedia('(prefers-reduced-motion: reduce)').matches
    const timer = setInterval(() => {
      if (isStill || document.hidden || tookMs > mostDrawMs) return
      step = (step + 1) % period
      draw()
    }, 1000 / stepsPerSecond)
    const stop = editor.subscribe((dirty) => {
      if (dirty) borders.changed(dirty)
      drawSoon()
    })
    drawSoon()
    return () => {
      stop()
      clearInterval(timer)
      cancelAnimationFrame(frame)
    }
  }, [editor])

  useEffect(() => {
    shown.current = { view, stage, hasBorder }
    redraw.current()
  }, [view, stage, hasBorder])

  return (
    <canvas
      ref={ref}
      hidden={isHidden}
      className="pointer-events-none absolute inset-0 size-full"
    />
  )
}

function resize(canvas: HTMLCanvasElement, { width, height }: Size, density: number): void {
  const [wide, high] = [Math.round(width * density), Math.round(height * density)]
  if (canvas.width !== wide) canvas.width = wide
  if (canvas.height !== high) canvas.height = high
}

/** Diagonal stripes as a brush: along any line they look like dashes that walk, without measuring the line. */
function stripes(context: CanvasRenderingContext2D): readonly [CanvasPattern, CanvasPattern] {
  const make = (colour: string, isOn: (step: number) => boolean): CanvasPattern => {
    const tile = new OffscreenCanvas(period, period)
    const pen = tile.getContext('2d')
    if (!pen) throw new Error('a canvas without a context')
    pen.fillStyle = colour
    for (let y = 0; y < period; y++) {
      for (let x = 0; x < period; x++) if (isOn((x + y) % period)) pen.fillRect(x, y, 1, 1)
    }
    const pattern = context.createPattern(tile, 'repeat')
    if (!pattern) throw new Error('a pattern that cannot be made')
    return pattern
  }
  return [make('#ff7a5a', (step) => step < period * 0.6), make('rgb(20 8 4 / 0.6)', () => true)]
}

function strokeStripes(
  context: CanvasRenderingContext2D,
  path: Path2D,
  density: number,
  [gaps, ants]: readonly [CanvasPattern, CanvasPattern],
): void {
  for (const [pattern, width] of [
    [gaps, 2.5],
    [ants, 1.5],
  ] as const) {
    context.strokeStyle = pattern
    context.lineWidth = width * density
    context.stroke(path)
  }
}

/** From the corner of the picture. */
function pathOf(preview: Preview, scale: number): Path2D {
  const path = new Path2D()
  if (preview.type === 'line') {
    preview.points.forEach(({ x, y }, n) => {
      if (n === 0) path.moveTo(x * scale, y * scale)
      else path.lineTo(x * scale, y * scale)
    })
    if (preview.isClosing) path.closePath()
    return path
  }
  const { x, y, width, height } = preview.area
  if (preview.type === 'rectangle') {
    path.rect(x * scale, y * scale, width * scale, height * scale)
  } else {
    const [rx, ry] = [(width / 2) * scale, (height / 2) * scale]
    path.ellipse(x * scale + rx, y * scale + ry, rx, ry, 0, 0, 2 * Math.PI)
  }
  return path
}
