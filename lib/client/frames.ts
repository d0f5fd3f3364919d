'use client'
/**
 * Single frames and what a person marks them with. A mark shows at once wherever the frame is on the page, and goes out
 * by the outbox of marks. Keys begin as those of the wall's details do, so that one patch reaches all of them.
 */
import {
  keepPreviousData,
  type QueryClient,
  queryOptions,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { useCallback, useSyncExternalStore } from 'react'
import type { FrameMarks, LibraryFrame } from '@/lib/mj/library'
import type { Task } from '@/lib/mj/task'
import { toastError } from '@/lib/state/toasts'
import { patchFrames, refreshLibrary } from './library'
import { libraryApi } from './library-api'
import { createMarkOutbox, type MarkOutbox, type MarkWrite } from './mark-outbox'

const root = ['library'] as const
const framesKey = [...root, 'frames'] as const
const aroundKey = [...root, 'around'] as const

/** Every frame of a task; read anew whenever the task changes, which marks of other tabs do. */
const framesOfTaskQuery = (task: Pick<Task, 'id' | 'seq'>) =>
  queryOptions({
    queryKey: [...framesKey, 'of', task.id, task.seq] as const,
    queryFn: async ({ signal }) => (await libraryApi.framesOf([task.id], { signal })).frames,
    placeholderData: (before, query) => (query?.queryKey[3] === task.id ? before : undefined),
    staleTime: Infinity,
    gcTime: 60_000,
  })

/** Frames by name, in that order; the ones that are gone are missing. */
export const framesByIdQuery = (ids: readonly string[]) =>
  queryOptions({
    queryKey: [...framesKey, 'named', ...ids] as const,
    queryFn: async ({ signal }) => (await libraryApi.framesById(ids, { signal })).frames,
    enabled: ids.length > 0,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: 60_000,
  })

/** Where a frame stands in what a search finds. */
export const aroundQuery = (query: string, frameId: string) =>
  queryOptions({
    queryKey: [...aroundKey, query, frameId] as const,
    queryFn: ({ signal }) => libraryApi.around(query, frameId, { signal }),
    staleTime: 30_000,
  })

/** Every frame of a task with its marks; undefined while they are unknown. */
export function useFramesOf(
  task: Pick<Task, 'id' | 'seq'> | undefined,
): readonly LibraryFrame[] | undefined {
  return useQuery({
    ...framesOfTaskQuery(task ?? { id: '', seq: 0 }),
    enabled: task !== undefined,
  }).data
}

export type Mark = (writes: readonly MarkWrite[]) => void

/** Marks frames: on the screen now, in the library as soon as the studio answers. */
export function useMark(): Mark {
  const client = useQueryClient()
  return useCallback(
    (writes) => {
      for (const { id, marks } of writes) patchMarks(client, id, marks)
      markOutboxOf(client).add(writes)
    },
    [client],
  )
}

/** True while marks cannot be brought to the studio. */
export function useMarksFailing(): boolean {
  const outbox = markOutboxOf(useQueryClient())
  return useSyncExternalStore(outbox.subscribe, outbox.isFailing, () => false)
}

/** The marks of the page that wait for the studio, beside its query cache; made at the first use. */
export function markOutboxOf(client: QueryClient): MarkOutbox {
  const known = outboxes.get(client)
  if (known) return known
  const refresh = () => {
    void client.invalidateQueries({ queryKey: aroundKey })
    void refreshLibrary(client)
  }
  const outbox = createMarkOutbox({
    send: (selection, marks) => libraryApi.mark(selection, marks),
    store: typeof window === 'undefined' ? noStore : window.sessionStorage,
    onSent: refresh,
    onRefused: (_id, error) => {
      toastError(error)
      void client.invalidateQueries({ queryKey: framesKey })
      refresh()
    },
  })
  outboxes.set(client, outbox)
  outbox.flush()
  return outbox
}

const outboxes = new WeakMap<object, MarkOutbox>()
const noStore = { getItem: () => null, setItem: () => undefined, removeItem: () => undefined }

function patchMarks(client: QueryClient, id: string, marks: FrameMarks): void {
  const change = {
    ...(marks.favourite === undefined ? {} : { isFavourite: marks.favourite }),
    ...(marks.kept === undefined ? {} : { isKept: marks.kept }),
    ...(marks.trashed === undefined ? {} : { trashedAt: marks.trashed ? Date.now() : null }),
  }
  patchFrames(client, (frame) => frame.id === id, change)
}
