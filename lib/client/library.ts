/**
 * The library in the query cache. A wall is the answer to one search at one moment, and details belong to a wall: their
 * key holds the reading, so that frames of one moment are never hung at places of another. When a wall is read anew
 * the details that are in sight come with it, and both appear at once.
 */
import {
  infiniteQueryOptions,
  keepPreviousData,
  type QueryClient,
  queryOptions,
} from '@tanstack/react-query'
import {
  type Chunk,
  chunkOf,
  chunkSize,
  chunksBetween,
  firstOf,
  movedChunks,
} from '@/lib/gallery/chunks'
import type { LibraryFrame, LibraryWall } from '@/lib/mj/library'
import type { Task } from '@/lib/mj/task'
import type { RequestOptions } from './http'
import { libraryApi } from './library-api'
import { collectionsKey, libraryKey, searchesKey, wallsKey } from './library-keys'

/**
 * A wall and the search that it is the answer to. Every reading has a number of its own: `seq` does not move when the
 * frames of a collection change places.
 */
export type FoundWall = LibraryWall & { query: string; reading: number }

const wallKey = (query: string) => [...wallsKey, query] as const
const framesKey = [...libraryKey, 'frames'] as const
const chunksKey = (wall: Pick<FoundWall, 'query' | 'reading'>) =>
  [...framesKey, wall.query, wall.reading] as const
let readings = 0

/** How many details come with a wall that has not been looked at yet: a screen of small pictures. */
const firstLook = 100

/** Frames whose tasks are shown as cards before more are asked for: about ten grids. */
const feedPage = 40

/** Each reading has a number of its own, by which its details are kept. */
export async function readWall(query: string, options?: RequestOptions): Promise<FoundWall> {
  readings += 1
  const reading = readings
  return { ...(await libraryApi.wall(query, options)), query, reading }
}

/** `inSight` tells the chunks that are on the screen while the wall is read. */
export const wallQuery = (client: QueryClient, query: string, inSight: () => readonly Chunk[]) =>
  queryOptions({
    queryKey: wallKey(query),
    queryFn: async ({ signal }): Promise<FoundWall> => {
      const before = client.getQueryData<FoundWall>(wallKey(query))
      const wall = await readWall(query, { signal })
      const chunks = before
        ? movedChunks(before.months, wall.months, inSight())
        : chunksBetween(wall.months, 0, Math.min(firstLook, wall.total)).map(({ chunk }) => chunk)
      // Without its details it would hang empty frames where pictures are to be seen now.
      await Promise.all(chunks.map((chunk) => client.fetchQuery(chunkQuery(wall, chunk))))
      return wall
    },
    placeholderData: keepPreviousData,
    // Read again whenever the page is entered; what is known is shown meanwhile.
    staleTime: 0,
    refetchOnReconnect: true,
  })

export const chunkQuery = (wall: Pick<FoundWall, 'query' | 'reading'>, { month, offset }: Chunk) =>
  queryOptions({
    queryKey: [...chunksKey(wall), month, offset] as const,
    queryFn: async ({ signal }) =>
      (await libraryApi.frames(wall.query, { month, offset, limit: chunkSize }, { signal })).frames,
    staleTime: Infinity,
    gcTime: 60_000,
  })

export const collectionsQuery = () =>
  queryOptions({
    queryKey: collectionsKey,
    queryFn: async ({ signal }) => (await libraryApi.collections({ signal })).collections,
  })

export const searchesQuery = () =>
  queryOptions({
    queryKey: searchesKey,
    queryFn: async ({ signal }) => (await libraryApi.searches({ signal })).searches,
  })

export const suggestionsQuery = (text: string) =>
  queryOptions({
    queryKey: [...libraryKey, 'suggestions', text] as const,
    queryFn: async ({ signal }) => (await libraryApi.suggest(text, { signal })).suggestions,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  })

export type NumberedFrame = { number: number; frame: LibraryFrame }

/** The frames of a range of the wall, read if they have to be; a frame that went meanwhile is missing. */
export async function framesBetween(
  client: QueryClient,
  wall: FoundWall,
  from: number,
  to: number,
): Promise<readonly NumberedFrame[]> {
  const chunks = chunksBetween(wall.months, from, to)
  const frames: NumberedFrame[] = []
  // A few at a time: a range may be the whole of a large library.
  for (let at = 0; at < chunks.length; at += 4) {
    const some = await Promise.all(
      chunks.slice(at, at + 4).map(async ({ chunk, first }) => {
        const all = await client.fetchQuery(chunkQuery(wall, chunk))
        return all
          .map((frame, n) => ({ number: first + n, frame }))
          .filter(({ number }) => number >= from && number < to)
      }),
    )
    frames.push(...some.flat())
  }
  return frames
}

/** What the page knows of the frame with a number, without asking. */
export function knownFrame(
  client: QueryClient,
  wall: FoundWall,
  number: number,
): LibraryFrame | undefined {
  const place = chunkOf(wall.months, number)
  if (!place) return undefined
  return client.getQueryData(chunkQuery(wall, place.chunk).queryKey)?.[number - place.first]
}

/** The number of a frame on the wall, as far as its details have been read; null where they have not. */
export function numberOf(client: QueryClient, wall: FoundWall, id: string): number | null {
  const known = client.getQueriesData<readonly LibraryFrame[]>({ queryKey: chunksKey(wall) })
  for (const [key, frames] of known) {
    const place = frames?.findIndex((frame) => frame.id === id) ?? -1
    if (place === -1) continue
    const [month, offset] = key.slice(-2) as [string, number]
    const first = firstOf(wall.months, { month, offset })
    if (first !== null) return first + place
  }
  return null
}

/** Shows a change at once, before the server has answered. */
export function patchFrames(
  client: QueryClient,
  isMeant: (frame: LibraryFrame) => boolean,
  changes: Partial<LibraryFrame>,
): void {
  client.setQueriesData<readonly LibraryFrame[]>({ queryKey: framesKey }, (frames) =>
    frames?.some(isMeant)
      ? frames.map((frame) => (isMeant(frame) ? { ...frame, ...changes } : frame))
      : frames,
  )
}

/**
 * Tells of changes that a wall of this sequence does not know yet: of tasks with pictures, as the page's long poll
 * writes them into the cache.
 */
export function watchPictures(client: QueryClient, seq: () => number, tell: () => void) {
  return client.getQueryCache().subscribe(({ type, query }) => {
    if (type !== 'updated' || query.queryKey[0] !== 'task') return
    const task = query.state.data as Task | undefined
    if (task && task.pictures.length > 0 && task.seq > seq()) tell()
  })
}

/** Every frame of a wall whose details the page has, in no order. */
export function cachedFrames(client: QueryClient, wall: FoundWall): readonly LibraryFrame[] {
  return client
    .getQueriesData<readonly LibraryFrame[]>({ queryKey: chunksKey(wall) })
    .flatMap(([, frames]) => frames ?? [])
}

/** The tasks of a wall's frames, a few frames a page. */
export const feedTasksQuery = (client: QueryClient, wall: FoundWall) =>
  infiniteQueryOptions({
    queryKey: [...libraryKey, 'feed', wall.query, wall.reading] as const,
    queryFn: async ({ pageParam }) => {
      const frames = await framesBetween(client, wall, pageParam, pageParam + feedPage)
      return { taskIds: frames.map(({ frame }) => frame.taskId), next: pageParam + feedPage }
    },
    initialPageParam: 0,
    getNextPageParam: ({ next }) => (next < wall.total ? next : null),
    staleTime: Infinity,
    placeholderData: keepPreviousData,
  })
