import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ImportFailure } from '@/lib/mj/exchange'
import { imported, received } from './testing/exchange'
import { plainPicture } from './testing/scripted-gateway'
import { type StudioUnderTest, studioUnderTest, viewer } from './testing/studio-under-test'
import { type Lie, lyingZip } from './testing/zip-builder'
import { viewerOf } from './member-state'

let under: StudioUnderTest
beforeEach(async () => {
  under = await studioUnderTest()
})
afterEach(async () => {
  expect(await readdir(join(under.folder, 'imports')).catch(() => [])).toEqual([])
  await under.close()
})

const text = (words: string) => Buffer.from(words)
const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

const task = {
  id: 'task1',
  createdAt: 1_700_000_000_000,
  acceptedAt: null,
  startedAt: null,
  finishedAt: 1_700_000_060_000,
  durationMs: 60_000,
  verb: 'imagine',
  kind: 'imagine',
  state: { name: 'done', archive: 'kept', detail: '' },
  action: 'IMAGINE',
  prompt: 'a red fox',
  promptEn: '',
  finalPrompt: '',
  speed: null,
  botType: 'MID_JOURNEY',
  parent: null as { id: string; customId: string } | null,
  references: [],
  dimensions: null,
  buttons: [],
  text: '',
  seed: null,
  gateway: { id: 'gw-gone', name: 'Relay', isDemo: false },
  gatewayTaskId: null,
  clientState: '',
  note: '',
  trashedAt: null,
  pictures: [] as unknown[],
  films: [] as unknown[],
  mask: null,
  history: [],
}

const pictureOf = (bytes: Uint8Array, file = 'pictures/a.png') => ({
  id: 'picture1',
  position: 0,
  file,
  sha256: sha256Of(bytes),
  sizeBytes: bytes.length,
  hasNote: false,
  type: 'image/png',
  width: 64,
  height: 64,
  isGrid: false,
  pasted: null,
  createdAt: 1,
  frames: [{ quadrant: null, favouriteAt: null, keptAt: null, trashedAt: null }],
})

function library(
  tasks: readonly unknown[],
  head = '{"format":"safelight-library","version":1,',
): Lie {
  const lines = tasks.map((one, n) => JSON.stringify(one) + (n < tasks.length - 1 ? ',' : ''))
  const rest = '],\n"references":[\n],\n"collections":[\n],\n"searches":[\n]\n}\n'
  return { name: 'library.json', data: text([head, '"tasks":[', ...lines, rest].join('\n')) }
}

async function fate(bytes: Uint8Array): Promise<unknown> {
  return (await received(under.studio, bytes)).state
}

const sound = library([task])
const stored = lyingZip([sound])

const refused: [string, ImportFailure, () => Uint8Array][] = [
  ['no ZIP and no JSON', 'not-known', () => text('hello')],
  ['JSON that nobody writes', 'not-known', () => text('{"chat":1}')],
  ['JSON that is cut', 'not-known', () => text('{"data":{"chat":[')],
  ['a picture', 'not-known', () => text('\x89PNG\r\n\x1a\n')],
  ['a ZIP that is cut', 'not-a-zip', () => stored.subarray(0, stored.length - 30)],
  ['a ZIP that is cut in its middle', 'not-a-zip', () => stored.subarray(0, 200)],
  ['an empty ZIP', 'no-library', () => lyingZip([])],
  ['a ZIP of something else', 'no-library', () => lyingZip([{ name: 'holiday.txt' }])],
  ['a path that climbs', 'unsafe-names', () => lyingZip([sound, { name: '../../etc/passwd' }])],
  ['an absolute path', 'unsafe-names', () => lyingZip([sound, { name: '/etc/passwd' }])],
  ['a path of Windows', 'unsafe-names', () => lyingZip([sound, { name: 'C:\\autoexec.bat' }])],
  ['backslashes', 'unsafe-names', () => lyingZip([sound, { name: '..\\..\\evil' }])],
  ['one name twice', 'duplicate-names', () => lyingZip([sound, { name: 'a' }, { name: 'a' }])],
  [
    'one name in two cases',
    'duplicate-names',
    () => lyingZip([sound, { name: 'a' }, { name: 'A' }]),
  ],
  [
    'encryption',
    'encrypted',
    () => lyingZip([{ ...sound, flags: 1, compressedSize: BigInt(sound.data!.length + 12) }]),
  ],
  ['strong encryption', 'encrypted', () => lyingZip([{ ...sound, flags: 0x41 }])],
  ['200,000 entries', 'too-many-entries', () => lyingZip([sound], { count: 200_000 })],
  [
    'a file of 2^60 bytes',
    'overlapping',
    () =>
      lyingZip([sound, { name: 'big', uncompressedSize: 2n ** 60n, compressedSize: 2n ** 60n }]),
  ],
  [
    'a file of 2^40 bytes',
    'overlapping',
    () =>
      lyingZip([sound, { name: 'big', uncompressedSize: 2n ** 40n, compressedSize: 2n ** 40n }]),
  ],
  [
    'files that share their bytes',
    'overlapping',
    () =>
      lyingZip([
        sound,
        { name: 'a', data: Buffer.alloc(2000) },
        ...Array.from({ length: 50 }, (_, n): Lie => ({
          name: `b${n}`,
          compressedSize: 2000n,
          uncompressedSize: 2000n,
          sharesWith: 1,
        })),
      ]),
  ],
  [
    'a library.json that unpacks to more than it says',
    'unreadable-library',
    () =>
      lyingZip([
        {
          name: 'library.json',
          data: deflateRawSync(sound.data!),
          method: 8,
          uncompressedSize: 10n,
        },
      ]),
  ],
  [
    'a library.json of 2 GB',
    'too-large',
    () => lyingZip([{ ...sound, method: 8, uncompressedSize: 2n ** 31n }]),
  ],
  [
    'a library.json that is no JSON',
    'unreadable-library',
    () => lyingZip([{ name: 'library.json', data: text('hello') }]),
  ],
  [
    'a library.json that is not UTF-8',
    'unreadable-library',
    () => lyingZip([{ name: 'library.json', data: Buffer.from([0xff, 0xfe]) }]),
  ],
  [
    'a library.json that is cut',
    'unreadable-library',
    () => lyingZip([{ name: 'library.json', data: sound.data!.subarray(0, -30) }]),
  ],
  [
    'another format',
    'unreadable-library',
    () => lyingZip([library([task], '{"format":"photos","version":1,')]),
  ],
  [
    'a later version',
    'newer-version',
    () => lyingZip([library([task], '{"format":"safelight-library","version":2,')]),
  ],
  [
    'a task that is still to be sent',
    'unreadable-library',
    () =>
      lyingZip([library([{ ...task, state: { name: 'queued', notBefore: null, because: null } }])]),
  ],
  [
    'a task whose id is a path',
    'unreadable-library',
    () => lyingZip([library([{ ...task, id: '../x' }])]),
  ],
  [
    'a prototype',
    'unreadable-library',
    () => lyingZip([library([JSON.parse('{"__proto__":{"id":"x"}}')])]),
  ],
]

it.each(refused)('%s is refused as %s, and nothing is changed', async (_name, reason, make) => {
  expect(await fate(make())).toEqual({ name: 'failed', reason, done: 0 })
  expect((await under.studio.feed(viewer, { limit: 9 })).tasks).toEqual([])
})

describe('one file among others', () => {
  const skips: [string, string, () => Promise<readonly Lie[]>][] = [
    ['that is not there', 'missing', () => Promise.resolve([])],
    [
      'with other bytes',
      'other-content',
      async () => [{ name: 'pictures/a.png', data: await plainPicture(64, 64, '#000') }],
    ],
    [
      'that is cut',
      'other-content',
      async () => [{ name: 'pictures/a.png', data: (await plainPicture()).subarray(0, 90) }],
    ],
    [
      'that claims to be larger than any picture',
      'too-large',
      () => Promise.resolve([{ name: 'pictures/a.png', method: 8, uncompressedSize: 2n ** 33n }]),
    ],
    [
      'that unpacks to more than it says',
      'other-content',
      async () => [
        {
          name: 'pictures/a.png',
          data: deflateRawSync(Buffer.alloc(5_000_000)),
          method: 8,
          uncompressedSize: 100n,
        },
      ],
    ],
  ]
  it.each(skips)('%s is left behind as %s, and its task comes in', async (_name, reason, files) => {
    const record = { ...task, pictures: [pictureOf(await plainPicture())] }
    const report = await imported(under.studio, lyingZip([library([record]), ...(await files())]))
    expect(report).toMatchObject({
      tasks: 1,
      pictures: 0,
      skipped: [{ what: 'pictures/a.png', reason }],
    })
    expect((await under.task('task1')).pictures).toEqual([])
  })

  it.each([
    ['a script', text('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    [
      'a picture that cannot be decoded',
      Buffer.concat([text('\x89PNG\r\n\x1a\n'), Buffer.alloc(100)]),
    ],
    ['nothing', Buffer.alloc(0)],
  ])('%s under a picture’s name and with a true hash is no picture', async (_name, bytes) => {
    const record = { ...task, pictures: [pictureOf(bytes)] }
    const zip = lyingZip([library([record]), { name: 'pictures/a.png', data: bytes }])
    expect(await imported(under.studio, zip)).toMatchObject({
      pictures: 0,
      skipped: [{ reason: 'not-a-picture' }],
    })
  })

  it('a picture that no memory should hold is left behind, wherever it stands, and the rest comes in', async () => {
    const create = { width: 6000, height: 4000, channels: 3 as const, background: '#345' }
    const bytes = await sharp({ create }).png({ progressive: true }).toBuffer()
    const picture = pictureOf(bytes)
    const { file, sha256, sizeBytes } = picture
    const zip = lyingZip([
      library([
        {
          ...task,
          pictures: [picture],
          mask: { png: { file, sha256, sizeBytes }, document: null },
        },
      ]),
      { name: 'pictures/a.png', data: bytes },
    ])
    expect(await imported(under.studio, zip)).toMatchObject({
      tasks: 1,
      pictures: 0,
      skipped: [{ reason: 'too-large' }, { reason: 'too-large' }],
    })
  })

  it('a film that is a web page is no film, and its bytes are not kept', async () => {
    const bytes = text('<!doctype html><script>alert(1)</script>')
    const film = {
      id: 'film1',
      position: 0,
      file: 'films/a.mp4',
      sha256: sha256Of(bytes),
      sizeBytes: bytes.length,
      type: 'video/mp4',
      posterId: null,
      createdAt: 1,
    }
    const zip = lyingZip([
      library([{ ...task, films: [film] }]),
      { name: 'films/a.mp4', data: bytes },
    ])
    expect(await imported(under.studio, zip)).toMatchObject({
      films: 0,
      skipped: [{ reason: 'not-a-film' }],
    })
    expect(await readdir(join(under.folder, 'blobs'))).toEqual([])
  })
})

it('a picture that is packed is unpacked', async () => {
  const bytes = await plainPicture()
  const packed = {
    name: 'pictures/a.png',
    data: deflateRawSync(bytes),
    method: 8,
    uncompressedSize: BigInt(bytes.length),
  }
  const zip = lyingZip([library([{ ...task, pictures: [pictureOf(bytes)] }]), packed])
  expect(await imported(under.studio, zip)).toMatchObject({ pictures: 1, skipped: [] })
})

it('one task told twice, and parents in a circle, do no harm', async () => {
  const child = { ...task, id: 'task2', parent: { id: 'task3', customId: 'x' } }
  const parent = { ...task, id: 'task3', parent: { id: 'task2', customId: 'x' } }
  const zip = lyingZip([library([task, task, child, parent, child])])
  expect(await imported(under.studio, zip)).toMatchObject({ tasks: 3, known: 0 })
  expect(await imported(under.studio, zip)).toMatchObject({ tasks: 0, known: 3 })
  expect((await under.task('task2')).parent).toBeNull()
  expect((await under.studio.family(viewer, 'task2')).map(({ id }) => id)).toEqual([
    'task2',
    'task3',
  ])
})

it('positions that are told twice are told apart', async () => {
  const bytes = await plainPicture()
  const other = await plainPicture(64, 64, '#fff')
  const pictures = [pictureOf(bytes), { ...pictureOf(other, 'pictures/b.png'), id: 'picture2' }]
  const zip = lyingZip([
    library([{ ...task, pictures }]),
    { name: 'pictures/a.png', data: bytes },
    { name: 'pictures/b.png', data: other },
  ])
  expect(await imported(under.studio, zip)).toMatchObject({ pictures: 2 })
  expect((await under.task('task1')).pictures.map(({ position }) => position)).toEqual([0, 1])
})

describe('uploads', () => {
  it('one that stops is forgotten, and leaves nothing', async () => {
    const { exchange } = under.studio
    const { id } = await exchange.beginImport(viewer, { name: 'a.zip', sizeBytes: 1000 })
    await exchange.receiveImport(viewer, id, 0, Buffer.alloc(400))
    await under.clock.advance(11 * 60_000)
    const other = await exchange.beginImport(viewer, { name: 'b.zip', sizeBytes: 10 })
    expect(exchange.findImport(viewer, id).state).toEqual({
      name: 'failed',
      reason: 'upload-cut',
      done: 0,
    })
    await exchange.dropImport(viewer, other.id)
  })

  it('a piece may come twice, but not out of its turn', async () => {
    const { exchange } = under.studio
    const { id } = await exchange.beginImport(viewer, { name: 'a.zip', sizeBytes: stored.length })
    await exchange.receiveImport(viewer, id, 0, stored.subarray(0, 100))
    await exchange.receiveImport(viewer, id, 0, stored.subarray(0, 100))
    const late = exchange.receiveImport(viewer, id, 150, stored.subarray(150))
    await expect(late).rejects.toMatchObject({ kind: 'conflict' })
    const long = exchange.receiveImport(viewer, id, 100, Buffer.alloc(stored.length))
    await expect(long).rejects.toMatchObject({ kind: 'conflict' })
    await exchange.receiveImport(viewer, id, 100, stored.subarray(100))
    await exchange.dropImport(viewer, id)
  })

  it('a file that the disk has no room for is refused before its first byte', async () => {
    const small = await studioUnderTest({ freeBytes: () => Promise.resolve(250 * 1024 * 1024) })
    const begun = small.studio.exchange.beginImport(viewer, {
      name: 'a.zip',
      sizeBytes: 60_000_000,
    })
    await expect(begun).rejects.toMatchObject({ kind: 'disk-full' })
    await small.close()
  })

  it('another owner finds nothing', async () => {
    const { exchange } = under.studio
    const { id } = await exchange.beginImport(viewer, { name: 'a.zip', sizeBytes: 10 })
    const other = viewerOf('somebody')
    expect(() => exchange.findImport(other, id)).toThrow('no longer there')
    expect(exchange.imports(other)).toEqual([])
    await expect(exchange.receiveImport(other, id, 0, Buffer.alloc(10))).rejects.toMatchObject({
      kind: 'not-found',
    })
    await expect(exchange.dropImport(other, id)).rejects.toMatchObject({ kind: 'not-found' })
    await exchange.dropImport(viewer, id)
  })
})
