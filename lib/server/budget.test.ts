import { afterEach, beforeEach, expect, test } from 'vitest'
import type { StudioSubmission, SubmitOutcome } from '@/lib/mj/submission'
import type { Task } from '@/lib/mj/task'
import { dayOf } from './budget'
import type { Viewer } from './viewer'
import { joined } from './testing/people'
import { gridButtons, plainPicture } from './testing/scripted-gateway'
import { type StudioUnderTest, studioUnderTest, viewer as owner } from './testing/studio-under-test'

let under: StudioUnderTest
/** May submit three times a day. */
let ada: Viewer
beforeEach(async () => {
  // Five minutes before midnight.
  under = await studioUnderTest({ startAt: new Date(2026, 10, 28, 23, 55).getTime() })
  ada = await joined(under.studio, 'Ada', 3)
})
afterEach(() => under.close())

let clicks = 0
const imagine = (prompt = 'a red fox'): StudioSubmission => ({ verb: 'imagine', prompt })

async function submit(
  viewer: Viewer,
  submission = imagine(),
  clientKey = `click-${(clicks += 1)}`,
): Promise<Task> {
  const [task] = await under.studio.submit(viewer, [{ clientKey, submission }])
  await under.clock.settle()
  return task!
}

const budgetOf = async (viewer: Viewer) => (await under.studio.members.me(viewer)).budget
const tasksOf = async (viewer: Viewer) =>
  (await under.studio.feed(viewer, { limit: 200 })).tasks.length

const overBudget = { kind: 'over-budget', status: 403 }

test('whoever has no budget is not counted, and another’s submits are not one’s own', async () => {
  for (let n = 0; n < 5; n += 1) await submit(owner)
  expect(await budgetOf(owner)).toBeNull()
  expect(await budgetOf(ada)).toMatchObject({ perDay: 3, usedToday: 0 })
})

test('the share of a day is spent task by task, and then refused before anything is sent', async () => {
  for (let n = 1; n <= 3; n += 1) {
    await submit(ada)
    expect(await budgetOf(ada)).toMatchObject({ usedToday: n })
  }
  const sent = under.gateway.sent.length
  await expect(submit(ada)).rejects.toMatchObject(overBudget)
  await expect(submit(ada)).rejects.toThrow('0 of your 3 submits for today are left')
  expect(await tasksOf(ada)).toBe(3)
  await under.clock.advance(60_000)
  expect(under.gateway.sent).toHaveLength(sent)
})

test('of a batch that does not fit nothing is committed', async () => {
  await submit(ada)
  const items = [1, 2, 3].map((n) => ({ clientKey: `batch-${n}-of-3`, submission: imagine() }))
  await expect(under.studio.submit(ada, items)).rejects.toThrow('2 of your 3 submits')
  expect(await tasksOf(ada)).toBe(1)
  expect(await budgetOf(ada)).toMatchObject({ usedToday: 1 })
  await under.studio.submit(ada, items.slice(0, 2))
  expect(await budgetOf(ada)).toMatchObject({ usedToday: 3 })
})

test('of thirty clicks at once exactly three become tasks', async () => {
  const clicked = Array.from({ length: 30 }, () => submit(ada).then(() => 'taken', String))
  const answers = await Promise.all(clicked)
  expect(answers.filter((answer) => answer === 'taken')).toHaveLength(3)
  expect(await tasksOf(ada)).toBe(3)
  expect(under.gateway.sent).toHaveLength(3)
})

test('the same click again, and a button that is still running, cost nothing', async () => {
  const task = await submit(ada, imagine(), 'the-same-click')
  expect((await submit(ada, imagine(), 'the-same-click')).id).toBe(task.id)
  const { gatewayTaskId } = await under.studio.task(ada, task.id)
  under.gateway.pictures.set('https://cdn.example/a.png', await plainPicture())
  const imageUrl = 'https://cdn.example/a.png'
  under.gateway.report(gatewayTaskId!, { status: 'SUCCESS', imageUrl, buttons: gridButtons })
  await under.clock.advance(30_000)
  const press = { verb: 'action', taskId: task.id, customId: gridButtons[0]!.customId } as const
  const pressed = await submit(ada, press)
  expect((await submit(ada, press)).id).toBe(pressed.id)
  expect(await budgetOf(ada)).toMatchObject({ usedToday: 2 })
})

test('what was refused costs nothing, what is unclear may have', async () => {
  const refused: SubmitOutcome = {
    type: 'refused',
    reason: 'banned-word',
    code: 24,
    detail: '',
    bannedWord: null,
  }
  under.gateway.answers.push(refused, { type: 'unknown', detail: 'cut off' })
  await submit(ada)
  expect(await budgetOf(ada)).toMatchObject({ usedToday: 0 })
  const unclear = await submit(ada)
  expect(await budgetOf(ada)).toMatchObject({ usedToday: 1 })
  await under.studio.settleUnclear(ada, unclear.id, { choice: 'dismiss' })
  expect(await budgetOf(ada)).toMatchObject({ usedToday: 1 })
})

test('what is withdrawn before it has left is given back', async () => {
  under.gateway.answers.push({ type: 'not-sent', detail: 'ECONNREFUSED' })
  const task = await submit(ada)
  expect(await budgetOf(ada)).toMatchObject({ usedToday: 1 })
  await under.studio.cancel(ada, task.id)
  expect(await budgetOf(ada)).toMatchObject({ usedToday: 0 })
})

test('an upload is no picture and costs nothing, also where nothing is left', async () => {
  for (let n = 0; n < 3; n += 1) await submit(ada)
  const picture = Buffer.from(await plainPicture()).toString('base64')
  await submit(ada, { verb: 'upload', base64Array: [`data:image/png;base64,${picture}`] })
  expect(await budgetOf(ada)).toMatchObject({ usedToday: 3 })
})

test('the answer to a window goes on with a task that is paid', async () => {
  under.gateway.answers.push((sent) => {
    const taskId = under.gateway.take(sent)
    return { type: 'window', taskId, finalPrompt: 'a fox', editable: true }
  })
  const task = await submit(ada)
  await submit(ada)
  await submit(ada)
  await under.studio.confirmWindow(ada, task.id, 'the-answer', { prompt: 'a fox --zoom 2' })
  expect(await budgetOf(ada)).toMatchObject({ usedToday: 3 })
})

test('at midnight by the clock of the machine there is a new share', async () => {
  for (let n = 0; n < 3; n += 1) await submit(ada)
  const midnight = new Date(2026, 10, 29).getTime()
  expect(await budgetOf(ada)).toEqual({ perDay: 3, usedToday: 3, renewsAt: midnight })
  await under.clock.advance(midnight - 1 - under.clock.now())
  await expect(submit(ada)).rejects.toMatchObject(overBudget)
  await under.clock.advance(1)
  await submit(ada)
  expect(await budgetOf(ada)).toMatchObject({ usedToday: 1 })
})

test('a day has the hours that it has', () => {
  const { startsAt, endsAt } = dayOf(new Date(2026, 2, 29, 15, 30).getTime())
  expect(new Date(startsAt).toString()).toContain('Mar 29 2026 00:00:00')
  expect(new Date(endsAt).toString()).toContain('Mar 30 2026 00:00:00')
})

test('a budget that is changed counts from the next submit on, and nought is nothing', async () => {
  await submit(ada)
  await under.studio.members.change(ada.ownerId, { budgetPerDay: 0 })
  await expect(submit(ada)).rejects.toMatchObject(overBudget)
  await under.studio.members.change(ada.ownerId, { budgetPerDay: null })
  for (let n = 0; n < 4; n += 1) await submit(ada)
  expect(await tasksOf(ada)).toBe(5)
})

test('whoever is over their share is in the audit, and nothing else of it is', async () => {
  await under.studio.members.change(ada.ownerId, { budgetPerDay: 0 })
  await expect(submit(ada, imagine('a secret fox'))).rejects.toMatchObject(overBudget)
  const { entries } = await under.studio.audit.page(ada, { limit: 10 })
  expect(entries).toMatchObject([{ kind: 'over-budget', memberId: ada.ownerId, taskId: null }])
  expect(JSON.stringify(entries)).not.toContain('fox')
})
