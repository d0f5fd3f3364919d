import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStudio } from './open-studio'
import { gridButtons, plainPicture } from './testing/scripted-gateway'
import { type StudioUnderTest, studioUnderTest, viewer } from './testing/studio-under-test'

let under: StudioUnderTest
beforeEach(async () => {
  under = await studioUnderTest()
})
afterEach(() => under.close())

async function finishGrid(id: string): Promise<void> {
  under.gateway.report(id, {
    status: 'SUCCESS',
    progress: 100,
    imageUrl: 'https://cdn.example/a.png',
    buttons: gridButtons,
  })
}

test('an imagine goes from the click to kept pictures', async () => {
  under.gateway.pictures.set('https://cdn.example/a.png', await plainPicture(128, 96))
  const task = await under.imagine('a red fox --ar 4:3')
  expect(task.state.name).toBe('waiting')
  expect(task.gatewayTaskId).toBe('gw1')
  under.gateway.report('gw1', { status: 'IN_PROGRESS', progress: 31 })
  const running = await under.until(task.id, 'running')
  expect(running.state).toMatchObject({ progress: 31, stalled: false })
  await finishGrid('gw1')
  await under.until(task.id, 'done')
  for (let i = 0; i < 100; i += 1) {
    const { state } = await under.task(task.id)
    if (state.name === 'done' && state.archive === 'kept') break
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  const kept = await under.task(task.id)
  expect(kept.state).toEqual({ name: 'done', archive: 'kept', detail: '' })
  expect(kept.pictures).toHaveLength(1)
  expect(kept.pictures[0]).toMatchObject({ width: 128, height: 96, type: 'image/png' })
  expect(kept.pictures[0]?.quadrants?.[3]).toEqual({ x: 64, y: 48, width: 64, height: 48 })
  const picture = kept.pictures[0]!.id
  for (const size of [256, 512, 1024, 'original', { quadrant: 2 }] as const) {
    const file = await under.studio.image(viewer, picture, size)
    expect(file.bytes.length).toBeGreaterThan(50)
  }
  const history = await under.studio.history(viewer, task.id)
  expect(history.map((event) => event.kind)).toEqual([
    'submitted',
    'sending',
    'accepted',
    'running',
    'done',
    'kept',
  ])
})

test('whoever waits for changes is let go when the studio closes, without a further look', async () => {
  await under.imagine()
  const { seq } = await under.studio.changes(viewer, 0, { holdMs: 0 })
  const waiting = under.studio.changes(viewer, seq, { holdMs: 10_000 })
  await under.clock.settle()
  await under.restart()
  expect(await waiting).toEqual({ seq, tasks: [], more: false, isSharedNew: false })
})

test('a folder belongs to one studio, and the second is told who holds it', async () => {
  const second = openStudio({ folder: under.folder, gateways: [under.gateway] })
  await expect(second).rejects.toMatchObject({
    kind: 'unavailable',
    message: expect.stringContaining(`process ${process.pid}`),
  })
})
