'use client'
/** Keys of the whole page: to the search box, and to the list of keys. */
import { useEffect, useEffectEvent } from 'react'
import { focusSearch } from './search-box'

export function useLibraryKeys({
  isEnabled,
  onHelp,
}: {
  isEnabled: boolean
  onHelp: () => void
}): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (!isEnabled || event.defaultPrevented || event.isComposing) return
    const isCommand = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k'
    if (!isCommand && isTyping(event.target)) return
    if (isCommand || (event.key === '/' && !event.ctrlKey && !event.metaKey)) {
      event.preventDefault()
      focusSearch()
    } else if (event.key === '?') {
      event.preventDefault()
      onHelp()
    }
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event)
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}

export function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(typedInto) !== null
}

/** A switch between two views is an `input` as well, but nobody types into it. */
const typedInto = 'input:not([type=radio]):not([type=range]), textarea, select, dialog'
