import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { referenceToken } from '@/lib/mj/references'
import type { StudioSubmission } from '@/lib/mj/submission'
import { gridButtons, plainPicture } from './testing/scripted-gateway'
import { type StudioUnderTest, studioUnderTest, viewer } from './testing/studio-under-test'
import { viewerOf } from './member-state'

let under: StudioUnderTest
beforeEach(async () => {
  under = await studioUnderTest()
})
afterEach(() => under.close())

const desk = () => under.studio.references
const stranger = viewerOf('stranger')
const unknownId = 'ab'.repeat(32)

const urlOf = (bytes: Uint8Array, type = 'image/png') =>
  `data:${type};base64,${Buffer.from(bytes).toString('base64')}`

const blobOf = (id: string) => join(under.folder, 'blobs', id.slice(0, 2), id.slice(2, 4), id)

const plain = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#a63' } })

/** A composite whose every pixel tells where it is. */
async function gradient(width: number, height: number): Promise<Uint8Array> {
  const pixels = Buffer.alloc(width * height * 3)
  for (let i = 0; i < width * height; i += 1) {
    pixels.set([i % width, Math.floor(i / width), 77], i * 3)
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer()
}

async function doneGrid(picture: Uint8Array): Promise<string> {
  const task = await under.imagine()
  under.gateway.pictures.set('https://cdn.example/grid.png', picture)
  under.gateway.report(task.gatewayTaskId!, {
    status: 'SUCCESS',
    imageUrl: 'https://cdn.example/grid.png',
    buttons: gridButtons,
  })
  const done = await under.until(task.id, 'done')
  const kept = async () => {
    await under.clock.advance(100)
    return (await under.task(done.id)).pictures[0]
  }
  // Decoding takes real time.
  await expect.poll(kept, { timeout: 15_000, interval: 20 }).toBeDefined()
  return (await kept())!.id
}

describe('a picture that is brought', () => {
  test.each(['png', 'jpeg', 'webp'] as const)('as %s is kept with its facts', async (format) => {
    const bytes = await plain(1500, 900).toFormat(format).toBuffer()
    const reference = await desk().keep(viewer, bytes)
    expect(reference).toMatchObject({
      type: `image/${format}`,
      width: 1500,
      height: 900,
      sizeBytes: bytes.length,
    })
    expect(reference.id).toMatch(/^[0-9a-f]{64}$/)
    expect(reference.thumbhash).not.toBe('')
    const original = await desk().image(viewer, reference.id, 'original')
    expect(Buffer.from(original.bytes).equals(bytes)).toBe(true)
    expect(original.type).toBe(`image/${format}`)
    for (const size of [256, 1024] as const) {
      const { bytes: file, type } = await desk().image(viewer, reference.id, size)
      expect(type).toBe('image/webp')
      expect((await sharp(file).metadata()).width).toBe(size)
    }
  })

  test('twice, or ten times at once, is kept once', async () => {
    const bytes = await plainPicture()
    const kept = await Promise.all(Array.from({ length: 10 }, () => desk().keep(viewer, bytes)))
    const again = await desk().keep(viewer, bytes)
    for (const reference of kept) expect(reference).toEqual(again)
    const rows = await under.studio.db.selectFrom('reference').selectAll().execute()
    expect(rows).toHaveLength(1)
  })

  test('belongs to the one who brought it', async () => {
    const { id } = await desk().keep(viewer, await plainPicture())
    expect(await desk().find(stranger, [id])).toEqual([])
    await expect(desk().image(stranger, id, 256)).rejects.toMatchObject({ kind: 'not-found' })
    await expect(desk().address(stranger, id)).rejects.toMatchObject({ kind: 'not-found' })
  })

  test('is found in the order asked for, without the ones that are not there', async () => {
    const red = await desk().keep(viewer, await plainPicture(64, 64, '#f00'))
    const blue = await desk().keep(viewer, await plainPicture(64, 64, '#00f'))
    const found = await desk().find(viewer, [blue.id, unknownId, red.id])
    expect(found).toEqual([blue, red])
  })

  test('finds no room on a nearly full disk, and leaves nothing behind', async () => {
    await under.restart({ freeBytes: () => Promise.resolve(1024) })
    const kept = desk().keep(viewer, await plainPicture())
    await expect(kept).rejects.toMatchObject({ kind: 'disk-full' })
  })
})

describe('what is refused at the desk', () => {
  const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>')

  test.each<[string, () => Promise<Uint8Array> | Uint8Array, string, RegExp]>([
    ['a GIF', () => gif, 'unsupported-type', /PNG, JPEG or WebP/],
    ['an SVG', () => svg, 'unsupported-type', /PNG, JPEG or WebP/],
    ['a web page', () => Buffer.from('<!doctype html>'), 'unsupported-type', /PNG, JPEG or WebP/],
    [
      'a web page behind the first bytes of a PNG',
      () => Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.from('<!doctype html>')]),
      'unsupported-type',
      /cannot be decoded/,
    ],
    ['nothing', () => new Uint8Array(), 'unsupported-type', /PNG, JPEG or WebP/],
    ['a tracking pixel', () => plain(1, 1).png().toBuffer(), 'bad-request', /at least 8 pixels/],
    ['20,000 × 20,000 pixels', () => bomb(20_000), 'too-large', /50 megapixels/],
    ['more than 9 MB', () => new Uint8Array(9_000_001), 'too-large', /9 MB/],
  ])('%s, in a sentence', async (_title, make, kind, sentence) => {
    const refused = desk().keep(viewer, await make())
    await expect(refused).rejects.toMatchObject({
      kind,
      message: expect.stringMatching(sentence) as string,
    })
    expect(await under.studio.db.selectFrom('reference').selectAll().execute()).toEqual([])
  })
})

/** A sound PNG of one colour that is small as a file and large in memory. */
async function bomb(side: number): Promise<Uint8Array> {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data])
    const out = Buffer.alloc(body.length + 8)
    out.writeUInt32BE(data.length)
    body.copy(out, 4)
    out.writeUInt32BE(crc32(body), body.length + 4)
    return out
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  header.set([1, 0], 8)
  const rows = deflateSync(Buffer.alloc((Math.ceil(side / 8) + 1) * side))
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function crc32(bytes: Buffer): number {
  let crc = -1
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return ~crc >>> 0
}

describe('a picture of the archive', () => {
  test('becomes a reference with its very bytes, decoded no second time', async () => {
    const grid = await gradient(200, 120)
    const pictureId = await doneGrid(grid)
    const reference = await desk().keepPicture(viewer, pictureId, null)
    expect(reference).toMatchObject({ type: 'image/png', width: 200, height: 120 })
    const { bytes } = await desk().image(viewer, reference.id, 'original')
    expect(Buffer.from(bytes).equals(grid)).toBe(true)
    expect((await desk().image(viewer, reference.id, 256)).type).toBe('image/webp')
  })

  test.each([
    [1, 0, 0],
    [2, 100, 0],
    [3, 0, 60],
    [4, 100, 60],
  ])('gives its quadrant %d pixel for pixel', async (quadrant, left, top) => {
    const grid = await gradient(200, 120)
    const pictureId = await doneGrid(grid)
    const reference = await desk().keepPicture(viewer, pictureId, quadrant)
    const { bytes, type } = await desk().image(viewer, reference.id, 'original')
    expect(type).toBe('image/png')
    const cut = await sharp(bytes).removeAlpha().raw().toBuffer()
    const wanted = await sharp(grid)
      .extract({ left, top, width: 100, height: 60 })
      .removeAlpha()
      .raw()
      .toBuffer()
    expect(cut.equals(wanted)).toBe(true)
  })

  test('is not given to another owner', async () => {
    const pictureId = await doneGrid(await gradient(64, 64))
    for (const quadrant of [null, 1]) {
      const asked = desk().keepPicture(stranger, pictureId, quadrant)
      await expect(asked).rejects.toMatchObject({ kind: 'not-found' })
    }
  })
})

describe('a token', () => {
  test('stands for a picture in every field, and the gateway gets its very bytes', async () => {
    const pictures = [await plainPicture(64, 64, '#f00'), await plain(80, 60).jpeg().toBuffer()]
    const kept = await Promise.all(pictures.map((bytes) => desk().keep(viewer, bytes)))
    const [red, brown] = kept.map(({ id }) => referenceToken(id)) as [string, string]
    const [redUrl, brownUrl] = [urlOf(pictures[0]!), urlOf(pictures[1]!, 'image/jpeg')]
    const cases: readonly [StudioSubmission, object][] = [
      [{ verb: 'imagine', prompt: 'a', base64Array: [red] }, { base64Array: [redUrl] }],
      [{ verb: 'blend', base64Array: [brown, red] }, { base64Array: [brownUrl, redUrl] }],
      [{ verb: 'describe', base64: brown }, { base64: brownUrl }],
      [
        { verb: 'swap', sourceBase64: red, targetBase64: brown },
        { sourceBase64: redUrl, targetBase64: brownUrl },
      ],
      [{ verb: 'upload', base64Array: [red] }, { base64Array: [redUrl] }],
    ]
    for (const [submission, sent] of cases) {
      await under.submit(submission)
      expect(under.gateway.sent.at(-1)?.submission).toMatchObject(sent)
    }
  })

  test('is what a task tells of the pictures that went along, in the order of the wire', async () => {
    const face = await desk().keep(viewer, await plainPicture(64, 64, '#f00'))
    const target = await desk().keep(viewer, await plainPicture(64, 64, '#00f'))
    const swap = await under.submit({
      verb: 'swap',
      targetBase64: referenceToken(target.id),
      sourceBase64: referenceToken(face.id),
    })
    expect(swap.references).toEqual([face.id, target.id])
    const blend = await under.submit({
      verb: 'blend',
      base64Array: [target, face, target].map(({ id }) => referenceToken(id)),
      dimensions: 'PORTRAIT',
    })
    expect(blend).toMatchObject({
      references: [target.id, face.id, target.id],
      dimensions: 'PORTRAIT',
    })
    expect((await under.imagine()).references).toEqual([])
  })

  test('and the bytes themselves are one request', async () => {
    const bytes = await plainPicture()
    const first = await under.submit({ verb: 'describe', base64: urlOf(bytes) }, 'the-key')
    const token = referenceToken(first.references[0]!)
    const second = await under.submit({ verb: 'describe', base64: token }, 'the-key')
    expect(second.id).toBe(first.id)
    expect(under.gateway.sent).toHaveLength(1)
  })

  test('names a picture that came as bytes, so that a retry need not carry it', async () => {
    const bytes = await plainPicture()
    under.gateway.answers.push({
      type: 'refused',
      reason: 'no-credit',
      code: 25,
      detail: '',
      bannedWord: null,
    })
    const refused = await under.submit({ verb: 'describe', base64: urlOf(bytes) })
    const base64 = referenceToken(refused.references[0]!)
    const again = await under.submit({ verb: 'describe', base64 })
    expect(again.state.name).toBe('waiting')
    expect(under.gateway.sent.at(-1)?.submission).toMatchObject({ base64: urlOf(bytes) })
  })

  test('of nobody, of somebody else, or without its bytes is refused before anything is sent', async () => {
    const foreign = await desk().keep(stranger, await plainPicture())
    const lost = await desk().keep(viewer, await plainPicture(64, 64, '#0f0'))
    await rm(blobOf(lost.id))
    for (const id of [unknownId, foreign.id, lost.id]) {
      const sent = under.submit({ verb: 'describe', base64: referenceToken(id) })
      await expect(sent).rejects.toMatchObject({
        kind: 'bad-request',
        message: 'this picture is no longer here; add it again',
      })
    }
    expect(under.gateway.sent).toEqual([])
    expect((await under.studio.feed(viewer, { limit: 10 })).tasks).toEqual([])
  })

  test('whose bytes vanish before they are sent ends in words', async () => {
    const { id } = await desk().keep(viewer, await plainPicture())
    under.gateway.answers.push({
      type: 'refused-for-now',
      reason: 'queue-full',
      detail: '',
      retryAfterMs: 5000,
    })
    const task = await under.submit({ verb: 'describe', base64: referenceToken(id) })
    await rm(blobOf(id))
    const refused = await under.until(task.id, 'refused')
    expect(refused.state).toMatchObject({ detail: 'a picture of this request is missing' })
    expect(under.gateway.sent).toHaveLength(1)
  })
})

test('bytes that are no picture are refused with a submit too, and nothing is sent', async () => {
  const broken = (await plainPicture()).subarray(0, 60)
  for (const bytes of [Buffer.from('not a picture'), broken]) {
    const sent = under.submit({ verb: 'describe', base64: urlOf(bytes) })
    await expect(sent).rejects.toMatchObject({ name: 'StudioError' })
  }
  expect(under.gateway.sent).toEqual([])
})
