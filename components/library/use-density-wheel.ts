'use client'
import { type RefObject, useEffect } from 'react'
import { libraryStore, steppedDensity } from '@/lib/state/library'

/** Ctrl and the wheel change the size of the pictures instead of the page. */
export function useDensityWheel(scroller: RefObject<HTMLDivElement | null>): void {
  useEffect(() => {
    const element = scroller.current
    if (!element) return undefined
    let turned = 0
    const wheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return
      event.preventDefault()
      turned += event.deltaY
      // A notch of a wheel is 100 or so; a pinch on a touch pad comes in small pieces.
      if (Math.abs(turned) < 40) return
      const { density, setDensity } = libraryStore.getState()
      setDensity(steppedDensity(density, turned > 0 ? -1 : 1))
      turned = 0
    }
    element.addEventListener('wheel', wheel, { passive: false })
    return () => element.removeEventListener('wheel', wheel)
  }, [scroller])
}
