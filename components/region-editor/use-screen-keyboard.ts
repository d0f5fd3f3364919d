'use client'
/** The keyboard of a phone lies over the page instead of making it smaller: whoever fills the screen has to know. */
import { useEffect, useState } from 'react'

/** What is left of the window, in its CSS pixels. */
type Uncovered = { top: number; height: number }

/** Less than this is a bar of the browser that comes and goes. */
const leastKeyboard = 120

/** Null while nothing is covered, and while somebody has zoomed the page, which looks much the same from here. */
export function uncoveredOf(
  innerHeight: number,
  { offsetTop, height, scale }: Pick<VisualViewport, 'offsetTop' | 'height' | 'scale'>,
): Uncovered | null {
  if (scale > 1.01 || innerHeight - height < leastKeyboard) return null
  return { top: offsetTop, height }
}

export function useScreenKeyboard(): Uncovered | null {
  const [uncovered, setUncovered] = useState<Uncovered | null>(null)
  useEffect(() => {
    const { visualViewport: viewport } = window
    if (!viewport) return undefined
    const measure = () => setUncovered(uncoveredOf(window.innerHeight, viewport))
    measure()
    viewport.addEventListener('resize', measure)
    viewport.addEventListener('scroll', measure)
    return () => {
      viewport.removeEventListener('resize', measure)
      viewport.removeEventListener('scroll', measure)
    }
  }, [])
  return uncovered
}
