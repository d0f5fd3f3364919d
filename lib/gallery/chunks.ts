/**
 * Details of the wall come in chunks of one month each. A frame is known by its number on the wall, newest first;
 * its details by the chunk and the place in it.
 */
import type { LibraryWall } from '@/lib/mj/library'

export const chunkSize = 100

export type Chunk = { month: string; offset: number }

type Months = LibraryWall['months']

/** The chunk that holds a frame, and the number of the chunk's first frame. Null beyond the end. */
export function chunkOf(months: Months, number: number): { chunk: Chunk; first: number } | null {
  let first = 0
  for (const { name, count } of months) {
    if (number < first + count) {
      const offset = Math.floor((number - first) / chunkSize) * chunkSize
      return { chunk: { month: name, offset }, first: first + offset }
    }
    first += count
  }
  return null
}

/** All chunks that hold frames from one number up to another. */
export function chunksBetween(
  months: Months,
  from: number,
  to: number,
): readonly { chunk: Chunk; first: number }[] {
  const chunks: { chunk: Chunk; first: number }[] = []
  let first = 0
  for (const { name, count } of months) {
    const low = Math.max(0, Math.floor((from - first) / chunkSize) * chunkSize)
    for (let offset = low; offset < count && first + offset < to; offset += chunkSize) {
      chunks.push({ chunk: { month: name, offset }, first: first + offset })
    }
    first += count
  }
  return chunks
}

/** The number of a chunk's first frame; null where there is no such chunk (any more). */
export function firstOf(months: Months, { month, offset }: Chunk): number | null {
  let first = 0
  for (const { name, count } of months) {
    if (name === month) return offset < count ? first + offset : null
    first += count
  }
  return null
}

/**
 * The chunks in which frames of some chunks may be found after the wall has changed: where they were, and where they
 * are when as many came or went above them as the month has grown or shrunk.
 */
export function movedChunks(
  before: Months,
  after: Months,
  chunks: readonly Chunk[],
): readonly Chunk[] {
  const moved = new Map<string, Chunk>()
  const countIn = (months: Months, month: string) =>
    months.find(({ name }) => name === month)?.count ?? 0
  for (const { month, offset } of chunks) {
    const count = countIn(after, month)
    const growth = count - countIn(before, month)
    for (const place of [offset, offset + growth, offset + growth + chunkSize - 1]) {
      const start = Math.floor(Math.max(0, place) / chunkSize) * chunkSize
      if (start < count) moved.set(`${month} ${start}`, { month, offset: start })
    }
  }
  return [...moved.values()]
}
