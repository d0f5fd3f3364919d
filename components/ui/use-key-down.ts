'use client'
import { useEffect, useEffectEvent } from 'react'

/** Hears the keys of the whole window for as long as the caller is on the screen. */
export function useKeyDown(onDown: (event: KeyboardEvent) => void): void {
  const hear = useEffectEvent(onDown)
  useEffect(() => {
    const down = (event: KeyboardEvent) => hear(event)
    window.addEventListener('keydown', down)
    return () => window.removeEventListener('keydown', down)
  }, [])
}

/**
 * The same for keys that count for as long as they are held. `onLetGo`: the window has lost the keyboard, and nobody
 * will hear of it when a key comes up.
 */
export function useHeldKeys({
  onDown,
  onUp,
  onLetGo,
}: {
  onDown: (event: KeyboardEvent) => void
  onUp: (event: KeyboardEvent) => void
  onLetGo: () => void
}): void {
  useKeyDown(onDown)
  const release = useEffectEvent(onUp)
  const letGo = useEffectEvent(onLetGo)
  useEffect(() => {
    const up = (event: KeyboardEvent) => release(event)
    const blur = () => letGo()
    window.addEventListener('keyup', up)
    window.addEventListener('blur', blur)
    return () => {
      window.removeEventListener('keyup', up)
      window.removeEventListener('blur', blur)
    }
  }, [])
}
