'use client'
/** The wall by keyboard. Keys with Shift choose on their way; those with Alt move within a collection. */
import type { KeyboardEvent } from 'react'
import { useTranslations } from 'use-intl'
import { openFrame } from '@/components/compare/open-frame'
import { pageFrom, type Step, stepFrom } from '@/lib/gallery/choosing'
import type { Wall } from '@/lib/gallery/wall'
import { libraryStore, steppedDensity } from '@/lib/state/library'
import { toast } from '@/lib/state/toasts'
import type { Carrying } from './use-carry'
import type { Choosing } from './use-choosing'
import type { Cursor } from './use-cursor'
import { useMarks } from './use-marks'
import type { FrameAt } from './wall-row'

const steps: Readonly<Record<string, Step>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'row-start',
  End: 'row-end',
}

type Place = { picture: number; column: number }

export function useWallKeys({
  wall,
  cursor,
  choosing,
  carry,
  frameAt,
  viewHeight,
}: {
  wall: Wall
  cursor: Cursor
  choosing: Choosing
  carry: Carrying
  frameAt: FrameAt
  viewHeight: number
}) {
  const notYours = useTranslations('actions.sharing')('notYours')
  const { toggleFavourite, moveToTrash } = useMarks()

  /** Where a key leads from a frame; null where it leads nowhere. */
  function placeAfter(event: KeyboardEvent, from: number): Place | null {
    const hasCtrl = event.ctrlKey || event.metaKey
    const page = viewHeight - wall.rowHeight / 2
    if (event.key === 'PageDown') return pageFrom(wall, from, page, cursor.column)
    if (event.key === 'PageUp') return pageFrom(wall, from, -page, cursor.column)
    if (hasCtrl && event.key === 'Home') return { picture: 0, column: 0 }
    if (hasCtrl && event.key === 'End') return { picture: wall.ratios.length - 1, column: 0 }
    const step = steps[event.key]
    return step === undefined || hasCtrl ? null : stepFrom(wall, from, step, cursor.column)
  }

  function move(event: KeyboardEvent, from: number): boolean {
    const next = placeAfter(event, from)
    if (next === null) return false
    if (event.altKey) {
      if (!carry.isPossible) return false
      void carry.moveBy(from, next.picture)
    } else {
      if (event.shiftKey) void choosing.extendTo(next.picture, from)
      const isSideways = event.key === 'ArrowLeft' || event.key === 'ArrowRight'
      cursor.goTo(next.picture, isSideways ? undefined : next.column)
    }
    return true
  }

  /** True when the key was one of ours. */
  function act(event: KeyboardEvent, number: number): boolean {
    const store = libraryStore.getState()
    const frame = frameAt(number)
    if (event.ctrlKey || event.metaKey) {
      if (event.key.toLowerCase() !== 'a') return false
      store.chooseAll()
      return true
    }
    if (event.altKey) return false
    switch (event.key) {
      case 'Enter':
        if (frame) openFrame(frame)
        return true
      case ' ':
      case 'x':
        if (event.shiftKey) void choosing.extendTo(number, number)
        else void choosing.toggle(number)
        return true
      case 'f':
        if (frame?.owner) toast(notYours)
        else if (frame) toggleFavourite({ ids: [frame.id] }, !frame.isFavourite)
        return true
      case 'Delete':
        if (frame?.owner) toast(notYours)
        else if (frame) moveToTrash(isAnythingChosen() ? null : { ids: [frame.id] })
        return true
      case 'Escape':
        if (!isAnythingChosen()) return false
        store.clear()
        return true
      case '+':
      case '=':
        store.setDensity(steppedDensity(store.density, 1))
        return true
      case '-':
        store.setDensity(steppedDensity(store.density, -1))
        return true
      default:
        return false
    }
  }

  return (event: KeyboardEvent) => {
    const tile = (event.target as Element).closest<HTMLElement>('[data-number]')
    if (!tile || event.nativeEvent.isComposing) return
    const number = Number(tile.dataset['number'])
    // A screen reader may have gone to a tile without any of our keys.
    if (number !== cursor.number) cursor.stayAt(number)
    if (move(event, number) || act(event, number)) event.preventDefault()
  }
}

function isAnythingChosen(): boolean {
  const { chosen } = libraryStore.getState()
  return 'except' in chosen || chosen.ids.size > 0
}
