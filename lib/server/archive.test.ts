import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isOnServer } from '@/lib/db/testing/database-under-test'
import { StudioError } from '@/lib/mj/errors'
import type { Task, TaskReport } from '@/lib/mj/task'
import { openDiskBlobs } from '@/lib/storage/disk'
import { addressExpiresAt } from './archive-address'
import { gridButtons, plainPicture } from './testing/scripted-gateway'
import { type StudioUnderTest, studioUnderTest, viewer } from './testing/studio-under-test'
import { viewerOf } from './member-state'

let under: StudioUnderTest
beforeEach(async () => {
  under = await studioUnderTest()
})
afterEach(() => under.close())

const address = 'https://cdn.example/a.png'
const gone = new StudioError('not-found', 'the picture is not there (HTTP 404)')

async function finish(change: Partial<TaskReport> = {}): Promise<Task> {
  const task = await under.imagine()
  under.gateway.report(task.gatewayTaskId!, {
    status: 'SUCCESS',
    imageUrl: address,
    buttons: gridButtons,
    ...change,
  })
  return under.until(task.id, 'done')
}

/** Decoding takes real time, which the hand clock does not see. */
async function archived(id: string, want: 'kept' | 'gone'): Promise<Task> {
  for (let i = 0; i < 400; i += 1) {
    const task = await under.task(id)
    if (task.state.name === 'done' && task.state.archive === want) return task
    await new Promise((resolve) => setTimeout(resolve, 5))
    await under.clock.advance(50)
  }
  throw new Error(`never ${want}: ${JSON.stringify((await under.task(id)).state)}`)
}

test('the bytes are kept as they came, under their own hash', async () => {
  const bytes = await plainPicture(200, 100, '#a63')
  under.gateway.pictures.set(address, bytes)
  const task = await archived((await finish()).id, 'kept')
  const file = await under.studio.image(viewer, task.pictures[0]!.id, 'original')
  expect(Buffer.compare(Buffer.from(file.bytes), Buffer.from(bytes))).toBe(0)
  expect(file).toMatchObject({ type: 'image/png', name: `${task.pictures[0]!.id}.png` })
  const blobs = await openDiskBlobs(`${under.folder}/blobs`)
  const names: string[] = []
  for await (const name of blobs.list()) names.push(name)
  expect(names).toEqual([createHash('sha256').update(bytes).digest('hex')])
})

test('a composite has quadrants, a single picture and separate pictures have none', async () => {
  const grid = await archived((await finish()).id, 'kept')
  expect(grid.pictures[0]?.quadrants).toHaveLength(4)
  const single = await archived(
    (
      await finish({
        action: 'UPSCALE',
        buttons: [{ ...gridButtons[0]!, customId: 'MJ::CustomZoom::job' }],
      })
    ).id,
    'kept',
  )
  expect(single.pictures[0]?.quadrants).toBeNull()
  const separate = await archived(
    (await finish({ imageUrls: ['https://cdn.example/0.png', 'https://cdn.example/1.png'] })).id,
    'kept',
  )
  expect(separate.pictures.map((picture) => [picture.position, picture.quadrants])).toEqual([
    [0, null],
    [1, null],
  ])
  const refused = under.studio.image(viewer, single.pictures[0]!.id, { quadrant: 1 })
  await expect(refused).rejects.toMatchObject({ kind: 'not-found' })
})

test('a host that is down for an hour is tried until it is back', async () => {
  under.gateway.pictures.set(address, new StudioError('gateway-unreachable', 'HTTP 503'))
  const task = await finish()
  await under.clock.advance(3_600_000)
  expect((await under.task(task.id)).state).toMatchObject({ archive: 'keeping' })
  under.gateway.pictures.delete(address)
  await under.clock.advance(60_000)
  await archived(task.id, 'kept')
})

test('an address that says it has ended is not tried: a fresh one is', async () => {
  const ended = 'https://cdn.example/a.png?ex=1'
  const fresh = 'https://cdn.example/a.png?ex=ffffffffff'
  under.gateway.pictures.set(ended, gone)
  const task = await under.imagine()
  under.gateway.report('gw1', { status: 'SUCCESS', imageUrl: ended, buttons: gridButtons })
  const fetchTask = under.gateway.fetch.bind(under.gateway)
  under.gateway.fetch = async (id) => {
    under.gateway.report('gw1', { imageUrl: fresh })
    return fetchTask(id)
  }
  under.gateway.pictures.set(fresh, await plainPicture())
  await archived(task.id, 'kept')
  const history = await under.studio.history(viewer, task.id)
  expect(history.map(({ kind }) => kind)).not.toContain('not kept')
})

test('an expired address is asked for anew', async () => {
  under.gateway.pictures.set(address, gone)
  const task = await finish()
  under.gateway.report(task.gatewayTaskId!, { imageUrl: 'https://cdn.example/fresh.png' })
  await under.clock.advance(5000)
  await archived(task.id, 'kept')
})

const givenUpAfterHours = isOnServer ? 1 : 24

test(`after ${givenUpAfterHours} h the picture is given up with the reason, and can be tried again by hand`, async () => {
  await under.close()
  under = await studioUnderTest({ timings: { archiveGiveUpMs: givenUpAfterHours * 3_600_000 } })
  under.gateway.pictures.set(address, gone)
  const task = await finish()
  await under.clock.advance((givenUpAfterHours + 1) * 3_600_000)
  expect((await under.task(task.id)).state).toEqual({
    name: 'done',
    archive: 'gone',
    detail: 'the picture is not there (HTTP 404)',
  })
  under.gateway.pictures.delete(address)
  const again = await under.studio.retryArchive(viewer, task.id)
  expect(again.state).toMatchObject({ archive: 'keeping' })
  await archived(task.id, 'kept')
  await expect(under.studio.retryArchive(viewer, task.id)).rejects.toMatchObject({
    kind: 'conflict',
  })
}, 60_000)

test('while a picture is not kept it is told until when the gateway lends it', async () => {
  const at = Math.floor(under.clock.now() / 1000) + 19 * 3600
  const lent = `${address}?ex=${at.toString(16)}`
  under.gateway.pictures.set(lent, new StudioError('gateway-unreachable', 'HTTP 503'))
  const { id } = await finish({ imageUrl: lent })
  const outlook = await under.studio.archiveOutlook(viewer, id)
  expect(outlook.expiresAt).toBe(at * 1000)
  expect(outlook.nextTryAt).toBeGreaterThanOrEqual(under.clock.now())
  under.gateway.pictures.delete(lent)
  await under.clock.advance(60_000)
  await archived(id, 'kept')
  expect(await under.studio.archiveOutlook(viewer, id)).toEqual({
    expiresAt: null,
    nextTryAt: null,
  })
})

test('what is no picture is given up after two hours', async () => {
  under.gateway.pictures.set(address, Buffer.from('<svg onload="alert(1)"/>'))
  const task = await finish()
  await under.clock.advance(1.9 * 3_600_000)
  expect((await under.task(task.id)).state).toMatchObject({ archive: 'keeping' })
  await under.clock.advance(0.2 * 3_600_000)
  await archived(task.id, 'gone')
}, 60_000)

test('a web page or half a picture, from a host in trouble, is not the last word', async () => {
  const bytes = await plainPicture()
  under.gateway.pictures.set(address, Buffer.from('<html>502 Bad Gateway</html>'))
  const page = await finish()
  const other = 'https://cdn.example/half.png'
  under.gateway.pictures.set(other, bytes.subarray(0, bytes.length >> 1))
  const half = await finish({ imageUrl: other })
  await under.clock.advance(60_000)
  under.gateway.pictures.set(address, bytes)
  under.gateway.pictures.set(other, bytes)
  await archived(page.id, 'kept')
  await archived(half.id, 'kept')
})

test('a finished task whose picture the last process did not get is kept by the next', async () => {
  under.gateway.pictures.set(address, new StudioError('gateway-unreachable', 'HTTP 503'))
  const task = await finish()
  under.gateway.pictures.delete(address)
  await under.restart()
  await under.clock.advance(60_000)
  await archived(task.id, 'kept')
})

test('a preview is fetched once for all who look, and not again within five seconds', async () => {
  let fetched = 0
  under.gateway.readPicture = async () => {
    fetched += 1
    return { bytes: await plainPicture(), type: 'image/png' }
  }
  const task = await under.imagine()
  under.gateway.report('gw1', { status: 'IN_PROGRESS', progress: 20, imageUrl: address })
  await under.until(task.id, 'running')
  const [first] = await Promise.all([1, 2, 3].map(() => under.studio.preview(viewer, task.id)))
  expect(first).toMatchObject({ type: 'image/webp' })
  expect(fetched).toBe(1)
  under.gateway.report('gw1', { progress: 40 })
  await under.clock.advance(10_000)
  await under.studio.preview(viewer, task.id)
  expect(fetched).toBe(2)
})

test('a preview that has vanished is nothing, and is looked for again after five seconds', async () => {
  let isThere = false
  under.gateway.readPicture = async () => {
    if (!isThere) throw new StudioError('not-found', 'the message was edited')
    return { bytes: await plainPicture(), type: 'image/png' }
  }
  const task = await under.imagine()
  under.gateway.report('gw1', { status: 'IN_PROGRESS', progress: 20, imageUrl: address })
  await under.until(task.id, 'running')
  expect(await under.studio.preview(viewer, task.id)).toBeNull()
  isThere = true
  await under.clock.advance(6_000)
  expect(await under.studio.preview(viewer, task.id)).toMatchObject({ type: 'image/webp' })
})

test('the hex epoch of a signed address is its end', () => {
  expect(addressExpiresAt('https://cdn.example/a.png?ex=65f0a1b2&is=65ef5032&hm=00&')).toBe(
    0x65f0a1b2 * 1000,
  )
  expect(addressExpiresAt('https://cdn.example/a.png')).toBeNull()
})

const clip = 'https://cdn.example/0.mp4'
const mp4 = Buffer.concat([
  Buffer.from('\0\0\0\x20ftypisom\0\0\x02\0isomiso2avc1mp41', 'latin1'),
  Buffer.alloc(5000, 'film'),
])

test('a film is kept as it came, with the still that the gateway names as its poster', async () => {
  under.gateway.pictures.set(clip, mp4)
  const change = {
    imageUrl: clip,
    videoUrls: [clip],
    thumbnails: { [clip]: 'https://cdn.example/0.webp' },
    buttons: [],
  }
  const task = await archived((await finish(change)).id, 'kept')
  expect(task.videos).toEqual([
    {
      id: expect.any(String) as string,
      position: 0,
      type: 'video/mp4',
      sizeBytes: mp4.length,
      posterId: task.pictures[0]?.id,
    },
  ])
  const film = await under.studio.video(viewer, task.videos[0]!.id)
  expect(film.name).toBe(`${task.videos[0]!.id}.mp4`)
  const bytes = await new Response(film.read({ first: 0, last: film.sizeBytes - 1 })).arrayBuffer()
  expect(Buffer.from(bytes).equals(mp4)).toBe(true)
  await expect(under.studio.video(viewerOf('other'), film.name)).rejects.toMatchObject({
    kind: 'not-found',
  })
})

test('a film among the picture addresses is a film, whatever its name says', async () => {
  const address = 'https://cdn.example/1.png'
  under.gateway.pictures.set(address, mp4)
  const separate = await finish({ imageUrls: [address, 'https://cdn.example/2.png'] })
  const task = await archived(separate.id, 'kept')
  expect(task.videos).toHaveLength(1)
  expect(task.pictures.map(({ position, type }) => [position, type])).toEqual([[0, 'image/png']])
})

test('a picture that moves stays a picture, to the byte', async () => {
  const webp = await sharp(await plainPicture(32, 64))
    .raw()
    .toBuffer({ resolveWithObject: true })
    .then(({ data }) =>
      sharp(data, { raw: { width: 32, height: 64, channels: 3, pageHeight: 32 } })
        .webp({ delay: [90, 90], loop: 0 })
        .toBuffer(),
    )
  under.gateway.pictures.set(clip, webp)
  const task = await archived(
    (await finish({ imageUrl: clip, videoUrls: [clip], buttons: [] })).id,
    'kept',
  )
  expect(task.videos).toEqual([])
  const file = await under.studio.image(viewer, task.pictures[0]!.id, 'original')
  expect(Buffer.from(file.bytes).equals(webp)).toBe(true)
})

test('one film under two addresses is kept once, and without a still it has no poster', async () => {
  under.gateway.pictures.set(clip, mp4)
  under.gateway.pictures.set('https://cdn.example/0.webp', gone)
  const change = {
    imageUrl: `${clip}?x=1`,
    videoUrls: [clip],
    thumbnails: { [clip]: 'https://cdn.example/0.webp' },
  }
  under.gateway.pictures.set(`${clip}?x=1`, mp4)
  const task = await archived((await finish(change)).id, 'kept')
  expect(task.pictures).toEqual([])
  expect(task.videos).toMatchObject([{ posterId: null }])
})

test('a film whose host is down is tried until it is back', async () => {
  under.gateway.pictures.set(clip, new StudioError('gateway-unreachable', 'HTTP 503'))
  const task = await finish({ imageUrl: null, videoUrls: [clip] })
  await under.clock.advance(600_000)
  expect((await under.task(task.id)).state).toMatchObject({ archive: 'keeping' })
  under.gateway.pictures.set(clip, mp4)
  await under.clock.advance(60_000)
  expect((await archived(task.id, 'kept')).videos).toHaveLength(1)
})
