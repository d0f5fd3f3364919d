/** A film over the wire: whole, by range, and not beyond its end. */
import type { Task } from '@/lib/mj/task'
import { expect, test } from './fixtures'

test.use({ studioOptions: { personality: 'trueai', paceMs: 200 } })

test('a player gets the part of a film that it asks for', async ({ context, studio }) => {
  await studio.demo.account({ hasVideo: true, hasFilms: true })
  const grid = await studio.imagine('a lighthouse at dawn')
  const press = async (parent: Task, label: RegExp) => {
    const customId = parent.buttons.find((button) => label.test(button.label))?.customId ?? ''
    const { id } = await studio.submit({ verb: 'action', taskId: parent.id, customId })
    return studio.kept(id)
  }
  const task = await press(await press(grid, /^U1$/), /^Animate \(Low motion\)$/)
  const [film] = task.videos
  expect(film).toMatchObject({ type: 'video/webm', posterId: task.pictures[0]?.id })

  const url = `${studio.url()}/images/${film!.id}/video`
  const whole = await context.request.get(url)
  const bytes = await whole.body()
  expect(whole.status()).toBe(200)
  expect(bytes).toHaveLength(film!.sizeBytes)
  expect(whole.headers()).toMatchObject({
    'accept-ranges': 'bytes',
    'content-type': 'video/webm',
    'cache-control': 'private, max-age=31536000, immutable',
  })
  const part = await context.request.get(url, { headers: { range: 'bytes=100-199' } })
  expect(part.status()).toBe(206)
  expect(part.headers()['content-range']).toBe(`bytes 100-199/${film!.sizeBytes}`)
  expect((await part.body()).equals(bytes.subarray(100, 200))).toBe(true)
  const beyond = await context.request.get(url, {
    headers: { range: `bytes=${film!.sizeBytes}-` },
  })
  expect(beyond.status()).toBe(416)
  expect(beyond.headers()['content-range']).toBe(`bytes */${film!.sizeBytes}`)
  expect((await context.request.head(url)).status()).toBe(200)
  const named = await context.request.get(`${url}?download`)
  expect(named.headers()['content-disposition']).toBe(`attachment; filename="${film!.id}.webm"`)
})
