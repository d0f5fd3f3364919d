'use client'
/** Keys of the whole page: to the search box, and to the list of keys. */
import { useKeyDown } from '@/components/ui/use-key-down'
import { focusSearch } from './search-box'

export function useLibraryKeys({
  isEnabled,
  onHelp,
}: {
  isEnabled: boolean
  onHelp: () => void
}): void {
  useKeyDown((event) => {
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
}

export function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(typedInto) !== null
}

/** A switch between two views is an `input` as well, but nobody types into it. */
const typedInto = 'input:not([type=radio]):not([type=range]), textarea, select, dialog'
