import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SubmitOutcome } from '@/lib/mj/submission'
import type { Task } from '@/lib/mj/task'
import { gridButtons, type Sent } from './testing/scripted-gateway'
import { type StudioUnderTest, studioUnderTest, viewer } from './testing/studio-under-test'

let under: StudioUnderTest
let parent: Task
beforeEach(async () => {
  under = await studioUnderTest()
  const task = await under.imagine('a red fox')
  under.gateway.report('gw1', {
    status: 'SUCCESS',
    imageUrl: 'https://cdn.example/a.png',
    buttons: gridButtons,
    finalPrompt: 'a red fox --v 7',
  })
  parent = await under.until(task.id, 'done')
})
afterEach(() => under.close())

const window =
  (finalPrompt: string) =>
  (sent: Sent): SubmitOutcome => {
    const taskId = under.gateway.take(sent)
    under.gateway.report(taskId, { status: 'MODAL' })
    return { type: 'window', taskId, finalPrompt, editable: true }
  }
const modals = () => under.gateway.sent.filter((sent) => sent.submission.verb === 'modal')
const zoom = (more: object = {}) =>
  under.submit({
    verb: 'action',
    taskId: parent.id,
    customId: 'MJ::CustomZoom::job',
    ...more,
  })

test('a window waits for a person, its prompt filled in by the gateway', async () => {
  under.gateway.answers.push(window('a red fox --zoom 2'))
  const task = await zoom()
  expect(task.state).toEqual({ name: 'window', prompt: 'a red fox --zoom 2', editable: true })
  const reads = under.gateway.reads.length
  await under.clock.advance(600_000)
  expect(under.gateway.reads).toHaveLength(reads)
})

test('an empty prompt is filled in from the parent (a region comes without one)', async () => {
  under.gateway.answers.push(window(''))
  expect((await zoom()).state).toMatchObject({ prompt: 'a red fox --v 7' })
})

test('the number of a describe line is taken off', async () => {
  under.gateway.answers.push(window('2️⃣ an owl --ar 5:4'))
  expect((await zoom()).state).toMatchObject({ prompt: 'an owl --ar 5:4' })
})

test('a confirmed window goes on as the same task, however long its status stays MODAL', async () => {
  under.gateway.answers.push(window('x'))
  const task = await zoom()
  await under.studio.confirmWindow(viewer, task.id, 'confirm', { prompt: 'a fox --zoom 1.7' })
  await under.settled(task.id)
  expect(modals().map((sent) => sent.submission)).toEqual([
    { verb: 'modal', taskId: task.gatewayTaskId, prompt: 'a fox --zoom 1.7' },
  ])
  under.gateway.report(task.gatewayTaskId!, { status: 'MODAL' })
  await under.clock.advance(60_000)
  expect((await under.task(task.id)).state.name).toBe('waiting')
  under.gateway.report(task.gatewayTaskId!, { status: 'IN_PROGRESS', progress: 5 })
  const running = await under.until(task.id, 'running')
  expect(running.prompt).toBe('a fox --zoom 1.7')
  expect(modals()).toHaveLength(1)
})

test('a second confirmation is a conflict; the same key again is the same answer', async () => {
  under.gateway.answers.push(window('x'))
  const task = await zoom()
  const confirm = (key: string) => under.studio.confirmWindow(viewer, task.id, key, { prompt: 'p' })
  await confirm('one')
  expect((await confirm('one')).id).toBe(task.id)
  await expect(confirm('two')).rejects.toMatchObject({ kind: 'conflict' })
  await under.settled(task.id)
  expect(modals()).toHaveLength(1)
})

test('a prepared answer confirms the window by itself, once, mask included', async () => {
  const mask = 'data:image/png;base64,iVBORw0KGgo='
  under.gateway.answers.push(window(''))
  const task = await zoom({ answer: { prompt: 'a hat', maskBase64: mask } })
  for (let i = 0; i < 100 && modals().length === 0; i += 1) await under.settled(task.id)
  await under.until(task.id, 'waiting')
  await under.clock.advance(30_000)
  expect(modals().map((sent) => sent.submission)).toEqual([
    { verb: 'modal', taskId: task.gatewayTaskId, prompt: 'a hat', maskBase64: mask },
  ])
})

test('a window that only the polled status shows is answered all the same', async () => {
  const task = await zoom({ answer: { prompt: 'a hat' } })
  expect(task.state.name).toBe('waiting')
  under.gateway.report(task.gatewayTaskId!, { status: 'MODAL' })
  await under.clock.advance(20_000)
  expect(modals()).toHaveLength(1)
})

test('a modal that goes on under another id is followed there', async () => {
  under.gateway.answers.push(window('x'))
  const task = await zoom()
  under.gateway.answers.push({
    type: 'accepted',
    taskId: 'elsewhere',
    description: '',
    ahead: null,
  })
  under.gateway.report('elsewhere', { status: 'IN_PROGRESS', progress: 20 })
  await under.studio.confirmWindow(viewer, task.id, 'confirm', { prompt: 'p' })
  const running = await under.until(task.id, 'running')
  expect(running.gatewayTaskId).toBe('elsewhere')
})

test('an unclear modal is settled by the task moving on', async () => {
  under.gateway.answers.push(window('x'))
  const task = await zoom()
  under.gateway.answers.push({ type: 'unknown', detail: 'cut off' })
  await under.studio.confirmWindow(viewer, task.id, 'confirm', { prompt: 'p' })
  await under.settled(task.id)
  expect((await under.task(task.id)).state.name).toBe('unclear')
  await under.clock.advance(30_000)
  expect((await under.task(task.id)).state.name).toBe('unclear')
  under.gateway.report(task.gatewayTaskId!, { status: 'IN_PROGRESS', progress: 20 })
  await under.until(task.id, 'running')
  expect(modals()).toHaveLength(1)
})

test('remix travels as it was asked for', async () => {
  await under.submit({
    verb: 'action',
    taskId: parent.id,
    customId: 'MJ::JOB::variation::1::job',
    enableRemix: true,
  })
  expect(under.gateway.sent.at(-1)?.submission).toMatchObject({ enableRemix: true })
})

test('an answer that could not be sent in time leaves the window open, to be answered again', async () => {
  under.gateway.answers.push(window('x'))
  const task = await zoom()
  const down = (): SubmitOutcome => {
    under.gateway.answers.push(down)
    return { type: 'not-sent', detail: 'ECONNREFUSED' }
  }
  under.gateway.answers.push(down)
  await under.studio.confirmWindow(viewer, task.id, 'late', { prompt: 'a fox --zoom 1.7' })
  await under.clock.advance(60_000)
  expect((await under.task(task.id)).state).toMatchObject({ name: 'queued' })
  await under.clock.advance(16 * 60_000)
  expect((await under.task(task.id)).state).toEqual({
    name: 'window',
    prompt: 'a fox --zoom 1.7',
    editable: true,
  })
  under.gateway.answers.length = 0
  const tries = modals().length
  await under.studio.confirmWindow(viewer, task.id, 'again', { prompt: 'a fox --zoom 1.8' })
  await under.settled(task.id)
  expect(modals()).toHaveLength(tries + 1)
  under.gateway.report(task.gatewayTaskId!, { status: 'SUCCESS', imageUrl: 'https://cdn/a.png' })
  await under.until(task.id, 'done')
})
