/** The library's part of what the studio answers to its own page; the shapes are those of app/api/library and its neighbours. */
import type {
  Collection,
  FrameMarks,
  FrameSelection,
  LibraryFrame,
  LibraryWall,
  SavedSearch,
  SearchSuggestion,
} from '@/lib/mj/library'
import type { Task } from '@/lib/mj/task'
import { getJson, postJson, type RequestOptions } from './http'

type Marked = { changed: readonly string[] }

/** Thousands of frames are marked in one go. */
const bulkTimeoutMs = 60_000

const pathOf = (root: string, id: string, verb = '') => `${root}/${encodeURIComponent(id)}${verb}`
const queryOf = (query: Record<string, string | number>) =>
  new URLSearchParams(
    Object.entries(query).map(([name, value]) => [name, String(value)]),
  ).toString()

export const libraryApi = {
  wall: (q: string, options?: RequestOptions) =>
    getJson<LibraryWall>(`/api/library/wall?${queryOf({ q })}`, options),
  frames: (
    q: string,
    range: { month: string; offset: number; limit: number },
    options?: RequestOptions,
  ) =>
    getJson<{ frames: readonly LibraryFrame[] }>(
      `/api/library/frames?${queryOf({ q, ...range })}`,
      options,
    ),
  framesById: (ids: readonly string[], options?: RequestOptions) =>
    postJson<{ frames: readonly LibraryFrame[] }>('/api/library/frames', { ids }, options),
  framesOf: (taskIds: readonly string[], options?: RequestOptions) =>
    getJson<{ frames: readonly LibraryFrame[] }>(
      `/api/library/frames/of-tasks?${queryOf({ ids: taskIds.join(',') })}`,
      options,
    ),
  around: (q: string, frame: string, options?: RequestOptions) =>
    getJson<{
      previous: LibraryFrame | null
      next: LibraryFrame | null
      index: number
      total: number
    }>(`/api/library/around?${queryOf({ q, frame })}`, options),
  suggest: (q: string, options?: RequestOptions) =>
    getJson<{ suggestions: readonly SearchSuggestion[] }>(
      `/api/library/suggest?${queryOf({ q })}`,
      options,
    ),
  mark: (selection: FrameSelection, marks: FrameMarks) =>
    postJson<Marked>(
      '/api/library/mark',
      { selection, marks },
      {
        timeoutMs: bulkTimeoutMs,
      },
    ),
  /** Shares the tasks of these frames, whole, or stops it. */
  share: (selection: FrameSelection, isShared: boolean) =>
    postJson<Marked>('/api/library/share', { selection, isShared }, { timeoutMs: bulkTimeoutMs }),
  trashTasks: (taskIds: readonly string[], isTrashed: boolean) =>
    postJson<void>('/api/library/trash', { taskIds, isTrashed }),
  emptyTrash: (selection: FrameSelection) =>
    postJson<Marked>('/api/library/trash/empty', { selection }, { timeoutMs: bulkTimeoutMs }),
  note: (taskId: string, note: string) =>
    postJson<{ task: Task }>(pathOf('/api/tasks', taskId, '/note'), { note }),
  collections: (options?: RequestOptions) =>
    getJson<{ collections: readonly Collection[] }>('/api/collections', options),
  createCollection: (name: string) =>
    postJson<{ collection: Collection }>('/api/collections', { name }),
  renameCollection: (id: string, name: string) =>
    postJson<{ collection: Collection }>(pathOf('/api/collections', id), { name }),
  removeCollection: (id: string) => postJson<void>(pathOf('/api/collections', id, '/remove'), {}),
  collect: (id: string, selection: FrameSelection) =>
    postJson<Marked>(
      pathOf('/api/collections', id, '/collect'),
      { selection },
      {
        timeoutMs: bulkTimeoutMs,
      },
    ),
  uncollect: (id: string, selection: FrameSelection) =>
    postJson<Marked>(
      pathOf('/api/collections', id, '/uncollect'),
      { selection },
      {
        timeoutMs: bulkTimeoutMs,
      },
    ),
  arrange: (id: string, frameIds: readonly string[], before: string | null) =>
    postJson<void>(pathOf('/api/collections', id, '/arrange'), { frameIds, before }),
  searches: (options?: RequestOptions) =>
    getJson<{ searches: readonly SavedSearch[] }>('/api/searches', options),
  saveSearch: (search: { name: string; query: string }) =>
    postJson<{ search: SavedSearch }>('/api/searches', search),
  removeSearch: (id: string) => postJson<void>(pathOf('/api/searches', id, '/remove'), {}),
} as const
