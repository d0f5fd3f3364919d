import 'server-only'
/** What every store promises, told once and run against each. */
import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { blobPath } from '../blob-path'
import type { BlobFile, Blobs } from '../blobs'

export type StoreUnderTest = {
  blobs: Blobs
  /** The same store, opened once more. */
  reopen(): Promise<Blobs>
  /** What lies in it, behind the back of `blobs`: paths as blob-path.ts lays them out, and whatever else there is. */
  paths(): Promise<readonly string[]>
  /** Writes behind its back: damages a file, or plants a foreign one. */
  plant(path: string, bytes: Uint8Array): Promise<void>
  close(): Promise<void>
}

const bytesOf = (text: string) => new TextEncoder().encode(text)
const textOf = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString()

async function* inPieces(text: string, fault?: Error): AsyncGenerator<Uint8Array> {
  for (const letter of text) yield bytesOf(letter)
  if (fault) throw fault
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = []
  for await (const item of items) found.push(item)
  return found
}

export function describeStore(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(`blobs ${name}`, () => tellPromises(open))
}

function tellPromises(open: () => Promise<StoreUnderTest>): void {
  let store: StoreUnderTest
  let blobs: Blobs
  beforeEach(async () => {
    store = await open()
    blobs = store.blobs
  })
  afterEach(() => store.close())

  describe('a blob', () => {
    test('is kept under the SHA-256 of its bytes, in folders of two levels', async () => {
      const stored = await blobs.put(bytesOf('fox'))
      const sha256 = createHash('sha256').update('fox').digest('hex')
      expect(stored).toEqual({ sha256, sizeBytes: 3 })
      expect(await store.paths()).toEqual([`${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`])
      expect(textOf(await blobs.get(sha256))).toBe('fox')
      expect(await blobs.stat(sha256)).toEqual({ sizeBytes: 3 })
    })

    test('is stored once however often and at once it is put', async () => {
      const stored = await Promise.all(Array.from({ length: 20 }, () => blobs.put(bytesOf('fox'))))
      expect(new Set(stored.map(({ sha256 }) => sha256)).size).toBe(1)
      expect(await store.paths()).toHaveLength(1)
    })

    test('that was never put is undefined', async () => {
      const missing = 'a'.repeat(64)
      expect(await blobs.get(missing)).toBeUndefined()
      expect(await blobs.stat(missing)).toBeUndefined()
      expect(await blobs.getDerived(missing, '512.webp')).toBeUndefined()
      await blobs.remove(missing)
    })

    test('may be empty', async () => {
      const { sha256 } = await blobs.put(new Uint8Array())
      expect(await blobs.get(sha256, { verify: true })).toHaveLength(0)
      expect(await blobs.stat(sha256)).toEqual({ sizeBytes: 0 })
    })

    test('survives reopening the store', async () => {
      const { sha256 } = await blobs.put(bytesOf('fox'))
      expect(await (await store.reopen()).get(sha256)).toBeDefined()
    })

    test.each(['../../etc/passwd', 'A'.repeat(64), 'a'.repeat(63)])(
      'is never called %j',
      async (wrong) => {
        await expect((async () => blobs.get(wrong))()).rejects.toThrow('not the name')
      },
    )
  })

  describe('derived files', () => {
    test('lie beside their original and go with it', async () => {
      const one = await blobs.put(bytesOf('one'))
      const two = await blobs.put(bytesOf('two'))
      await blobs.putDerived(one.sha256, '512.webp', bytesOf('small'))
      await blobs.putDerived(one.sha256, '512.webp', bytesOf('smaller'))
      expect(textOf(await blobs.getDerived(one.sha256, '512.webp'))).toBe('smaller')
      const both = [one.sha256, two.sha256].toSorted()
      expect((await all(blobs.list())).toSorted()).toEqual(both)
      await blobs.remove(one.sha256)
      expect(await blobs.getDerived(one.sha256, '512.webp')).toBeUndefined()
      expect(await all(blobs.list())).toEqual([two.sha256])
    })

    test('are listed with their originals, each with its size and age', async () => {
      const before = Date.now()
      const { sha256 } = await blobs.put(bytesOf('one'))
      await blobs.putDerived(sha256, '512.webp', bytesOf('small'))
      const found = (await all(blobs.files())).toSorted((a, b) => a.sizeBytes - b.sizeBytes)
      expect(found).toEqual<BlobFile[]>([
        { sha256, derived: null, sizeBytes: 3, modifiedAt: expect.any(Number) as number },
        { sha256, derived: '512.webp', sizeBytes: 5, modifiedAt: expect.any(Number) as number },
      ])
      // S3 tells whole seconds.
      for (const { modifiedAt } of found) {
        expect(modifiedAt).toBeGreaterThan(before - 2000)
        expect(modifiedAt).toBeLessThan(Date.now() + 2000)
      }
    })

    test.each(['../x', 'a/b', '', '.tmp', 'A'])('are never called %j', async (wrong) => {
      const { sha256 } = await blobs.put(bytesOf('one'))
      await expect((async () => blobs.putDerived(sha256, wrong, bytesOf('x')))()).rejects.toThrow(
        'derived',
      )
    })
  })

  describe('damage', () => {
    test('is noticed on a verified read and healed by the next put', async () => {
      const { sha256 } = await blobs.put(bytesOf('a red fox'))
      for (const wrong of ['a re', 'a red cat', 'a red fox!']) {
        await store.plant(blobPath(sha256), bytesOf(wrong))
        await expect(blobs.get(sha256, { verify: true })).rejects.toThrow('does not match')
        await blobs.put(bytesOf('a red fox'))
        expect(textOf(await blobs.get(sha256, { verify: true }))).toBe('a red fox')
      }
    })

    test('is mended by a stream of the same bytes', async () => {
      const { sha256 } = await blobs.put(bytesOf('a film'))
      await store.plant(blobPath(sha256), bytesOf('a '))
      await blobs.putStream(inPieces('a film'))
      expect(textOf(await blobs.get(sha256, { verify: true }))).toBe('a film')
    })

    test('foreign files are left out', async () => {
      const name = 'a'.repeat(64)
      for (const path of ['ab/cd/README', 'notes.txt', `aa/aa/${name}.`, `aa/aa/${name}x`]) {
        await store.plant(path, bytesOf('hello'))
      }
      expect(await all(blobs.list())).toEqual([])
      expect(await all(blobs.files())).toEqual([])
    })
  })

  describe('a stream', () => {
    test('becomes the same blob as its bytes put at once, and leaves nothing else', async () => {
      const stored = await blobs.putStream(inPieces('a film'))
      expect(stored).toEqual(await blobs.put(bytesOf('a film')))
      expect(await blobs.get(stored.sha256, { verify: true })).toBeDefined()
      expect(await store.paths()).toEqual([blobPath(stored.sha256)])
    })

    test('that breaks off leaves nothing', async () => {
      const broken = blobs.putStream(inPieces('half', new Error('reset')))
      await expect(broken).rejects.toThrow('reset')
      expect(await store.paths()).toEqual([])
      expect(await blobs.sweep(Date.now(), 0)).toBe(0)
    })

    test('may be empty', async () => {
      const { sha256 } = await blobs.putStream(inPieces(''))
      expect(await blobs.stat(sha256)).toEqual({ sizeBytes: 0 })
    })

    test('is read by range, across pieces and no further', async () => {
      const bytes = Buffer.alloc(700_000, 'film').fill(7, 300_000)
      const { sha256 } = await blobs.put(bytes)
      const read = async (first: number, last: number) =>
        Buffer.from(await new Response(blobs.stream(sha256, { first, last })).arrayBuffer())
      expect((await read(0, bytes.length - 1)).equals(bytes)).toBe(true)
      const middle = bytes.subarray(299_990, 600_001)
      expect((await read(299_990, 600_000)).equals(middle)).toBe(true)
      expect(await read(5, 5)).toEqual(bytes.subarray(5, 6))
    })

    test('that is not there, or shorter than told, is an error and no end', async () => {
      const { sha256 } = await blobs.put(bytesOf('fox'))
      const read = (of: string, first: number, last: number) =>
        new Response(blobs.stream(of, { first, last })).arrayBuffer()
      await expect(read(sha256, 0, 9)).rejects.toMatchObject({ kind: 'internal' })
      await expect(read(sha256, 5, 9)).rejects.toMatchObject({ kind: 'internal' })
      await expect(read('a'.repeat(64), 0, 9)).rejects.toMatchObject({ kind: 'not-found' })
    })

    test('may be left before its end', async () => {
      const { sha256 } = await blobs.put(Buffer.alloc(700_000, 'film'))
      const reader = blobs.stream(sha256, { first: 0, last: 699_999 }).getReader()
      expect((await reader.read()).value?.length).toBeGreaterThan(0)
      await reader.cancel()
      expect(await blobs.stat(sha256)).toEqual({ sizeBytes: 700_000 })
    })
  })
}
