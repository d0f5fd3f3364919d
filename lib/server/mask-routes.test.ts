import { afterEach, beforeEach, expect, test } from 'vitest'
import { GET as readDocument } from '@/app/api/tasks/[id]/mask/route'
import { POST as answerWindow } from '@/app/api/tasks/[id]/window/route'
import { GET as readPng } from '@/app/images/mask/[taskId]/route'
import type { SubmitOutcome } from '@/lib/mj/submission'
import type { Task } from '@/lib/mj/task'
import type { RouteHandler } from './api'
import { byPage, callRoute, serveRoutes } from './testing/route-calls'
import { plainPicture } from './testing/scripted-gateway'
import { type StudioUnderTest, studioUnderTest, viewer } from './testing/studio-under-test'
import { viewerOf } from './member-state'

const customId = 'MJ::Inpaint::1::job::SOLO'
const strokes = (n: number) => `{"version":1,"width":8,"height":8,"commands":[${n}]}`
let cookie = ''
let under: StudioUnderTest

beforeEach(async () => {
  under = await studioUnderTest()
  cookie = await serveRoutes(under.studio).signIn()
})
afterEach(() => under.close())

const call = (route: RouteHandler, id: string, { body = undefined as unknown, as = cookie } = {}) =>
  callRoute(route, { params: { id, taskId: id }, body }, byPage(as))

const documentOf = async (id: string) => (await call(readDocument, id)).json()

const maskUrl = async (color: string) =>
  `data:image/png;base64,${Buffer.from(await plainPicture(8, 8, color)).toString('base64')}`

/** A press of a region's button, with the whole answer to its window or with none. */
async function press(answer?: { maskBase64: string; maskDocument?: string }, by = viewer) {
  const [parent] = await under.studio.submit(by, [
    { clientKey: crypto.randomUUID(), submission: { verb: 'imagine', prompt: 'a fox' } },
  ])
  await under.clock.settle()
  const submission = {
    verb: 'action' as const,
    taskId: parent!.id,
    customId,
    ...(answer && { answer: { prompt: 'cranes', ...answer } }),
  }
  const [task] = await under.studio.submit(by, [{ clientKey: crypto.randomUUID(), submission }])
  await under.clock.settle()
  return task!
}

/** A task whose window the gateway holds open. */
async function openWindow(): Promise<Task> {
  const parent = await under.imagine()
  under.gateway.answers.push((sent): SubmitOutcome => {
    const taskId = under.gateway.take(sent)
    under.gateway.report(taskId, { status: 'MODAL' })
    return { type: 'window', taskId, finalPrompt: 'a fox', editable: true }
  })
  const task = await under.submit({ verb: 'action', taskId: parent.id, customId })
  expect(task.state.name).toBe('window')
  return task
}

test('the mask of a task of one’s own is its commands and its PNG', async () => {
  const { id } = await press({ maskBase64: await maskUrl('#fff'), maskDocument: strokes(1) })
  const answer = await call(readDocument, id)
  expect(answer.status).toBe(200)
  expect(await answer.json()).toEqual({ document: strokes(1) })
  const png = await call(readPng, id)
  expect(png.status).toBe(200)
  expect(png.headers.get('content-type')).toBe('image/png')
  expect(Buffer.from(await png.arrayBuffer())).toEqual(
    Buffer.from(await plainPicture(8, 8, '#fff')),
  )
})

test('a mask that another tool has sent has no commands', async () => {
  const { id } = await press({ maskBase64: await maskUrl('#fff') })
  expect(await documentOf(id)).toEqual({ document: null })
})

test('somebody else’s task, one without a mask, and one that never was are not found, all alike', async () => {
  const mask = { maskBase64: await maskUrl('#fff'), maskDocument: strokes(1) }
  const foreign = await press(mask, viewerOf('somebody-else'))
  const without = await press()
  for (const route of [readDocument, readPng]) {
    for (const id of [foreign.id, without.id, 'nobody']) {
      const answer = await call(route, id)
      expect(answer.status).toBe(404)
      expect(await answer.json()).toMatchObject({ error: { kind: 'not-found' } })
    }
  }
})

test('without a session nothing is told', async () => {
  const { id } = await press({ maskBase64: await maskUrl('#fff'), maskDocument: strokes(1) })
  for (const route of [readDocument, readPng]) {
    const answer = await call(route, id, { as: '' })
    expect(answer.status).toBe(401)
    expect(await answer.text()).not.toContain('commands')
  }
})

test('a window that is answered with a mask keeps its commands, which no gateway gets', async () => {
  const { id } = await openWindow()
  const body = {
    clientKey: 'the-answer',
    prompt: 'cranes',
    maskBase64: await maskUrl('#fff'),
    maskDocument: strokes(2),
  }
  expect((await call(answerWindow, id, { body })).status).toBe(200)
  await under.settled(id)
  expect(await documentOf(id)).toEqual({ document: strokes(2) })
  const { maskBase64 } = body
  expect(under.gateway.sent.at(-1)?.submission).toMatchObject({ verb: 'modal', maskBase64 })
  expect(JSON.stringify(under.gateway.sent)).not.toContain('maskDocument')
  await under.restart()
  cookie = await serveRoutes(under.studio).signIn()
  expect(await documentOf(id)).toEqual({ document: strokes(2) })
})

test('of a window whose first answer never left the mask is that of the second', async () => {
  const { id } = await openWindow()
  const down = (): SubmitOutcome => {
    under.gateway.answers.push(down)
    return { type: 'not-sent', detail: 'ECONNREFUSED' }
  }
  under.gateway.answers.push(down)
  const answer = async (clientKey: string, color: string, n: number) => {
    const maskBase64 = await maskUrl(color)
    const body = { clientKey, prompt: 'cranes', maskBase64, maskDocument: strokes(n) }
    expect((await call(answerWindow, id, { body })).status).toBe(200)
  }
  await answer('too-late', '#fff', 1)
  await under.clock.advance(15 * 60_000)
  await under.until(id, 'window')
  under.gateway.answers.length = 0
  await answer('in-time-', '#888', 2)
  await under.settled(id)
  expect(await documentOf(id)).toEqual({ document: strokes(2) })
})

test('a document that is longer than any day’s strokes is refused before it is kept', async () => {
  const { id } = await openWindow()
  const maskDocument = 'x'.repeat(4_000_001)
  const body = { clientKey: 'too-long', prompt: 'a', maskBase64: await maskUrl('#fff') }
  const answer = await call(answerWindow, id, { body: { ...body, maskDocument } })
  expect(answer.status).toBe(400)
  expect((await under.task(id)).state.name).toBe('window')
})
