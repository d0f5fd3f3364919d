import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openSqlite } from '@/lib/db/sqlite'
import { blobPath } from '@/lib/storage/blob-path'
import type { BlobUse } from './named-blobs'
import {
  type ArchiveUnderTest,
  archiveUnderTest,
  colored,
  type Kept,
  keepOneOfEach,
  mp4,
  untilArchive,
} from './testing/archive-under-test'
import { createBell } from './changes-bell'
import { type Finding, orphanGraceMs, verifyArchive } from './verify'
import { healArchive, looksUnmounted } from './verify-heal'
import { viewer } from './testing/studio-under-test'

const day = 24 * 3_600_000

describe.each(['disk', 's3'] as const)('an archive on %s', (where) => {
  let archive: ArchiveUnderTest
  let kept: Kept
  beforeEach(async () => {
    archive = await archiveUnderTest(where)
    kept = await keepOneOfEach(archive.under)
  })
  afterEach(() => archive.close())

  const parts = () => ({ db: archive.under.studio.db, blobs: archive.store.blobs })
  const look = (laterMs = 0) =>
    verifyArchive(parts(), { now: Date.now() + laterMs, graceMs: orphanGraceMs })
  const heal = async (findings: readonly Finding[]) => {
    const { clock } = archive.under
    const healed = await healArchive({ ...parts(), clock, bell: createBell(clock) }, findings)
    return healed.map(({ outcome }) => outcome)
  }
  const pictureOf = async (taskId: string) => {
    const table = parts().db.selectFrom('picture').selectAll().where('task_id', '=', taskId)
    return (await table.where('pasted_json', 'is', null).executeTakeFirstOrThrow()).sha256
  }
  const filmOf = async (taskId: string) => {
    const table = parts().db.selectFrom('video').selectAll().where('task_id', '=', taskId)
    return (await table.executeTakeFirstOrThrow()).sha256
  }
  const pastedOf = async () => {
    const table = parts().db.selectFrom('picture').selectAll()
    return (await table.where('pasted_json', 'is not', null).executeTakeFirstOrThrow()).sha256
  }
  const cutShort = async (path: string) =>
    archive.store.plant(path, (await archive.store.read(path)).subarray(0, -1))
  const flipOne = async (path: string) => {
    const bytes = Buffer.from(await archive.store.read(path))
    bytes[bytes.length - 20]! ^= 1
    await archive.store.plant(path, bytes)
  }
  /** As with a task that was brought from elsewhere: no gateway knows it. */
  const forgetGateway = async (id: string) => {
    const { db } = parts()
    const unknown = { gateway_task_id: null }
    await db.updateTable('attempt').set(unknown).where('task_id', '=', id).execute()
    await db
      .updateTable('task')
      .set({ ...unknown, image_url: null })
      .where('id', '=', id)
      .execute()
  }
  const stateOf = async (id: string) => (await archive.under.task(id)).state

  test('that is whole has nothing found about it, and every file of it was read', async () => {
    const read: string[] = []
    const report = await verifyArchive(parts(), {
      now: Date.now() + 30 * day,
      graceMs: orphanGraceMs,
      onRead: (sha256, verdict) => read.push(`${sha256} ${verdict}`),
    })
    expect(report.findings).toEqual([])
    // parent, result, pasted, still, film, reference, mask, its commands
    expect(report.named).toBe(8)
    const originals: string[] = []
    for await (const sha256 of archive.store.blobs.list()) originals.push(`${sha256} sound`)
    expect(read.toSorted()).toEqual(originals.toSorted())
    const paths = await archive.store.paths()
    const sizes = await Promise.all(
      paths.map(async (path) => (await archive.store.read(path)).length),
    )
    expect(report.counts).toEqual({
      files: paths.length,
      bytes: sizes.reduce((sum, size) => sum + size, 0),
      orphans: 0,
      orphanBytes: 0,
      missing: 0,
      underived: 0,
    })
  })

  test('has exactly what was done to it named', async () => {
    const [parent, result, film] = [
      await pictureOf(kept.parent),
      await pictureOf(kept.region),
      await filmOf(kept.film),
    ]
    await archive.store.delete(blobPath(parent))
    await cutShort(blobPath(result))
    await flipOne(blobPath(film))
    await archive.store.delete(blobPath(kept.reference, '256.webp'))
    const stray = 'ab'.repeat(32)
    await archive.store.plant(blobPath(stray), Buffer.from('stray'))
    await archive.store.plant(blobPath(stray, '256.webp'), Buffer.from('small'))
    const { findings, counts } = await look(2 * day)
    expect(findings.map(({ kind, sha256 }) => [kind, sha256])).toEqual([
      ['missing', parent],
      ...[result, film].toSorted().map((sha256) => ['damaged', sha256]),
      ['underived', kept.reference],
      ['orphaned', stray],
    ])
    const usesOf = (of: string): readonly BlobUse[] => {
      const found = findings.find(({ sha256 }) => sha256 === of)!
      return 'uses' in found ? found.uses : []
    }
    expect(usesOf(film)).toMatchObject([{ kind: 'film', taskId: kept.film }])
    expect(usesOf(kept.reference)).toEqual([{ kind: 'reference', ownerId: viewer.ownerId }])
    expect(findings.at(-1)).toMatchObject({ files: 2, sizeBytes: 10 })
    expect(findings.at(-2)).toMatchObject({ names: ['256.webp'] })
    expect(counts).toMatchObject({ missing: 1, underived: 1, orphans: 1, orphanBytes: 10 })
  })

  test('has a file without a row called litter only when it is a day old', async () => {
    await archive.store.plant(blobPath('ab'.repeat(32)), Buffer.from('on its way'))
    expect((await look()).findings).toEqual([])
    expect((await look(day + 1000)).findings).toMatchObject([{ kind: 'orphaned' }])
  })

  test('that was damaged is whole again after healing, and says so', async () => {
    const [parent, result, film, pasted] = [
      await pictureOf(kept.parent),
      await pictureOf(kept.region),
      await filmOf(kept.film),
      await pastedOf(),
    ]
    await archive.store.delete(blobPath(pasted))
    await archive.store.delete(blobPath(pasted, '1024.webp'))
    await archive.store.delete(blobPath(kept.reference, '256.webp'))
    const { findings } = await look()
    expect(await heal(findings)).toEqual([
      { type: 'mended', how: 'made again' },
      { type: 'mended', how: 'made again' },
    ])
    expect((await look()).findings).toEqual([])

    await archive.store.delete(blobPath(parent))
    await cutShort(blobPath(result))
    await flipOne(blobPath(film))
    const { seq } = await archive.under.studio.changes(viewer, 0, { holdMs: 0 })
    expect(await heal((await look()).findings)).toEqual([
      { type: 'queued' },
      { type: 'queued' },
      { type: 'queued' },
    ])
    const told = await archive.under.studio.changes(viewer, seq, { holdMs: 0 })
    expect(told.tasks.map(({ id }) => id).toSorted()).toEqual(
      [kept.parent, kept.region, kept.film].toSorted(),
    )
    await archive.under.restart()
    for (const id of [kept.parent, kept.region, kept.film]) {
      await untilArchive(archive.under, id, 'kept')
    }
    expect((await look()).findings).toEqual([])
    const bytes = await archive.store.blobs.get(film, { verify: true })
    expect(Buffer.from(bytes!).equals(mp4)).toBe(true)
  })

  test('has what nobody can bring back marked as gone, once, with the reason', async () => {
    const parent = await pictureOf(kept.parent)
    await forgetGateway(kept.parent)
    await archive.store.delete(blobPath(parent))
    await archive.store.delete(blobPath(kept.reference))
    const reasons = {
      [parent]: 'the file is missing, and the gateway has no address for it',
      [kept.reference]: 'the file is missing; add the picture again to use it',
    }
    const found = (await look()).findings
    expect(await heal(found)).toEqual(
      found.map(({ sha256 }) => ({ type: 'gone', reason: reasons[sha256] })),
    )
    const gone = { name: 'done', archive: 'gone', detail: reasons[parent] }
    expect(await stateOf(kept.parent)).toEqual(gone)
    const after = (await look()).findings
    expect(after.map(({ kind }) => kind)).toEqual(['gone', 'gone'])
    expect(await heal(after)).toEqual([])
    expect(await stateOf(kept.parent)).toEqual(gone)
  })

  test('takes the same bytes from another store, and is kept again', async () => {
    const parent = await pictureOf(kept.parent)
    await archive.store.delete(blobPath(parent))
    await forgetGateway(kept.parent)
    await heal((await look()).findings)
    const backup = await archiveUnderTest('disk')
    try {
      await backup.store.blobs.put(await colored(10))
      const { clock } = archive.under
      const healed = await healArchive(
        { ...parts(), clock, bell: createBell(clock) },
        (await look()).findings,
        [backup.store.blobs],
      )
      expect(healed.map(({ outcome }) => outcome)).toEqual([{ type: 'mended', how: 'copied' }])
    } finally {
      await backup.close()
    }
    expect(await stateOf(kept.parent)).toMatchObject({ archive: 'kept' })
    expect((await look()).findings).toEqual([])
  })
})

test('a store of which most is missing is taken for one that is not mounted', () => {
  const missing = (count: number): Finding[] =>
    Array.from({ length: count }, (_, n) => ({ kind: 'missing', sha256: `${n}`, uses: [] }))
  expect(looksUnmounted({ named: 12, findings: missing(10) })).toBe(false)
  expect(looksUnmounted({ named: 12, findings: missing(11) })).toBe(true)
  expect(looksUnmounted({ named: 500, findings: missing(250) })).toBe(false)
  expect(looksUnmounted({ named: 500, findings: missing(251) })).toBe(true)
})

test('every column that is called like a blob is a place that has been thought of', async () => {
  const db = await openSqlite(':memory:')
  const { rows } = await sql<{ place: string }>`
    select m.name || '.' || p.name as place from sqlite_master m, pragma_table_info(m.name) p
    where m.type = 'table' and p.name like '%sha256%' order by 1`.execute(db)
  // An address outlives its picture, and a proof is about a blob: neither keeps one.
  expect(rows.map(({ place }) => place)).toEqual([
    'picture.sha256',
    'proof.sha256',
    'reference.sha256',
    'reference_address.sha256',
    'video.sha256',
  ])
  await db.destroy()
})
