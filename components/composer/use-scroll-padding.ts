'use client'

import { useEffect, useRef } from 'react'

/**
 * For a bar that stays at the top: whatever gets the focus is scrolled clear of it (WCAG 2.4.11), however tall the
 * bar is at the moment. Give the ref to the bar.
 */
export function useScrollPadding() {
  const bar = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = bar.current
    if (!element) return
    const { style } = document.documentElement
    const observer = new ResizeObserver(() => {
      const isStuck = getComputedStyle(element).position === 'sticky'
      style.scrollPaddingTop = isStuck ? `${element.offsetHeight + 12}px` : ''
    })
    observer.observe(element)
    return () => {
      observer.disconnect()
      style.scrollPaddingTop = ''
    }
  }, [])
  return bar
}
