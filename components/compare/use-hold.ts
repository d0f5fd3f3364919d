'use client'
/** Something that lasts as long as a button or a key is held. */
import { type KeyboardEvent, type PointerEvent, useState } from 'react'
import { useHeldKeys } from '@/components/ui/use-key-down'

export function useHold(shortcut: string) {
  const [isHeld, setHeld] = useState(false)

  const letGo = () => setHeld(false)
  useHeldKeys({
    onDown: (event) => {
      const hasModifier = event.ctrlKey || event.metaKey || event.altKey
      if (event.key.toLowerCase() !== shortcut || hasModifier || isWriting(event.target)) return
      setHeld(true)
    },
    onUp: ({ key }) => {
      if (key.toLowerCase() === shortcut) letGo()
    },
    onLetGo: letGo,
  })

  return {
    isHeld,
    hold: {
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        setHeld(true)
      },
      onPointerUp: letGo,
      onPointerCancel: letGo,
      onContextMenu: (event: React.MouseEvent) => event.preventDefault(),
      onKeyDown: (event: KeyboardEvent) => {
        if (event.key === ' ' || event.key === 'Enter') setHeld(true)
      },
      onKeyUp: (event: KeyboardEvent) => {
        if (event.key === ' ' || event.key === 'Enter') letGo()
      },
      onBlur: letGo,
    },
  }
}

/** Switches and sliders are moved by keys of their own, but no letter is written into them. */
const typed = 'textarea, input:not([type=range], [type=radio], [type=checkbox])'

function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches(typed)
}
