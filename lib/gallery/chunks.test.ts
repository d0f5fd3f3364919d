import { describe, expect, it } from 'vitest'
import { chunkOf, chunksBetween, firstOf, movedChunks } from './chunks'

const month = (name: string, count: number) => ({ name, count, shapes: 'x'.repeat(count) })
const months = [month('2026-11', 130), month('2026-10', 40), month('2026-09', 371)]

describe('chunks', () => {
  it('begin anew with each month', () => {
    expect(chunkOf(months, 0)).toEqual({ chunk: { month: '2026-11', offset: 0 }, first: 0 })
    expect(chunkOf(months, 129)).toEqual({ chunk: { month: '2026-11', offset: 100 }, first: 100 })
    expect(chunkOf(months, 130)).toEqual({ chunk: { month: '2026-10', offset: 0 }, first: 130 })
    expect(chunkOf(months, 540)).toEqual({ chunk: { month: '2026-09', offset: 300 }, first: 470 })
    expect(chunkOf(months, 541)).toBeNull()
  })

  it('of a range are those of its frames and no others', () => {
    for (const [from, to] of [
      [0, 541],
      [99, 100],
      [100, 131],
      [120, 300],
      [470, 541],
    ] as const) {
      const wanted = new Set<string>()
      for (let n = from; n < to; n++) wanted.add(JSON.stringify(chunkOf(months, n)))
      expect(chunksBetween(months, from, to).map((one) => JSON.stringify(one))).toEqual([...wanted])
    }
  })

  it('know where they begin', () => {
    for (const { chunk, first } of chunksBetween(months, 0, 541)) {
      expect(firstOf(months, chunk)).toBe(first)
    }
    expect(firstOf(months, { month: '2026-10', offset: 100 })).toBeNull()
    expect(firstOf(months, { month: '2025-01', offset: 0 })).toBeNull()
  })
})

describe('after a change', () => {
  it('frames are looked for where new ones on top have moved them', () => {
    const after = [month('2026-11', 134), months[1]!, months[2]!]
    expect(
      movedChunks(months, after, [
        { month: '2026-11', offset: 0 },
        { month: '2026-10', offset: 0 },
      ]),
    ).toEqual([
      { month: '2026-11', offset: 0 },
      { month: '2026-11', offset: 100 },
      { month: '2026-10', offset: 0 },
    ])
  })

  it('and not in months that are gone', () => {
    expect(movedChunks(months, [months[2]!], [{ month: '2026-11', offset: 100 }])).toEqual([])
  })
})
