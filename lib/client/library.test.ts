import { QueryClient } from '@tanstack/react-query'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Chunk } from '@/lib/gallery/chunks'
import type { LibraryFrame } from '@/lib/mj/library'
import type { Task } from '@/lib/mj/task'
import {
  chunkQuery,
  type FoundWall,
  framesBetween,
  numberOf,
  patchFrames,
  wallQuery,
  watchPictures,
} from './library'

// The runner resolves React as the server does, where React Query's React half cannot load; its core can.
vi.mock('@tanstack/react-query', async () => ({
  ...(await import('@tanstack/query-core')),
  queryOptions: (options: unknown) => options,
  infiniteQueryOptions: (options: unknown) => options,
}))

/** A library of which every frame is called by its month and its place. */
function libraryOf(counts: Readonly<Record<string, number>>, seq = 1) {
  const months = Object.entries(counts).map(([name, count]) => ({
    name,
    count,
    shapes: 'x'.repeat(count),
  }))
  const asked: string[] = []
  const answer = (address: string) => {
    const { pathname, searchParams } = new URL(address, 'http://studio')
    asked.push(`${pathname.replace('/api/library/', '')} ${searchParams.get('month') ?? ''}`.trim())
    if (pathname.endsWith('/wall')) {
      const total = months.reduce((sum, { count }) => sum + count, 0)
      return { seq, total, months }
    }
    const month = searchParams.get('month')!
    const offset = Number(searchParams.get('offset'))
    const here = Math.min(Number(searchParams.get('limit')), counts[month]! - offset)
    return { frames: Array.from({ length: here }, (_, n) => frame(`${month} ${offset + n}`)) }
  }
  vi.stubGlobal('fetch', (address: string) => Promise.resolve(Response.json(answer(address))))
  return asked
}

const frame = (id: string) => ({ id, isFavourite: false }) as LibraryFrame

const readFrom = (
  client: QueryClient,
  query: string,
  inSight: () => readonly Chunk[] = () => [],
): Promise<FoundWall> => client.fetchQuery(wallQuery(client, query, inSight))

afterEach(() => vi.unstubAllGlobals())

describe('a wall', () => {
  it('brings its first details along', async () => {
    const asked = libraryOf({ '2026-11': 40, '2026-10': 300 })
    const client = new QueryClient()
    const wall = await readFrom(client, 'fog')
    expect(wall).toMatchObject({ query: 'fog', total: 340 })
    expect(asked).toEqual(['wall', 'frames 2026-11', 'frames 2026-10'])
    expect(numberOf(client, wall, '2026-10 7')).toBe(47)
    expect(numberOf(client, wall, '2026-10 250')).toBeNull()
  })

  it('that is read anew brings what is in sight, and nothing of the reading before', async () => {
    libraryOf({ '2026-11': 40, '2026-10': 300 })
    const client = new QueryClient()
    const before = await readFrom(client, '')
    const asked = libraryOf({ '2026-11': 41, '2026-10': 300 })
    const after = await readFrom(client, '', () => [{ month: '2026-10', offset: 100 }])
    expect(asked).toEqual(['wall', 'frames 2026-10'])
    expect(numberOf(client, after, '2026-10 100')).toBe(141)
    expect(numberOf(client, after, '2026-11 0')).toBeNull()
    expect(numberOf(client, before, '2026-11 0')).toBe(0)
  })

  it('that cannot be read with what is in sight leaves the one before as it is', async () => {
    libraryOf({ '2026-11': 40 })
    const client = new QueryClient()
    const before = await readFrom(client, '')
    libraryOf({ '2026-11': 41 })
    const answers = fetch
    vi.stubGlobal('fetch', (address: string) =>
      address.includes('/frames') ? Promise.reject(new TypeError('offline')) : answers(address),
    )
    await expect(readFrom(client, '', () => [{ month: '2026-11', offset: 0 }])).rejects.toThrow()
    const { queryKey } = wallQuery(client, '', () => [])
    expect(client.getQueryData(queryKey)).toEqual(before)
  })
})

it('a range is read where it has to be, in the order of the wall', async () => {
  const asked = libraryOf({ '2026-11': 40, '2026-10': 300 })
  const client = new QueryClient()
  const wall = await readFrom(client, '')
  const range = await framesBetween(client, wall, 38, 143)
  expect(range).toHaveLength(105)
  expect(range[0]).toEqual({ number: 38, frame: frame('2026-11 38') })
  expect(range.at(-1)).toEqual({ number: 142, frame: frame('2026-10 102') })
  expect(asked.filter((one) => one.startsWith('frames'))).toHaveLength(3)
})

it('a mark shows wherever the frame is', async () => {
  libraryOf({ '2026-11': 40 })
  const client = new QueryClient()
  const walls: FoundWall[] = [await readFrom(client, ''), await readFrom(client, 'fog')]
  patchFrames(client, ({ id }) => id === '2026-11 3', { isFavourite: true })
  for (const wall of walls) {
    const frames = client.getQueryData(chunkQuery(wall, { month: '2026-11', offset: 0 }).queryKey)!
    expect(frames.filter(({ isFavourite }) => isFavourite).map(({ id }) => id)).toEqual([
      '2026-11 3',
    ])
  }
})

it('only news of pictures is news', () => {
  const client = new QueryClient()
  const tell = vi.fn<() => void>()
  const stop = watchPictures(client, () => 7, tell)
  const put = (seq: number, pictures: readonly object[]) =>
    client.setQueryData(['task', 't'], { id: 't', seq, pictures } as unknown as Task)
  put(8, [])
  put(7, [{}])
  client.setQueryData(['feed'], { seq: 9, pictures: [{}] })
  expect(tell).not.toHaveBeenCalled()
  put(9, [{}])
  expect(tell).toHaveBeenCalledOnce()
  stop()
  put(10, [{}])
  expect(tell).toHaveBeenCalledOnce()
})
