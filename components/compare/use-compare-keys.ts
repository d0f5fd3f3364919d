'use client'
import { useStore } from 'zustand'
import { lookForKey } from '@/components/look/look-keys'
import type { ChangeLook } from '@/components/look/use-look'
import { useOverlayKeys } from '@/components/ui/use-overlay'
import type { Size } from '@/lib/editor/geometry'
import type { Stage } from '@/lib/gallery/look'
import type { LibraryFrame } from '@/lib/mj/library'
import { compareStore, compareModes } from './compare-store'
import type { Marking } from './use-marking'

type CompareKeys = {
  count: number
  columns: number
  at: number
  current: LibraryFrame
  /** The picture that is meant and its stage; null until that is measured. */
  seen: { size: Size; stage: Stage } | null
  marking: Marking
  isPair: boolean
  onLook: ChangeLook
  onUndo: () => void
  onFocus: (n: number) => void
  onRemove: () => void
  onOpen: () => void
  onHelp: () => void
  onClose: () => void
}

/** The keys of a comparison; those that a slider or a switch understands are left to it. */
export function useCompareKeys(keys: CompareKeys): void {
  const { set, mode } = useStore(compareStore)

  useOverlayKeys((event) => {
    const { key } = event
    if (event.ctrlKey || event.metaKey) {
      if (key.toLowerCase() !== 'z') return false
      keys.onUndo()
      return true
    }
    const number = /^[1-9]$/.test(key) ? Number(key) - 1 : null
    if (number !== null) {
      if (number < keys.count) keys.onFocus(number)
      return true
    }
    const change = keys.seen && lookForKey(event, keys.seen.size, keys.seen.stage)
    if (change) {
      keys.onLook(change)
      return true
    }
    if (event.shiftKey && key !== '?') return false
    const step = isOnSwitch(event) ? null : stepOf(key, keys.columns)
    if (step !== null) {
      const next = keys.at + step
      if (next >= 0 && next < keys.count) keys.onFocus(next)
      return true
    }
    switch (key.toLowerCase()) {
      case 's':
        keys.marking.favour(keys.current)
        return true
      case 'k':
        keys.marking.keep(keys.current)
        return true
      case 'x':
        keys.marking.trash(keys.current)
        return true
      case 'z':
        keys.onUndo()
        return true
      case 'm': {
        const next = (compareModes.indexOf(mode) + 1) % compareModes.length
        if (keys.count > 1) set({ mode: compareModes[next]! })
        return true
      }
      case 'delete':
      case 'backspace':
        keys.onRemove()
        return true
      case 'enter':
        if (isOnButton(event)) return false
        keys.onOpen()
        return true
      case '?':
        keys.onHelp()
        return true
      case 'escape':
        keys.onClose()
        return true
      default:
        return false
    }
  })
}

function stepOf(key: string, columns: number): number | null {
  switch (key) {
    case 'ArrowLeft':
      return -1
    case 'ArrowRight':
      return 1
    case 'ArrowUp':
      return -columns
    case 'ArrowDown':
      return columns
    default:
      return null
  }
}

/** Radio buttons and ranges are moved by the same arrows. */
function isOnSwitch({ target }: KeyboardEvent): boolean {
  return target instanceof Element && target.closest('input, [role="slider"]') !== null
}

function isOnButton({ target }: KeyboardEvent): boolean {
  return target instanceof Element && target.closest('button, a, summary') !== null
}
