'use client'
/** Something that lasts as long as a button or a key is held. */
import { type KeyboardEvent, type PointerEvent, useEffect, useState } from 'react'

export function useHold(shortcut: string) {
  const [isHeld, setHeld] = useState(false)

  useEffect(() => {
    const down = (event: globalThis.KeyboardEvent) => {
      const hasModifier = event.ctrlKey || event.metaKey || event.altKey
      if (event.key.toLowerCase() !== shortcut || hasModifier || isWriting(event.target)) return
      setHeld(true)
    }
    const up = (event: globalThis.KeyboardEvent) => {
      if (event.key.toLowerCase() === shortcut) setHeld(false)
    }
    const letGo = () => setHeld(false)
    window.addEventListener('keydown', down)
    window.addEventListener('keyup', up)
    window.addEventListener('blur', letGo)
    return () => {
      window.removeEventListener('keydown', down)
      window.removeEventListener('keyup', up)
      window.removeEventListener('blur', letGo)
    }
  }, [shortcut])

  return {
    isHeld,
    hold: {
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        setHeld(true)
      },
      onPointerUp: () => setHeld(false),
      onPointerCancel: () => setHeld(false),
      onContextMenu: (event: React.MouseEvent) => event.preventDefault(),
      onKeyDown: (event: KeyboardEvent) => {
        if (event.key === ' ' || event.key === 'Enter') setHeld(true)
      },
      onKeyUp: (event: KeyboardEvent) => {
        if (event.key === ' ' || event.key === 'Enter') setHeld(false)
      },
      onBlur: () => setHeld(false),
    },
  }
}

/** Switches and sliders are moved by keys of their own, but no letter is written into them. */
const typed = 'textarea, input:not([type=range], [type=radio], [type=checkbox])'

function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches(typed)
}
