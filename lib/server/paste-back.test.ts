import sharp from 'sharp'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type * as images from './images/paste-back'
import { type StudioUnderTest, studioUnderTest, viewer } from './testing/studio-under-test'

/** How many were being made at once, at most. */
const made = vi.hoisted(() => ({ now: 0, most: 0 }))
vi.mock('./images/paste-back', async (importOriginal) => {
  const { pasteBack } = await importOriginal<typeof images>()
  const counted: typeof pasteBack = async (...pictures) => {
    made.now += 1
    made.most = Math.max(made.most, made.now)
    try {
      return await pasteBack(...pictures)
    } finally {
      made.now -= 1
    }
  }
  return { pasteBack: counted }
})

const [width, height] = [64, 48]
const region = 'MJ::Inpaint::1::job::SOLO'
const document = '{"version":1}'

let under: StudioUnderTest

beforeEach(async () => {
  under = await studioUnderTest()
})
afterEach(() => under.close())

async function picture(red: number, size = { width, height }): Promise<Uint8Array> {
  const background = { r: red, g: 20, b: 30 }
  return new Uint8Array(
    await sharp({ create: { ...size, channels: 3, background } })
      .png()
      .toBuffer(),
  )
}

/** White on its right half. */
async function mask(): Promise<string> {
  const data = new Uint8Array(width * height)
  for (let y = 0; y < height; y++) data.fill(255, y * width + width / 2, (y + 1) * width)
  const png = await sharp(data, { raw: { width, height, channels: 1 } })
    .png()
    .toBuffer()
  return `data:image/png;base64,${png.toString('base64')}`
}

/** Ends the task at the gateway and waits until its picture is kept. */
async function finish(id: string, url: string, bytes: Uint8Array): Promise<void> {
  under.gateway.pictures.set(url, bytes)
  const { gatewayTaskId } = await under.task(id)
  // One button of a single picture: a grid would offer four.
  const buttons = [{ customId: region, label: 'Vary (Region)', emoji: '', style: 2 }]
  under.gateway.report(gatewayTaskId!, { status: 'SUCCESS', imageUrl: url, buttons })
  await expect
    .poll(
      async () => {
        await under.clock.advance(500)
        return (await under.task(id)).pictures.length
      },
      { timeout: 15_000, interval: 20 },
    )
    .toBe(1)
}

async function regionOf(parentId: string): Promise<string> {
  const task = await under.submit({
    verb: 'action',
    taskId: parentId,
    customId: region,
    answer: { prompt: 'cranes', maskBase64: await mask(), maskDocument: document },
  })
  await under.settled(task.id)
  return task.id
}

test('the mask of a task is kept with it: what the gateway got, and the commands that made it', async () => {
  const parent = await under.imagine()
  const id = await regionOf(parent.id)
  const kept = await under.studio.mask(viewer, id)
  expect(kept.document).toBe(document)
  expect(`data:image/png;base64,${Buffer.from(kept.png).toString('base64')}`).toBe(await mask())
  await under.restart()
  expect((await under.studio.mask(viewer, id)).document).toBe(document)
  await expect(under.studio.mask(viewer, parent.id)).rejects.toThrow('without a mask')
})

test('the document of a mask never travels to the gateway', async () => {
  const parent = await under.imagine()
  const opened = { type: 'window', taskId: 'w1', finalPrompt: '', editable: true } as const
  under.gateway.answers.push(opened)
  await regionOf(parent.id)
  await expect
    .poll(() => under.gateway.sent.map(({ submission }) => submission.verb))
    .toEqual(['imagine', 'action', 'modal'])
  const modal = under.gateway.sent.at(-1)!.submission
  expect(modal).toMatchObject({ verb: 'modal', prompt: 'cranes', maskBase64: await mask() })
  expect(JSON.stringify(under.gateway.sent)).not.toContain('maskDocument')
})

test('paste-back is a picture beside the result: the parent outside the mask, the result within', async () => {
  const parent = await under.imagine()
  await finish(parent.id, 'https://cdn.example/parent.png', await picture(10))
  const id = await regionOf(parent.id)
  await finish(id, 'https://cdn.example/result.png', await picture(200))
  const task = await under.studio.pasteBack(viewer, id, { quadrant: null, feather: 0 })
  expect(task.pictures).toHaveLength(1)
  expect(task.pasted).toMatchObject([{ quadrant: null, feather: 0, width, height }])
  const { bytes } = await under.studio.image(viewer, task.pasted[0]!.id, 'original')
  const data = await sharp(bytes).raw().toBuffer()
  expect([data[0], data[(width - 1) * 3]]).toEqual([10, 200])
})

test('paste-back is told apart from an older state, and a second one stands beside the first', async () => {
  const parent = await under.imagine()
  await finish(parent.id, 'https://cdn.example/parent.png', await picture(10))
  const id = await regionOf(parent.id)
  await finish(id, 'https://cdn.example/result.png', await picture(200))
  const before = await under.task(id)
  const once = await under.studio.pasteBack(viewer, id, { quadrant: null, feather: 0 })
  const twice = await under.studio.pasteBack(viewer, id, { quadrant: null, feather: 8 })
  expect(once.seq).toBeGreaterThan(before.seq)
  expect(twice.pasted.map(({ feather }) => feather)).toEqual([0, 8])
})

test('however many are asked for at once, one is made at a time', async () => {
  const parent = await under.imagine()
  await finish(parent.id, 'https://cdn.example/parent.png', await picture(10))
  const id = await regionOf(parent.id)
  await finish(id, 'https://cdn.example/result.png', await picture(200))
  made.most = 0
  const feathers = [1, 2, 3, 4]
  await Promise.all(
    feathers.map((feather) => under.studio.pasteBack(viewer, id, { quadrant: null, feather })),
  )
  expect(made.most).toBe(1)
  const { pasted } = await under.task(id)
  expect(new Set(pasted.map(({ feather }) => feather))).toEqual(new Set(feathers))
})

test('what cannot be pasted is refused in words', async () => {
  const parent = await under.imagine()
  await finish(parent.id, 'https://cdn.example/parent.png', await picture(10))
  const plain = { quadrant: null, feather: 0 }
  await expect(under.studio.pasteBack(viewer, parent.id, plain)).rejects.toThrow('without a mask')
  const id = await regionOf(parent.id)
  await expect(under.studio.pasteBack(viewer, id, plain)).rejects.toThrow('not kept')
  await finish(id, 'https://cdn.example/result.png', await picture(200))
  const second = { quadrant: 2, feather: 0 }
  await expect(under.studio.pasteBack(viewer, id, second)).rejects.toThrow('quadrant')
})
