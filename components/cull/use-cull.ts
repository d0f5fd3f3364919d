'use client'
/** A cull under way: collected once, written down at every step, its marks on their way to the library. */
import { useQueries, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { framesByIdQuery, markOutboxOf, useMark } from '@/lib/client/frames'
import {
  type Cull,
  formatCull,
  marksBetween,
  parseCull,
  roundOf,
  startCull,
} from '@/lib/gallery/cull'
import type { FrameMarks, FrameSelection, LibraryFrame } from '@/lib/mj/library'
import { blockSize, blocksOf, collectFrames, progressKey } from './collect'

type CullSession =
  | { state: 'loading' | 'failed' | 'none' }
  | {
      state: 'ready'
      cull: Cull
      /** How many there would have been, were there no limit. */
      total: number
      /** True when it goes on from where somebody was before. */
      isResumed: boolean
    }

export function useCull(selection: FrameSelection) {
  const client = useQueryClient()
  const mark = useMark()
  const key = progressKey(selection)
  const [session, setSession] = useState<CullSession>(() => resumed(key))
  const [attempt, setAttempt] = useState(0)
  const latest = useRef(session)
  const wanted = useRef(selection)

  const put = useCallback((next: CullSession) => {
    latest.current = next
    setSession(next)
  }, [])

  const isLoading = session.state === 'loading'
  useEffect(() => {
    if (!isLoading) return undefined
    let isWanted = true
    // Marks still on their way would change what is being read.
    const release = markOutboxOf(client).hold()
    const pending = markOutboxOf(client).pending()
    collectFrames(client, wanted.current)
      .then(
        ({ frames, total }) => {
          if (!isWanted) return
          // What another shares is theirs to keep or to throw away.
          const own = frames.filter(({ owner }) => owner === null)
          const cull = startCull(own.map((frame) => flagged(frame, pending[frame.id])))
          put(
            own.length === 0
              ? { state: 'none' }
              : { state: 'ready', cull, total, isResumed: false },
          )
        },
        () => isWanted && put({ state: 'failed' }),
      )
      .finally(release)
    return () => {
      isWanted = false
      release()
    }
  }, [client, isLoading, attempt, put])

  const change = useCallback(
    (step: (cull: Cull) => Cull) => {
      const { current } = latest
      if (current.state !== 'ready') return
      const next = step(current.cull)
      if (next === current.cull) return
      put({ ...current, cull: next })
      write(key, next, current.total)
      mark(marksBetween(current.cull, next))
    },
    [key, mark, put],
  )

  return {
    session,
    change,
    retry: () => {
      put({ state: 'loading' })
      setAttempt((n) => n + 1)
    },
    /** Forgets how far one was; what was marked stays marked. */
    restart: () => {
      sessionStorage.removeItem(key)
      put({ state: 'loading' })
      setAttempt((n) => n + 1)
    },
    finish: () => sessionStorage.removeItem(key),
  }
}

/** Details of the pictures around a place of the round; a picture that is gone is missing. */
export function useDetailsAround(
  cull: Cull,
): ReadonlyMap<string, LibraryFrame> & { isRead: boolean } {
  const blocks = blocksOf(roundOf(cull))
  const here = Math.floor(cull.at / blockSize)
  const near = [here - 1, here, here + 1].flatMap((n) => blocks[n] ?? [])
  const results = useQueries({
    queries: blocksOf(near).map((ids) => ({ ...framesByIdQuery(ids), gcTime: 300_000 })),
  })
  const frames = new Map(
    results.flatMap(({ data }) => data ?? []).map((frame) => [frame.id, frame]),
  )
  return Object.assign(frames, {
    isRead: results.every(({ isSuccess, isPlaceholderData }) => isSuccess && !isPlaceholderData),
  })
}

function flagged(frame: LibraryFrame, pending: FrameMarks | undefined) {
  return {
    id: frame.id,
    kept: pending?.kept ?? frame.isKept,
    rejected: pending?.trashed ?? frame.trashedAt !== null,
    favourite: pending?.favourite ?? frame.isFavourite,
  }
}

function resumed(key: string): CullSession {
  const text = sessionStorage.getItem(key)
  const cut = text?.indexOf(' ') ?? -1
  if (text === null || cut === -1) return { state: 'loading' }
  const cull = parseCull(text.slice(cut + 1))
  if (cull === null) return { state: 'loading' }
  return { state: 'ready', cull, total: Number(text.slice(0, cut)) || 0, isResumed: true }
}

function write(key: string, cull: Cull, total: number): void {
  try {
    sessionStorage.setItem(key, `${total} ${formatCull(cull)}`)
  } catch {
    // The tab's storage is full: the marks are safe all the same, only the place in the round is not.
    sessionStorage.removeItem(key)
  }
}
