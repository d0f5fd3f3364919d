import { randomBytes } from 'node:crypto'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { referenceToken } from '@/lib/mj/references'
import { fitPicture } from './reference-fit'
import { studioUnderTest, viewer } from './testing/studio-under-test'

/** Noise: nothing of it compresses, so that its bytes are what they look like. */
async function noise(width: number, height: number, channels: 3 | 4 = 3): Promise<Uint8Array> {
  const pixels = randomBytes(width * height * channels)
  return sharp(pixels, { raw: { width, height, channels } }).png().toBuffer()
}

test('a picture within the limit stays as it is, to the last byte', async () => {
  const bytes = await noise(64, 64)
  expect(await fitPicture(bytes, bytes.length)).toBe(bytes)
})

test.each([3, 4] as const)(
  'a larger one with %d channels becomes a JPEG below it, of the same shape',
  async (channels) => {
    const bytes = await noise(900, 600, channels)
    for (const most of [400_000, 100_000, 20_000]) {
      const fitted = await fitPicture(bytes, most)
      const { format, width, height } = await sharp(fitted).metadata()
      expect(fitted.length).toBeLessThanOrEqual(most)
      // Noise shrinks to grey, and grey to nothing: a photograph loses less than this.
      expect(fitted.length).toBeGreaterThan(most / 5)
      expect(format).toBe('jpeg')
      expect(width / height).toBeCloseTo(1.5, 1)
    }
  },
)

test('a photograph that is held sideways arrives upright', async () => {
  const bytes = await sharp(await noise(300, 200))
    .withMetadata({ orientation: 6 })
    .png()
    .toBuffer()
  const { width, height } = await sharp(await fitPicture(bytes, 30_000)).metadata()
  expect(height / width).toBeCloseTo(1.5, 1)
})

test('a reference that is too large for the gateway is sent smaller, and kept as it came', async () => {
  const under = await studioUnderTest({ capabilities: { pictureBytes: 50_000 } })
  const bytes = await noise(300, 200)
  const { id } = await under.studio.references.keep(viewer, bytes)
  await under.submit({ verb: 'describe', base64: referenceToken(id) })
  const submission = under.gateway.sent[0]!.submission as { base64: string }
  const [head, body = ''] = submission.base64.split(',')
  expect(head).toBe('data:image/jpeg;base64')
  const sent = Buffer.from(body, 'base64')
  expect(sent.length).toBeLessThanOrEqual(50_000)
  expect((await sharp(sent).metadata()).format).toBe('jpeg')
  const kept = await under.studio.references.image(viewer, id, 'original')
  expect(Buffer.from(kept.bytes).equals(bytes)).toBe(true)
  await under.close()
})

test('a mask goes as it came, however large: it must match its picture', async () => {
  const under = await studioUnderTest({ capabilities: { pictureBytes: 1000 } })
  const maskBase64 = `data:image/png;base64,${Buffer.from(await noise(64, 64)).toString('base64')}`
  const task = await under.imagine()
  under.gateway.answers.push({
    type: 'window',
    taskId: 'gw-window',
    finalPrompt: '',
    editable: true,
  })
  await under.submit({
    verb: 'action',
    taskId: task.id,
    customId: 'MJ::Inpaint::1::job::SOLO',
    answer: { prompt: 'a hat', maskBase64 },
  })
  while (under.gateway.sent.length < 3) await under.clock.settle()
  expect(under.gateway.sent[2]?.submission).toMatchObject({ verb: 'modal', maskBase64 })
  await under.close()
})
