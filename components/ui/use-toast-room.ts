'use client'
import { type RefObject, useEffect, useState } from 'react'

/** What several parts of the page ask for at once, such as a view and what lies over it: the most of it counts. */
const asked = new Set<{ px: number }>()

function show(): void {
  const { style } = document.documentElement
  const most = Math.max(0, ...Array.from(asked, ({ px }) => px))
  if (most > 0) style.setProperty('--toast-room', `${most}px`)
  else style.removeProperty('--toast-room')
}

/** Toasts and banners stand so much higher, clear of what is worked with at the foot of the page. */
export function useToastRoom(px: number): void {
  useEffect(() => {
    const wish = { px }
    asked.add(wish)
    show()
    return () => {
      asked.delete(wish)
      show()
    }
  }, [px])
}

/** The same for a foot whose height changes with what is in it. */
export function useToastRoomAbove(foot: RefObject<HTMLElement | null>): void {
  const [height, setHeight] = useState(0)
  useEffect(() => {
    if (!foot.current) return undefined
    const observer = new ResizeObserver(([entry]) =>
      setHeight(Math.round(entry?.borderBoxSize[0]?.blockSize ?? 0)),
    )
    observer.observe(foot.current)
    return () => observer.disconnect()
  }, [foot])
  useToastRoom(height)
}
