import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openSqlite } from '@/lib/db/sqlite'
import { blobPath } from '@/lib/storage/blob-path'
import { blobFolder, openBlobs } from '@/lib/storage/open-blobs'
import { startS3Server } from '@/lib/storage/testing/s3-server'
import { backUp, type BackupReport, readManifest } from './backup'
import { openStudio } from './open-studio'
import { restore } from './restore'
import {
  type ArchiveUnderTest,
  archiveUnderTest,
  colored,
  type Kept,
  keepOneOfEach,
} from './testing/archive-under-test'
import { scriptedGateway } from './testing/scripted-gateway'
import { viewer } from './testing/studio-under-test'
import { orphanGraceMs, verifyArchive } from './verify'

describe.each(['disk', 's3'] as const)('a backup of a studio on %s', (where) => {
  let archive: ArchiveUnderTest
  let kept: Kept
  let folder: string
  beforeEach(async () => {
    archive = await archiveUnderTest(where)
    kept = await keepOneOfEach(archive.under)
    folder = await mkdtemp(join(tmpdir(), 'safelight-backup-'))
  })
  afterEach(async () => {
    await archive.close()
    await rm(folder, { recursive: true })
  })

  const target = () => join(folder, 'backup')
  const make = (withSecret = false): Promise<BackupReport> => {
    const source = {
      dataFolder: archive.under.folder,
      blobs: archive.store.blobs,
      blobFolder: archive.store.s3 === null ? blobFolder(archive.under.folder) : null,
    }
    return backUp(source, target(), { withSecret })
  }
  const plain = (dataFolder: string) => ({ dataFolder, s3: null, secret: null })

  async function findingsIn(dataFolder: string): Promise<readonly unknown[]> {
    const db = await openSqlite(join(dataFolder, 'studio.db'))
    const blobs = await openBlobs(dataFolder, null)
    const options = { now: Date.now(), graceMs: orphanGraceMs }
    const { findings, named } = await verifyArchive({ db, blobs }, options)
    await db.destroy()
    expect(named).toBe(8)
    return findings
  }

  test('comes back whole into an empty folder, and the studio goes on from there', async () => {
    const report = await make()
    expect(report).toMatchObject({ present: 0, missing: [], damaged: [], hasSecret: false })
    expect(report.copied + report.linked).toBe((await archive.store.paths()).length)
    expect(await findingsIn(target())).toEqual([])
    const home = join(folder, 'home')
    expect(await restore(target(), plain(home))).toMatchObject({ missing: [], damaged: [] })
    expect(await findingsIn(home)).toEqual([])

    const gateway = scriptedGateway(() => archive.under.clock.now())
    const studio = await openStudio({ folder: home, gateways: [gateway] })
    try {
      expect(await studio.feed(viewer, { limit: 50 })).toEqual(
        await archive.under.studio.feed(viewer, { limit: 50 }),
      )
      const [picture] = (await studio.task(viewer, kept.parent)).pictures
      const { bytes } = await studio.image(viewer, picture!.id, 'original')
      expect(Buffer.from(bytes).equals(Buffer.from(await colored(10)))).toBe(true)
    } finally {
      await studio.close()
    }
  })

  test('is brought up to date by what is new alone', async () => {
    await make()
    await archive.under.studio.references.keep(viewer, await colored(250))
    const again = await make()
    // The original, and its two sizes.
    expect(again.copied + again.linked).toBe(3)
    expect(again.present).toBe((await archive.store.paths()).length - 3)
    expect(await readManifest(target())).toMatchObject({ files: again.present + 3 })
  })

  test('is of one moment, however busy the studio is meanwhile', async () => {
    let isOver = false
    const busy = (async () => {
      for (let n = 0; !isOver; n += 1) await archive.under.imagine(`picture ${n}`)
    })()
    await make()
    isOver = true
    await busy
    const db = await openSqlite(join(target(), 'studio.db'))
    const tasks = await db.selectFrom('task').select(['seq']).execute()
    const meta = await db.selectFrom('meta').select('value').where('key', '=', 'seq').execute()
    expect(Math.max(...tasks.map(({ seq }) => seq))).toBe(meta[0]!.value)
    await db.destroy()
  })

  test('tells of what is not sound, and has not got it', async () => {
    // What is linked is not read, so the backup has to copy.
    const source = {
      dataFolder: archive.under.folder,
      blobs: archive.store.blobs,
      blobFolder: null,
    }
    const damaged = Buffer.from(await archive.store.read(blobPath(kept.reference)))
    damaged[30]! ^= 1
    await archive.store.plant(blobPath(kept.reference), damaged)
    const pictures = await archive.under.studio.db.selectFrom('picture').selectAll().execute()
    const { sha256 } = pictures.find(({ task_id }) => task_id === kept.parent)!
    await archive.store.delete(blobPath(sha256))
    const report = await backUp(source, target(), { withSecret: false })
    expect(report).toMatchObject({ missing: [sha256], damaged: [kept.reference] })
    const there = await openBlobs(target(), null)
    expect(await there.stat(kept.reference)).toBeUndefined()
    const home = join(folder, 'home')
    const restored = await restore(target(), plain(home))
    expect([...restored.missing].toSorted()).toEqual([sha256, kept.reference].toSorted())
  })

  test('has the secret only when asked, and readable by its owner alone', async () => {
    await make()
    expect(await readdir(target())).not.toContain('secret')
    expect((await make(true)).hasSecret).toBe(true)
    const secret = join(target(), 'secret')
    expect(await readFile(secret)).toEqual(await readFile(join(archive.under.folder, 'secret')))
    expect((await stat(secret)).mode & 0o777).toBe(0o600)
    const home = join(folder, 'home')
    expect((await restore(target(), plain(home))).hasSecret).toBe(true)
    expect(await readFile(join(home, 'secret'))).toEqual(await readFile(secret))
  })

  test('is hashed again on its way back: a rotten one is told and left out', async () => {
    await make()
    const blobs = await openBlobs(target(), null)
    await blobs.remove(kept.reference)
    const file = join(blobFolder(target()), blobPath(kept.reference))
    await writeFile(file, 'rotten')
    const home = join(folder, 'home')
    expect(await restore(target(), plain(home))).toMatchObject({ damaged: [kept.reference] })
    expect(await (await openBlobs(home, null)).stat(kept.reference)).toBeUndefined()
  })

  test('overwrites nothing, here or there', async () => {
    const sentence = (what: Promise<unknown>) => expect(what).rejects
    await writeFile(join(folder, 'letters.txt'), 'dear')
    const source = {
      dataFolder: archive.under.folder,
      blobs: archive.store.blobs,
      blobFolder: null,
    }
    await sentence(backUp(source, folder, { withSecret: false })).toThrow('neither empty nor')
    await sentence(restore(folder, plain(join(folder, 'home')))).toThrow('is no backup')
    await make()
    await sentence(restore(target(), plain(folder))).toThrow('is not empty')
    await sentence(restore(target(), plain(archive.under.folder))).toThrow('is not empty')
    expect((await readdir(folder)).toSorted()).toEqual(['backup', 'letters.txt'])
  })

  test('that was never finished is not taken for one', async () => {
    await make()
    const manifest = join(target(), 'safelight-backup.json')
    await writeFile(manifest, '{"version":1,"finishedAt":null,"files":0}')
    const home = join(folder, 'home')
    await expect(restore(target(), plain(home))).rejects.toThrow('never finished')
    await make()
    expect(await restore(target(), plain(home))).toMatchObject({ missing: [], damaged: [] })
  })

  test('comes back into a bucket where one is set', async () => {
    await make()
    const server = await startS3Server()
    try {
      const { endpoint, bucket, credentials, objects } = server
      const s3 = { endpoint, bucket, ...credentials, prefix: 'new/', isPathStyle: true }
      const report = await restore(target(), { ...plain(join(folder, 'home')), s3 })
      expect(report).toMatchObject({ missing: [], damaged: [] })
      expect([...objects.keys()].toSorted()).toEqual(
        (await archive.store.paths()).map((path) => `new/${path}`).toSorted(),
      )
    } finally {
      await server.close()
    }
  })
})

test('where a file cannot have two names it is copied', async () => {
  const archive = await archiveUnderTest('disk')
  const folder = await mkdtemp(join(tmpdir(), 'safelight-backup-'))
  try {
    await keepOneOfEach(archive.under)
    const source = {
      dataFolder: archive.under.folder,
      blobs: archive.store.blobs,
      blobFolder: blobFolder(archive.under.folder),
    }
    const linked = await backUp(source, join(folder, 'one'), { withSecret: false })
    expect(linked.copied).toBe(0)
    const copied = await backUp({ ...source, blobFolder: null }, join(folder, 'two'), {
      withSecret: false,
    })
    expect(copied).toMatchObject({ linked: 0, copied: linked.linked })
  } finally {
    await archive.close()
    await rm(folder, { recursive: true })
  }
})
