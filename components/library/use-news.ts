'use client'
/** Keeps the library true: what the page's long poll brings is looked for on the wall, several changes at once. */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { type FoundWall, watchPictures } from '@/lib/client/library'
import { refreshLibrary } from '@/lib/client/library-keys'

/** Four pictures of a grid, or a hundred that are marked, come as many changes within a moment. */
const gatherMs = 250

export function useNews(found: FoundWall | undefined): void {
  const client = useQueryClient()
  const seq = useRef(Infinity)
  useEffect(() => {
    seq.current = found?.seq ?? Infinity
  }, [found])

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const leave = watchPictures(
      client,
      () => seq.current,
      () => {
        timer ??= setTimeout(() => {
          timer = undefined
          void refreshLibrary(client)
        }, gatherMs)
      },
    )
    return () => {
      clearTimeout(timer)
      leave()
    }
  }, [client])
}
