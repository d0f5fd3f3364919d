import { describe, expect, it } from 'vitest'
import type { ExportFile } from './export-files'
import { zipStream } from './export-zip'
import { withZip } from './testing/exchange'

/** Files that count how far they have been read, and whether they were closed. */
function counted(files: number, pieces: number) {
  const seen = { opened: 0, pieces: 0, closed: 0, isOver: false }
  async function* bytes(): AsyncGenerator<Uint8Array> {
    seen.opened += 1
    try {
      for (let n = 0; n < pieces; n += 1) {
        seen.pieces += 1
        yield new Uint8Array(65_536)
      }
    } finally {
      seen.closed += 1
    }
  }
  async function* all(): AsyncGenerator<ExportFile> {
    try {
      for (let n = 0; n < files; n += 1) yield { name: `f${n}`, at: 0, bytes: bytes() }
    } finally {
      seen.isOver = true
    }
  }
  return { seen, files: all() }
}

async function whole(stream: ReadableStream<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for await (const piece of stream) pieces.push(piece)
  return Buffer.concat(pieces)
}

describe('a ZIP that is made while it is read', () => {
  it('is nothing before its first read', async () => {
    const { seen, files } = counted(3, 3)
    const stream = zipStream(files)
    await new Promise((resolve) => setImmediate(resolve))
    expect(seen).toEqual({ opened: 0, pieces: 0, closed: 0, isOver: false })
    await stream.cancel()
  })

  it('reads no further than somebody takes it, and one file at a time', async () => {
    const { seen, files } = counted(100, 100)
    const reader = zipStream(files).getReader()
    for (let n = 0; n < 10; n += 1) await reader.read()
    for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve))
    expect(seen.opened).toBe(1)
    expect(seen.pieces).toBeLessThan(20)
    await reader.cancel()
  })

  it('closes everything when its reader goes away in the middle', async () => {
    const { seen, files } = counted(100, 100)
    const reader = zipStream(files).getReader()
    for (let n = 0; n < 200; n += 1) await reader.read()
    await reader.cancel()
    expect(seen.opened).toBeGreaterThan(1)
    expect(seen.closed).toBe(seen.opened)
    expect(seen.isOver).toBe(true)
    const { pieces } = seen
    for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve))
    expect(seen.pieces).toBe(pieces)
  })

  it('fails where a file fails, and closes what is open', async () => {
    async function* files(): AsyncGenerator<ExportFile> {
      yield* counted(1, 1).files
      yield { name: 'broken', at: 0, bytes: broken() }
    }
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield new Uint8Array(10)
      throw new Error('the disk')
    }
    await expect(whole(zipStream(files()))).rejects.toThrow('the disk')
  })

  it('counts beyond 65,535 files', async () => {
    async function* files(): AsyncGenerator<ExportFile> {
      async function* bytes() {
        yield Buffer.from('x')
      }
      for (let n = 0; n < 66_000; n += 1) yield { name: `${n}`, at: 0, bytes: bytes() }
    }
    await withZip(await whole(zipStream(files())), async (zip) => {
      expect(zip.sizeOf('65999')).toBe(1)
    })
  }, 120_000)
})
