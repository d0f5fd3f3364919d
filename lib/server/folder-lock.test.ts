import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lockFolder } from './folder-lock'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'safelight-lock-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('a held folder turns the second away with the pid of the first, until it lets go', async () => {
  const first = await lockFolder(folder)
  await expect(lockFolder(folder)).rejects.toMatchObject({
    kind: 'unavailable',
    message: expect.stringContaining(`process ${process.pid}`),
  })
  first.release()
  const second = await lockFolder(folder)
  second.release()
})

test('a note left by a dead process holds nobody up', async () => {
  await writeFile(join(folder, 'studio.lock.json'), '{"pid":1,"since":"2020-01-01T00:00:00.000Z"}')
  const lock = await lockFolder(folder)
  lock.release()
})

test('a folder is made where there is none', async () => {
  const lock = await lockFolder(join(folder, 'new', 'deeper'))
  lock.release()
})

test('a place where no folder can be is told in one sentence', async () => {
  await writeFile(join(folder, 'file'), '')
  await expect(lockFolder(join(folder, 'file', 'data'))).rejects.toMatchObject({
    kind: 'unavailable',
    message: expect.stringMatching(/cannot be written: set SAFELIGHT_DATA/),
  })
})
