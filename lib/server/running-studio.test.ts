import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parseEnv } from './env'
import { startStudio, studio } from './running-studio'

test('one studio a process: unavailable before its start, the same one for every caller, gone after', async () => {
  expect(() => studio()).toThrow(expect.objectContaining({ kind: 'unavailable' }))
  const folder = await mkdtemp(join(tmpdir(), 'safelight-running-'))
  const env = parseEnv({ SAFELIGHT_DATA: folder })
  const [first, second] = await Promise.all([startStudio(env), startStudio(env)])
  expect(second).toBe(first)
  expect(studio()).toBe(first)
  expect(studio().connected()[0]).toMatchObject({ id: 'demo', isDemo: true, reachable: true })
  await first.close()
  expect(() => studio()).toThrow(expect.objectContaining({ kind: 'unavailable' }))
  await rm(folder, { recursive: true })
})
