'use client'
import { type RefObject, useLayoutEffect, useState } from 'react'

/** The width there is for rows, and the height that is seen at once; 0 before the first layout. */
export function useInnerSize(scroller: RefObject<HTMLDivElement | null>) {
  const [size, setSize] = useState({ width: 0, viewHeight: 0 })
  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return undefined
    const measure = () => {
      const { paddingLeft, paddingRight } = getComputedStyle(element)
      const width = element.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight)
      const viewHeight = element.clientHeight
      setSize((known) =>
        known.width === width && known.viewHeight === viewHeight ? known : { width, viewHeight },
      )
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [scroller])
  return size
}
