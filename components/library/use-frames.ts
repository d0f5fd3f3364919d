'use client'
/** Details of the part of the wall that is near the screen. */
import { useQueries } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { chunkQuery, type FoundWall } from '@/lib/client/library'
import { type Chunk, chunkOf, chunksBetween, firstOf } from '@/lib/gallery/chunks'
import type { LibraryFrame } from '@/lib/mj/library'
import type { FrameAt } from './wall-row'

/**
 * Those of the frames from one number up to another, and the chunks that hold them. While `isPassing` nothing new is
 * asked for: whoever scrolls through ten months in a second looks at none of them.
 */
export function useFrames(
  found: FoundWall,
  [from, to]: readonly [number, number],
  isPassing: boolean,
): { frameAt: FrameAt; chunks: readonly Chunk[] } {
  const { months } = found
  // The range moves with every row; its chunks seldom do.
  const low = chunkOf(months, from)?.first ?? 0
  const high = (chunkOf(months, Math.max(from, to - 1))?.first ?? -1) + 1
  const chunks = useMemo(
    () => chunksBetween(months, low, high).map(({ chunk }) => chunk),
    [months, low, high],
  )
  const details = useQueries({
    queries: chunks.map((chunk) => ({ ...chunkQuery(found, chunk), enabled: !isPassing })),
    combine: dataOf,
  })
  const frameAt = useCallback(
    (number: number): LibraryFrame | undefined => {
      const at = chunks.findLastIndex((chunk) => (firstOf(months, chunk) ?? Infinity) <= number)
      const first = chunks[at] ? firstOf(months, chunks[at]) : null
      return first === null ? undefined : details[at]?.[number - first]
    },
    [months, chunks, details],
  )
  return { frameAt, chunks }
}

function dataOf<Data>(results: readonly { data: Data | undefined }[]) {
  return results.map(({ data }) => data)
}
