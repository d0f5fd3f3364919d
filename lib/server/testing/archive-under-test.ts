import 'server-only'
/** A studio with one of everything that names a blob, in a folder or in a bucket, and hands to do damage with. */
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import sharp from 'sharp'
import { readTask } from '@/lib/db/tasks'
import type { Blobs } from '@/lib/storage/blobs'
import { blobFolder, openBlobs } from '@/lib/storage/open-blobs'
import type { S3Settings } from '@/lib/storage/s3-requests'
import { type S3Server, startS3Server } from '@/lib/storage/testing/s3-server'
import { type StudioUnderTest, studioUnderTest, viewer } from './studio-under-test'

export type Store = {
  blobs: Blobs
  s3: S3Settings | null
  /** Paths of all files, sorted. */
  paths(): Promise<readonly string[]>
  read(path: string): Promise<Buffer>
  plant(path: string, bytes: Uint8Array): Promise<void>
  delete(path: string): Promise<void>
}

export type ArchiveUnderTest = {
  under: StudioUnderTest
  store: Store
  close(): Promise<void>
}

export async function archiveUnderTest(where: 'disk' | 's3'): Promise<ArchiveUnderTest> {
  const server = where === 's3' ? await startS3Server() : null
  const s3 = server && settingsOf(server)
  const under = await studioUnderTest({ s3 })
  return {
    under,
    store: {
      blobs: await openBlobs(under.folder, s3),
      s3,
      ...(server === null ? folderOf(blobFolder(under.folder)) : bucketOf(server)),
    },
    async close() {
      await under.close()
      await server?.close()
    },
  }
}

function settingsOf({ endpoint, bucket, credentials }: S3Server): S3Settings {
  return { endpoint, bucket, ...credentials, prefix: '', isPathStyle: true }
}

type Hands = Omit<Store, 'blobs' | 's3'>

function folderOf(folder: string): Hands {
  return {
    async paths() {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true })
      return entries
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
        .toSorted()
    },
    read: (path) => readFile(join(folder, path)),
    async plant(path, bytes) {
      await mkdir(dirname(join(folder, path)), { recursive: true })
      await writeFile(join(folder, path), bytes)
    },
    delete: (path) => rm(join(folder, path)),
  }
}

function bucketOf({ objects }: S3Server): Hands {
  return {
    paths: () => Promise.resolve([...objects.keys()].toSorted()),
    read: (path) => Promise.resolve(objects.get(path)!.bytes),
    plant(path, bytes) {
      objects.set(path, { bytes: Buffer.from(bytes), modifiedAt: Date.now() })
      return Promise.resolve()
    },
    delete(path) {
      objects.delete(path)
      return Promise.resolve()
    },
  }
}

const [width, height] = [64, 48]

export async function colored(red: number): Promise<Uint8Array> {
  const background = { r: red, g: 20, b: 30 }
  return new Uint8Array(
    await sharp({ create: { width, height, channels: 3, background } })
      .png()
      .toBuffer(),
  )
}

export const mp4 = Buffer.concat([
  Buffer.from('\0\0\0\x20ftypisom\0\0\x02\0isomiso2avc1mp41', 'latin1'),
  Buffer.alloc(5000, 'film'),
])

/** White on its right half. */
async function mask(): Promise<string> {
  const data = new Uint8Array(width * height)
  for (let y = 0; y < height; y++) data.fill(255, y * width + width / 2, (y + 1) * width)
  const raw = { width, height, channels: 1 } as const
  const png = await sharp(data, { raw }).png().toBuffer()
  return `data:image/png;base64,${png.toString('base64')}`
}

export type Kept = { parent: string; region: string; film: string; reference: string }

const regionButton = 'MJ::Inpaint::1::job::SOLO'

/** A picture, a region of it with its mask, one pasted back, a film with its still, and a reference. */
export async function keepOneOfEach(under: StudioUnderTest): Promise<Kept> {
  const parent = await under.imagine()
  await finish(under, parent.id, 'https://cdn.example/parent.png', await colored(10))
  const answer = { prompt: 'cranes', maskBase64: await mask(), maskDocument: '{"version":1}' }
  const press = { verb: 'action', taskId: parent.id, customId: regionButton, answer } as const
  const region = await under.submit(press)
  await finish(under, region.id, 'https://cdn.example/result.png', await colored(200))
  await under.studio.pasteBack(viewer, region.id, { quadrant: null, feather: 0 })
  const film = await under.imagine()
  under.gateway.pictures.set('https://cdn.example/still.png', await colored(90))
  await finish(under, film.id, 'https://cdn.example/0.mp4', mp4)
  const reference = await under.studio.references.keep(viewer, await colored(120))
  return { parent: parent.id, region: region.id, film: film.id, reference: reference.id }
}

/** Ends the task at the gateway and waits until its result is kept. */
async function finish(
  under: StudioUnderTest,
  id: string,
  url: string,
  bytes: Uint8Array,
): Promise<void> {
  under.gateway.pictures.set(url, bytes)
  const { gatewayTaskId } = await under.task(id)
  const isFilm = url.endsWith('.mp4')
  under.gateway.report(gatewayTaskId!, {
    status: 'SUCCESS',
    imageUrl: url,
    videoUrls: isFilm ? [url] : [],
    thumbnails: isFilm ? { [url]: 'https://cdn.example/still.png' } : {},
    // One button of a single picture: a grid would offer four.
    buttons: [{ customId: regionButton, label: 'Vary (Region)', emoji: '', style: 2 }],
  })
  await untilArchive(under, id, 'kept')
}

/** Decoding and the network take real time, which the hand clock does not see. */
export async function untilArchive(
  under: StudioUnderTest,
  id: string,
  want: 'kept' | 'gone',
): Promise<void> {
  for (let turn = 0; turn < 1000; turn += 1) {
    const { state } = await under.task(id)
    const { archive_next_at: dueAt } = await readTask(under.studio.db, id)
    // Of one that is kept and due, some sizes are to come.
    if (state.name === 'done' && state.archive === want && dueAt === null) return
    await under.clock.advance(500)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  throw new Error(`never ${want}: ${JSON.stringify((await under.task(id)).state)}`)
}
