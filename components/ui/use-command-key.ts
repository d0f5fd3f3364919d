'use client'
import { useSyncExternalStore } from 'react'

const never = () => () => undefined

/** How a keyboard of this machine writes the key of commands, before a letter; as elsewhere than at Apple's until known. */
export function useCommandKey(): string {
  return useSyncExternalStore(
    never,
    () => (/Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl '),
    () => 'Ctrl ',
  )
}
