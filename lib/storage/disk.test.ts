import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { blobPath } from './blob-path'
import type { Blobs } from './blobs'
import { openDiskBlobs } from './disk'
import { describeStore } from './testing/blobs-suite'

const newFolder = () => mkdtemp(join(tmpdir(), 'safelight-blobs-'))

describeStore('on disk', async () => {
  const folder = await newFolder()
  return {
    blobs: await openDiskBlobs(folder),
    reopen: () => openDiskBlobs(folder),
    async paths() {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true })
      return entries
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    },
    async plant(path, bytes) {
      await mkdir(dirname(join(folder, path)), { recursive: true })
      await writeFile(join(folder, path), bytes)
    },
    close: () => rm(folder, { recursive: true, force: true }),
  }
})

describe('a folder', () => {
  let folder: string
  let blobs: Blobs
  beforeEach(async () => {
    folder = await newFolder()
    blobs = await openDiskBlobs(folder)
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  const fox = Buffer.from('fox')
  const pathOf = (sha256: string) => join(folder, blobPath(sha256))

  test('hides what a crash left, and sweeps it when it is old', async () => {
    const { sha256 } = await blobs.put(fox)
    const left = join(dirname(pathOf(sha256)), '.tmp-0011223344556677')
    const fresh = join(dirname(pathOf(sha256)), '.tmp-8899aabbccddeeff')
    await writeFile(left, 'fo')
    await writeFile(fresh, 'f')
    const now = Date.now()
    await utimes(left, new Date(now - 7_200_000), new Date(now - 7_200_000))
    const names: string[] = []
    for await (const name of blobs.list()) names.push(name)
    expect(names).toEqual([sha256])
    expect(await blobs.sweep(now)).toBe(1)
    expect((await readdir(dirname(left))).toSorted()).toEqual(['.tmp-8899aabbccddeeff', sha256])
  })

  test('loses what a killed stream left behind to the sweep', async () => {
    const leftover = join(folder, '.tmp-0011223344556677')
    await writeFile(leftover, 'half')
    await utimes(leftover, new Date(0), new Date(0))
    expect(await blobs.sweep(Date.now())).toBe(1)
    expect(await readdir(folder)).toEqual([])
  })

  test('keeps nothing of a failed write', async () => {
    const { sha256 } = await blobs.put(fox)
    await rm(pathOf(sha256))
    await mkdir(join(pathOf(sha256), 'in-the-way'), { recursive: true })
    await expect(blobs.put(fox)).rejects.toThrow()
    expect(await readdir(dirname(pathOf(sha256)))).toEqual([sha256])
  })
})
