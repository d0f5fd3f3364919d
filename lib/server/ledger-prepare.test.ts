import { mkdir, readdir, readFile, rm, rmdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { gridButtons, plainPicture } from './testing/scripted-gateway'
import { type StudioUnderTest, studioUnderTest } from './testing/studio-under-test'

let under: StudioUnderTest
beforeEach(async () => {
  under = await studioUnderTest()
})
afterEach(() => under.close())

/** A describe that the gateway has put off for ten seconds, and the file of its picture. */
async function describeLater() {
  const base64 = `data:image/png;base64,${Buffer.from(await plainPicture()).toString('base64')}`
  under.gateway.answers.push({
    type: 'refused-for-now',
    reason: 'queue-full',
    detail: 'full',
    retryAfterMs: 10_000,
  })
  const task = await under.submit({ verb: 'describe', base64 })
  const blobs = join(under.folder, 'blobs')
  const files = await readdir(blobs, { recursive: true })
  const file = files.find((name) => /[0-9a-f]{64}$/.test(name))
  return { task, base64, file: join(blobs, file ?? '') }
}

test('a picture that cannot be read just now is waited for', async () => {
  const { task, base64, file } = await describeLater()
  const bytes = await readFile(file)
  await rm(file)
  await mkdir(file)
  await under.clock.advance(12_000)
  // The disk answers in its own time.
  await expect.poll(() => under.faults).toHaveLength(1)
  await under.clock.settle()
  expect((await under.task(task.id)).state.name).toBe('queued')
  await rmdir(file)
  await writeFile(file, bytes)
  await under.clock.advance(5000)
  await expect.poll(async () => (await under.task(task.id)).state.name).toBe('waiting')
  expect(under.gateway.sent.at(-1)?.submission).toEqual({ verb: 'describe', base64 })
})

test('a picture that is gone is refused at once, and nothing is sent', async () => {
  const { task, file } = await describeLater()
  await rm(file)
  await under.clock.advance(12_000)
  await expect.poll(async () => (await under.task(task.id)).state.name).toBe('refused')
  expect(under.gateway.sent).toHaveLength(1)
})

test('the answer to a window goes at the speed of the press that opened it', async () => {
  const grid = await under.imagine()
  under.gateway.report('gw1', { status: 'SUCCESS', progress: 100, buttons: gridButtons })
  await under.until(grid.id, 'done')
  under.gateway.answers.push((sent) => ({
    type: 'window',
    taskId: under.gateway.take(sent),
    finalPrompt: '',
    editable: true,
  }))
  const press = await under.submit({
    verb: 'action',
    taskId: grid.id,
    customId: 'MJ::JOB::variation::1::job',
    speed: 'turbo',
    answer: { prompt: 'a blue fox' },
  })
  await under.until(press.id, 'waiting')
  expect(under.gateway.sent.slice(1).map(({ submission }) => submission)).toMatchObject([
    { verb: 'action', speed: 'turbo' },
    { verb: 'modal', speed: 'turbo', prompt: 'a blue fox' },
  ])
})
