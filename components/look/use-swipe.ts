'use client'
import { type TouchEvent, useRef } from 'react'

const swipeAtLeastPx = 56

/** One finger, mostly sideways, on a whole picture; up or down scrolls, as everywhere. */
export function useSwipe(isNear: boolean, onGoTo: (step: -1 | 1) => void) {
  const start = useRef<{ x: number; y: number } | null>(null)
  return {
    onTouchStart: ({ touches }: TouchEvent) => {
      const touch = touches.length === 1 && !isNear ? touches[0] : undefined
      start.current = touch ? { x: touch.clientX, y: touch.clientY } : null
    },
    onTouchEnd: ({ changedTouches }: TouchEvent) => {
      const end = changedTouches[0]
      if (!start.current || !end) return
      const x = end.clientX - start.current.x
      const y = end.clientY - start.current.y
      start.current = null
      const isZoomed = (window.visualViewport?.scale ?? 1) > 1.05
      if (isZoomed || Math.abs(x) < swipeAtLeastPx || Math.abs(x) < 2 * Math.abs(y)) return
      onGoTo(x < 0 ? 1 : -1)
    },
  }
}
