'use client'
/** Choosing by number on the wall: whatever is not known yet is read first. */
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { type FoundWall, framesBetween, numberOf } from '@/lib/client/library'
import { libraryApi } from '@/lib/client/library-api'
import type { LibraryFrame } from '@/lib/mj/library'
import { libraryStore } from '@/lib/state/library'
import { toastError } from '@/lib/state/toasts'

export type Choosing = {
  frame: (number: number) => Promise<LibraryFrame | undefined>
  toggle: (number: number) => Promise<void>
  /** Chooses all from the anchor to here; where there is no anchor, from `from`. */
  extendTo: (number: number, from: number) => Promise<void>
  /** What a marquee or a finger has passed over. */
  finishSweep: () => Promise<void>
}

export function useChoosing(found: FoundWall): Choosing {
  const client = useQueryClient()
  return useMemo(() => createChoosing(client, found), [client, found])
}

function createChoosing(client: QueryClient, found: FoundWall): Choosing {
  const store = libraryStore.getState
  /** Of the extension asked for last: an earlier one that is answered later is no longer meant. */
  let turn = 0

  const frame = async (number: number) =>
    (await framesBetween(client, found, number, number + 1))[0]?.frame
  const numberOfAnchor = async () => {
    const { anchor, query } = store()
    if (anchor === null) return null
    const known = numberOf(client, found, anchor)
    if (known !== null) return known
    const { index } = await libraryApi.around(query, anchor)
    return index < 0 ? null : index
  }

  return {
    frame,
    toggle: orSaySo(async (number: number) => {
      const chosen = await frame(number)
      if (chosen) store().toggle(chosen.id)
    }),
    extendTo: orSaySo(async (number: number, from: number) => {
      turn += 1
      const mine = turn
      const anchor = await numberOfAnchor()
      if (anchor === null) {
        const first = await frame(from)
        if (first) store().setAnchor(first.id)
      }
      const begin = anchor ?? from
      const [low, high] = [Math.min(begin, number), Math.max(begin, number)]
      const range = await framesBetween(client, found, low, high + 1)
      if (turn === mine) store().extend(range.map((one) => one.frame.id))
    }),
    finishSweep: orSaySo(async () => {
      const numbers = store().sweep
      try {
        if (!numbers || numbers.size === 0) return
        const sorted = [...numbers].toSorted((a, b) => a - b)
        const range = await framesBetween(client, found, sorted[0]!, sorted.at(-1)! + 1)
        store().add(range.filter(({ number }) => numbers.has(number)).map((one) => one.frame.id))
      } finally {
        store().setSweep(null)
      }
    }),
  }
}

function orSaySo<Args extends readonly unknown[]>(run: (...args: Args) => Promise<void>) {
  return (...args: Args) => run(...args).catch(toastError)
}
