'use client'
/** The edge between two pictures that lie over one another: how much of the upper one is drawn, and the hand that pulls. */
import { type CSSProperties, type KeyboardEvent, type PointerEvent, useState } from 'react'

/** Percent for each key; with Shift five times as far. */
const steps: Readonly<Record<string, number>> = {
  ArrowLeft: -2,
  ArrowDown: -2,
  ArrowRight: 2,
  ArrowUp: 2,
  PageDown: -20,
  PageUp: 20,
  Home: -100,
  End: 100,
}

export type Edge = {
  /** In percent from the left. */
  at: number
  /** For whatever can be pulled by a pointer. */
  pulled: {
    onPointerDown: (event: PointerEvent<HTMLElement>) => void
    onPointerMove: (event: PointerEvent<HTMLElement>) => void
  }
  /** True when the key has moved the edge. */
  press: (event: KeyboardEvent) => boolean
}

/** `within` is the ref of what the pictures fill: the edge comes to where the pointer is in it. */
export function useEdge(): readonly [within: (element: HTMLDivElement | null) => void, edge: Edge] {
  const [element, setElement] = useState<HTMLDivElement | null>(null)
  const [at, setAt] = useState(50)

  function pull(event: PointerEvent<HTMLElement>): void {
    const box = element?.getBoundingClientRect()
    if (!box) return
    const part = (event.clientX - box.left) / box.width
    setAt(Math.round(Math.min(1, Math.max(0, part)) * 1000) / 10)
  }

  const edge: Edge = {
    at,
    pulled: {
      onPointerDown: (event) => {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        pull(event)
      },
      onPointerMove: (event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) pull(event)
      },
    },
    press: ({ key, shiftKey }) => {
      const step = steps[key]
      if (step === undefined) return false
      setAt(Math.min(100, Math.max(0, at + (shiftKey ? step * 5 : step))))
      return true
    },
  }
  return [setElement, edge]
}

/** Says to what is inside, the handle included, where the edge is. */
export const edgeStyle = (at: number) => ({ '--at': `${at}%` }) as CSSProperties

/** The upper picture, as far as the edge. */
export const leftOfEdge = 'absolute inset-0 [clip-path:inset(0_calc(100%-var(--at))_0_0)]'
