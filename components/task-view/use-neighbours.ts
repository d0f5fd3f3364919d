'use client'
/** Where one can go on from a picture: through what the library's search finds, or through the feed. */
import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { chosenFrame } from './stage-picture'
import { isSilent } from '@/components/feed/silent'
import { fetchPicture } from '@/components/look/fetch-picture'
import { frameIdOf, quadrantOf } from '@/components/quadrants/frame-id'
import { framesOf } from '@/components/quadrants/frames'
import { aroundQuery } from '@/lib/client/frames'
import { cachedTask, taskQuery } from '@/lib/client/tasks'
import { useFeed } from '@/lib/client/use-task'
import type { LibraryFrame } from '@/lib/mj/library'
import { imagePath, type Task } from '@/lib/mj/task'
import { type Place, placeFrom } from './neighbours'

export type Neighbours = {
  previous: Place | null
  next: Place | null
  /** False while nobody can say yet what lies beside it. */
  isKnown: boolean
  /** The number of this picture among all, from 1; null where nobody has counted. */
  position: { number: number; total: number } | null
}

/** `within`: the search of the library that the picture was opened from; null for the feed. */
export function useNeighbours(
  task: Task | undefined,
  here: Place,
  within: string | null,
): Neighbours {
  const inFeed = useInFeed(here, within === null)
  const inLibrary = useInLibrary(task, here, within)
  return within === null ? inFeed : inLibrary
}

function useInFeed(here: Place, isMeant: boolean): Neighbours {
  const client = useQueryClient()
  const { ids: known, hasMore, isLoadingMore, loadMore } = useFeed()
  const ids = (known ?? []).filter((id) => id === here.taskId || !isHidden(cachedTask(client, id)))
  const place = ids.indexOf(here.taskId)
  const isNearEnd = isMeant && place !== -1 && place >= ids.length - 2
  const [previous, next, before, behind] = ([-1, 1, -2, 2] as const).map((steps) =>
    isMeant ? placeFrom(ids, (id) => cachedTask(client, id), here, steps) : null,
  )

  useEffect(() => {
    if (isNearEnd && hasMore && !isLoadingMore) loadMore()
  })

  useEffect(() => {
    for (const one of [next, previous, behind, before]) {
      const pictures = (one && cachedTask(client, one.taskId)?.pictures) ?? []
      const [frame] = pictures.length > 0 ? [chosenFrame(framesOf(pictures), one!.quadrant)] : []
      if (frame) fetchPicture(imagePath(frame.picture.id, 1024))
    }
  }, [client, next, previous, behind, before])

  const isKnown = known !== undefined && !isLoadingMore
  return { previous: previous ?? null, next: next ?? null, isKnown, position: null }
}

function isHidden(task: Task | undefined): boolean {
  return task !== undefined && isSilent(task)
}

function useInLibrary(
  task: Task | undefined,
  { quadrant, pastedId }: Place,
  within: string | null,
): Neighbours {
  const client = useQueryClient()
  const frames = framesOf(task?.pictures ?? [])
  const ofTask = frames.length === 0 ? '' : frameIdOf(frameToCount(frames, quadrant))
  const frameId = pastedId ?? ofTask
  const { data } = useQuery({
    ...aroundQuery(within ?? '', frameId),
    enabled: within !== null && frameId !== '',
  })

  useEffect(() => {
    if (within === null || !data) return
    for (const frame of [data.next, data.previous]) {
      if (frame) void fetchAhead(client, within, frame)
    }
  }, [client, data, within])

  if (!data) return { previous: null, next: null, isKnown: false, position: null }
  const isFound = data.index >= 0 && data.index < data.total
  return {
    previous: data.previous && placeOf(data.previous),
    next: data.next && placeOf(data.next),
    isKnown: true,
    position: isFound ? { number: data.index + 1, total: data.total } : null,
  }
}

/** The library knows no grids: one that is looked at as a whole counts as its first frame. */
function frameToCount(frames: ReturnType<typeof framesOf>, quadrant: Place['quadrant']) {
  return frames.find(({ index }) => index === quadrant) ?? frames[0]!
}

function placeOf(frame: LibraryFrame): Place {
  return {
    taskId: frame.taskId,
    quadrant: quadrantOf(frame),
    ...(frame.isPasted ? { pastedId: frame.picture.id } : {}),
  }
}

/** A picture, its task, and the picture behind it in the same direction: what two steps need. */
async function fetchAhead(client: QueryClient, within: string, frame: LibraryFrame): Promise<void> {
  fetchPicture(imagePath(frame.picture.id, 1024))
  const [around] = await Promise.all([
    client.fetchQuery(aroundQuery(within, frame.id)),
    client.prefetchQuery(taskQuery(client, frame.taskId)),
  ]).catch(() => [null] as const)
  // Only ahead of time; whoever goes there asks again, and is told what went wrong.
  for (const one of [around?.previous, around?.next])
    if (one) fetchPicture(imagePath(one.picture.id, 1024))
}
