import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { blobPath } from '@/lib/storage/blob-path'
import { archiveUnderTest, keepOneOfEach } from '../testing/archive-under-test'
import { run } from '../testing/run-command'

test('a studio at work is backed up, brought back elsewhere and proved there', async () => {
  const archive = await archiveUnderTest('disk')
  const folder = await mkdtemp(join(tmpdir(), 'safelight-backup-'))
  const here = { SAFELIGHT_DATA: archive.under.folder }
  const there = { SAFELIGHT_DATA: join(folder, 'home') }
  const backup = join(folder, 'backup')
  try {
    const kept = await keepOneOfEach(archive.under)
    const made = await run('backup', [backup], here)
    expect(made).toMatchObject({ code: 0, err: '' })
    expect(made.out).toMatch(/^0 files copied, \d+ linked, 0 there already: /)
    const restored = await run('restore', [backup], there)
    expect(restored).toMatchObject({ code: 0, err: '' })
    expect(restored.out).toContain('enter the keys of your gateways again')
    expect(await run('verify', [], there)).toMatchObject({ code: 0, err: '' })
    const again = await run('restore', [backup], there)
    expect(again).toMatchObject({ code: 69, out: '' })
    expect(again.err).toContain('is not empty, and nothing in it is overwritten')

    await archive.store.delete(blobPath(kept.reference))
    await rm(join(backup, 'blobs', blobPath(kept.reference)))
    const short = await run('backup', [backup], here)
    expect(short.code).toBe(1)
    expect(short.err).toContain(`missing   ${kept.reference}`)
  } finally {
    await archive.close()
    await rm(folder, { recursive: true })
  }
}, 120_000)

test('a backup wants a place of its own, and something to copy', async () => {
  const data = { SAFELIGHT_DATA: join(tmpdir(), `safelight-nowhere-${process.pid}`) }
  const none = await run('backup', ['/tmp/anywhere'], data)
  expect(none.code).toBe(69)
  expect(none.err).toContain('There is no database in')
  expect(await run('backup', [], data)).toMatchObject({ code: 64, out: '' })
  expect(await run('restore', ['one', 'two'], data)).toMatchObject({ code: 64, out: '' })
  const archive = await archiveUnderTest('disk')
  try {
    const within = join(archive.under.folder, 'backup')
    const refused = await run('backup', [within], { SAFELIGHT_DATA: archive.under.folder })
    expect(refused.code).toBe(69)
    expect(refused.err).toContain('outside of the data folder')
  } finally {
    await archive.close()
  }
}, 120_000)
