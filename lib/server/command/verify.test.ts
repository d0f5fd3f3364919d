import { rename, rm, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { blobPath } from '@/lib/storage/blob-path'
import {
  type ArchiveUnderTest,
  archiveUnderTest,
  colored,
  type Kept,
  keepOneOfEach,
  untilArchive,
} from '../testing/archive-under-test'
import { type Ended, run } from '../testing/run-command'
import { viewer } from '../testing/studio-under-test'

describe('npm run verify, beside a studio at work', () => {
  let archive: ArchiveUnderTest
  let kept: Kept
  beforeEach(async () => {
    archive = await archiveUnderTest('disk')
    kept = await keepOneOfEach(archive.under)
  })
  afterEach(() => archive.close())

  const verify = (...args: string[]): Promise<Ended> =>
    run('verify', args, { SAFELIGHT_DATA: archive.under.folder })
  const pictureOf = async (taskId: string) => {
    const table = archive.under.studio.db.selectFrom('picture').selectAll()
    return (await table.where('task_id', '=', taskId).executeTakeFirstOrThrow()).sha256
  }

  test('says that all is well, and leaves that for the page to tell', async () => {
    const { code, out, err } = await verify()
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(/^Read 8 files that the studio knows of, [\d.]+ kB, in \d+ s\.\n/)
    expect(out).toContain('All of them are what they should be.')
    const proofs = await archive.under.studio.db.selectFrom('proof').selectAll().execute()
    expect(proofs).toHaveLength(8)
    expect(proofs.every(({ verified_at, finding }) => verified_at > 0 && finding === '')).toBe(true)
  }, 60_000)

  test('names what is wrong, and ends with 1 until it is mended', async () => {
    const parent = await pictureOf(kept.parent)
    await archive.store.delete(blobPath(parent))
    await archive.store.delete(blobPath(kept.reference, '1024.webp'))
    const found = await verify()
    expect(found.code).toBe(1)
    expect(found.out).toContain(`missing   ${parent}  picture of ${kept.parent}\n`)
    expect(found.out).toContain(`no sizes  ${kept.reference}  a picture that was brought along\n`)
    expect(found.out).toContain('npm run verify -- --heal')
    const healed = await verify('--heal', '--json')
    expect(healed.code).toBe(1)
    expect(JSON.parse(healed.out)).toMatchObject({
      ok: false,
      named: 8,
      findings: [
        { kind: 'missing', sha256: parent, outcome: { type: 'queued' } },
        { kind: 'underived', sha256: kept.reference, outcome: { type: 'mended' } },
      ],
    })
    await archive.under.restart()
    await untilArchive(archive.under, kept.parent, 'kept')
    expect(await verify()).toMatchObject({ code: 0, err: '' })
  }, 60_000)

  test('heals nothing where the whole store seems to be away', async () => {
    const { studio, folder } = archive.under
    for (let red = 0; red < 12; red += 1) {
      await studio.references.keep(viewer, await colored(red * 7 + 1))
    }
    const blobs = join(folder, 'blobs')
    await rename(blobs, `${blobs}-unmounted`)
    const refused = await verify('--heal')
    expect(refused).toMatchObject({ code: 69, out: '' })
    expect(refused.err).toContain('Most of 20 files are missing. Is the disk mounted')
    expect((await archive.under.task(kept.parent)).state).toMatchObject({ archive: 'kept' })
    await rm(blobs, { recursive: true })
    await rename(`${blobs}-unmounted`, blobs)
    expect(await verify('--heal')).toMatchObject({ code: 0, err: '' })
  }, 60_000)

  test('deletes orphans when asked, and only while the studio is stopped', async () => {
    const stray = blobPath('ab'.repeat(32))
    await archive.store.plant(stray, Buffer.from('stray'))
    const old = new Date(Date.now() - 2 * 24 * 3_600_000)
    await utimes(join(archive.under.folder, 'blobs', stray), old, old)
    const told = await verify()
    expect(told.code).toBe(0)
    expect(told.out).toMatch(/^orphaned {2}(ab){32} {2}1 file, 5 bytes, since \d{4}-/m)
    expect(await archive.store.paths()).toContain(stray)
    const refused = await verify('--delete-orphans')
    expect(refused).toMatchObject({ code: 69, out: '' })
    expect(refused.err).toContain('in use by another studio')
    expect(await archive.store.paths()).toContain(stray)

    await archive.under.studio.close()
    const before = await archive.store.paths()
    const deleted = await verify('--delete-orphans')
    expect(deleted.code).toBe(0)
    expect(deleted.out).toContain('-> deleted')
    expect(await archive.store.paths()).toEqual(before.filter((path) => path !== stray))
    await archive.under.restart()
  }, 60_000)
})

test('npm run verify without a studio, or with arguments it does not know, says what to do', async () => {
  const nowhere = join(tmpdir(), `safelight-nowhere-${process.pid}`)
  const none = await run('verify', [], { SAFELIGHT_DATA: nowhere })
  expect(none).toMatchObject({ code: 69, out: '' })
  expect(none.err).toContain(`There is no studio in ${nowhere} yet`)
  const wrong = await run('verify', ['--everything'], { SAFELIGHT_DATA: nowhere })
  expect(wrong.code).toBe(64)
  expect(wrong.err).toContain('npm run verify -- --heal')
  const misset = await run('verify', [], { S3_BUCKET: 'pictures' })
  expect(misset.code).toBe(78)
  expect(misset.err).toBe(
    'S3_BUCKET needs S3_ACCESS_KEY_ID.\nS3_BUCKET needs S3_SECRET_ACCESS_KEY.\n',
  )
}, 60_000)
