import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, rm, truncate, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openDiskBlobs, type DiskBlobs } from './disk'

let folder: string
let blobs: DiskBlobs

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'safelight-blobs-'))
  blobs = await openDiskBlobs(folder)
})

afterEach(() => rm(folder, { recursive: true, force: true }))

const bytesOf = (text: string) => new TextEncoder().encode(text)
const pathOf = (sha256: string) => join(folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256)
const allNames = async () => {
  const names: string[] = []
  for await (const name of blobs.list()) names.push(name)
  return names.toSorted()
}

describe('a blob', () => {
  test('is kept under the SHA-256 of its bytes, in folders of two levels', async () => {
    const stored = await blobs.put(bytesOf('fox'))
    const sha256 = createHash('sha256').update('fox').digest('hex')
    expect(stored).toEqual({ sha256, sizeBytes: 3 })
    expect(await readdir(dirname(pathOf(sha256)))).toEqual([sha256])
    expect(Buffer.from((await blobs.get(sha256)) ?? []).toString()).toBe('fox')
    expect(await blobs.stat(sha256)).toEqual({ sizeBytes: 3 })
  })

  test('is stored once however often and at once it is put', async () => {
    const stored = await Promise.all(Array.from({ length: 20 }, () => blobs.put(bytesOf('fox'))))
    expect(new Set(stored.map(({ sha256 }) => sha256)).size).toBe(1)
    expect(await readdir(dirname(pathOf(stored[0]?.sha256 ?? '')))).toHaveLength(1)
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
  })

  test('survives reopening the folder', async () => {
    const { sha256 } = await blobs.put(bytesOf('fox'))
    expect(await (await openDiskBlobs(folder)).get(sha256)).toBeDefined()
  })
})

describe('derived files', () => {
  test('lie beside their original and go with it', async () => {
    const one = await blobs.put(bytesOf('one'))
    const two = await blobs.put(bytesOf('two'))
    await blobs.putDerived(one.sha256, '512.webp', bytesOf('small'))
    await blobs.putDerived(one.sha256, '512.webp', bytesOf('smaller'))
    expect(Buffer.from((await blobs.getDerived(one.sha256, '512.webp')) ?? []).toString()).toBe(
      'smaller',
    )
    expect(await allNames()).toEqual([one.sha256, two.sha256].toSorted())
    await blobs.remove(one.sha256)
    expect(await blobs.getDerived(one.sha256, '512.webp')).toBeUndefined()
    expect(await allNames()).toEqual([two.sha256])
  })

  test.each(['../x', 'a/b', '', '.tmp', 'A'])('are never called %j', async (name) => {
    const { sha256 } = await blobs.put(bytesOf('one'))
    await expect((async () => blobs.putDerived(sha256, name, bytesOf('x')))()).rejects.toThrow(
      'derived',
    )
  })
})

describe('damage', () => {
  test('a truncated file is noticed on a verified read and healed by the next put', async () => {
    const { sha256 } = await blobs.put(bytesOf('a red fox'))
    await truncate(pathOf(sha256), 4)
    await expect(blobs.get(sha256, { verify: true })).rejects.toThrow('does not match')
    await blobs.put(bytesOf('a red fox'))
    expect(await blobs.get(sha256, { verify: true })).toHaveLength(9)
  })

  test('a planted file of the right length is noticed and healed like any other', async () => {
    const { sha256 } = await blobs.put(bytesOf('fox'))
    await writeFile(pathOf(sha256), 'cat')
    await expect(blobs.get(sha256, { verify: true })).rejects.toThrow('does not match')
    await blobs.put(bytesOf('fox'))
    expect(await blobs.get(sha256, { verify: true })).toHaveLength(3)
  })

  test('what a crash left is invisible, and swept when it is old', async () => {
    const { sha256 } = await blobs.put(bytesOf('fox'))
    const left = join(dirname(pathOf(sha256)), '.tmp-0011223344556677')
    const fresh = join(dirname(pathOf(sha256)), '.tmp-8899aabbccddeeff')
    await writeFile(left, 'fo')
    await writeFile(fresh, 'f')
    const now = Date.now()
    await utimes(left, new Date(now - 7_200_000), new Date(now - 7_200_000))
    expect(await allNames()).toEqual([sha256])
    expect(await blobs.sweep(now)).toBe(1)
    expect((await readdir(dirname(left))).toSorted()).toEqual(['.tmp-8899aabbccddeeff', sha256])
  })

  test('foreign files in the folder are left out', async () => {
    await mkdir(join(folder, 'ab', 'cd'), { recursive: true })
    await writeFile(join(folder, 'ab', 'cd', 'README'), '')
    await writeFile(join(folder, 'notes.txt'), '')
    expect(await allNames()).toEqual([])
  })

  test('a failed write leaves nothing behind', async () => {
    const { sha256 } = await blobs.put(bytesOf('fox'))
    await rm(pathOf(sha256))
    await mkdir(join(pathOf(sha256), 'in-the-way'), { recursive: true })
    await expect(blobs.put(bytesOf('fox'))).rejects.toThrow()
    expect(await readdir(dirname(pathOf(sha256)))).toEqual([sha256])
  })

  test.each(['../../etc/passwd', 'A'.repeat(64), 'a'.repeat(63)])(
    '%j names no blob',
    async (name) => {
      await expect(blobs.get(name)).rejects.toThrow('not the name')
    },
  )
})

describe('a stream', () => {
  async function* inPieces(text: string, fault?: Error): AsyncGenerator<Uint8Array> {
    for (const letter of text) yield bytesOf(letter)
    if (fault) throw fault
  }

  test('becomes the same blob as its bytes put at once', async () => {
    const stored = await blobs.putStream(inPieces('a film'))
    expect(stored).toEqual(await blobs.put(bytesOf('a film')))
    expect(await blobs.get(stored.sha256, { verify: true })).toBeDefined()
    expect(await readdir(folder)).toEqual([stored.sha256.slice(0, 2)])
  })

  test('that breaks off leaves nothing', async () => {
    const broken = blobs.putStream(inPieces('half', new Error('reset')))
    await expect(broken).rejects.toThrow('reset')
    expect(await readdir(folder)).toEqual([])
  })

  test('that a killed process left behind is swept', async () => {
    const leftover = join(folder, '.tmp-0011223344556677')
    await writeFile(leftover, 'half')
    await utimes(leftover, new Date(0), new Date(0))
    expect(await blobs.sweep(Date.now())).toBe(1)
    expect(await readdir(folder)).toEqual([])
  })

  test('mends a blob that has rotted', async () => {
    const { sha256 } = await blobs.put(bytesOf('a film'))
    await truncate(pathOf(sha256), 2)
    await blobs.putStream(inPieces('a film'))
    expect(await blobs.get(sha256, { verify: true })).toBeDefined()
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
    const read = (name: string, last: number) =>
      new Response(blobs.stream(name, { first: 0, last })).arrayBuffer()
    await expect(read(sha256, 9)).rejects.toMatchObject({ kind: 'internal' })
    await expect(read('a'.repeat(64), 9)).rejects.toMatchObject({ code: 'ENOENT' })
  })
})
