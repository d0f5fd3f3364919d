import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { isOnServer } from '@/lib/db/testing/database-under-test'
import type { SubmitOutcome } from '@/lib/mj/submission'
import { plainPictureUrl, type Sent } from './testing/scripted-gateway'
import { type StudioUnderTest, studioUnderTest, viewer } from './testing/studio-under-test'

let under: StudioUnderTest
afterEach(() => under.close())

const unknown: SubmitOutcome = { type: 'unknown', detail: 'the connection broke' }
const minute = 60_000

/** The gateway takes the submit and charges for it, but its answer is lost. */
const takenUnheard = (sent: Sent): SubmitOutcome => {
  under.gateway.take(sent)
  return unknown
}

describe('a gateway that lists by state', () => {
  beforeEach(async () => {
    under = await studioUnderTest()
  })

  test('an unclear submit that was taken is found again, and sent once', async () => {
    under.gateway.answers.push(takenUnheard)
    const task = await under.imagine()
    expect(task.state).toMatchObject({ name: 'unclear', detail: 'the connection broke' })
    const healed = await under.until(task.id, 'waiting')
    expect(healed.gatewayTaskId).toBe('gw1')
    expect(under.gateway.sent).toHaveLength(1)
  })

  test('one that was not taken is sent again, but only after the grace', async () => {
    await under.imagine('an older task')
    await under.clock.advance(1000)
    under.gateway.answers.push(unknown)
    const task = await under.imagine()
    const sentAt = under.clock.now()
    await under.until(task.id, 'waiting')
    expect(under.gateway.sent).toHaveLength(3)
    expect(under.gateway.sent[2]!.at - sentAt).toBeGreaterThanOrEqual(2 * minute - 1000)
    expect(under.gateway.sent[2]!.state).not.toBe(under.gateway.sent[1]!.state)
  })

  test('a studio that was stopped in the middle of a send leaves the verdict to that send', async () => {
    await under.imagine('an older task')
    const submit = under.gateway.submit.bind(under.gateway)
    let end: (outcome: SubmitOutcome) => void = () => undefined
    let sends = 0
    under.gateway.submit = () => {
      sends += 1
      return new Promise((resolve) => (end = resolve))
    }
    const task = await under.imagine()
    // Its lease has long ended, and the list shows nothing: the bytes may still be to go.
    await under.clock.advance(10 * minute)
    expect((await under.task(task.id)).state.name).toBe('sending')
    under.gateway.submit = submit
    end(unknown)
    await under.clock.settle()
    await under.clock.advance(minute)
    expect((await under.task(task.id)).state.name).toBe('unclear')
    expect(sends + under.gateway.sent.length).toBe(2)
  })

  test('absence from a list that has forgotten older tasks proves nothing', async () => {
    const older = await under.imagine('an older task')
    under.gateway.report(older.gatewayTaskId!, { status: 'FAILURE', failReason: 'banned prompt' })
    await under.until(older.id, 'failed')
    under.gateway.answers.push(unknown)
    const task = await under.imagine()
    under.gateway.tasks.clear()
    await under.clock.advance(30 * minute)
    expect((await under.task(task.id)).state.name).toBe('unclear')
    expect(under.gateway.sent).toHaveLength(2)
  })

  test('absence proves nothing where no older task is known', async () => {
    under.gateway.answers.push(unknown)
    const task = await under.imagine()
    await under.clock.advance(30 * minute)
    expect((await under.task(task.id)).state.name).toBe('unclear')
  })

  test.each([
    ['an upload', { verb: 'upload' }],
    ['a bookmark', { verb: 'action', customId: 'MJ::BOOKMARK::job' }],
  ] as const)('%s leaves no task behind, so its absence proves nothing', async (_, asked) => {
    const older = await under.imagine('an older task')
    await under.clock.advance(1000)
    under.gateway.answers.push(unknown)
    const task = await under.submit(
      asked.verb === 'action'
        ? { ...asked, taskId: older.id }
        : { ...asked, base64Array: [await plainPictureUrl()] },
    )
    await under.clock.advance(30 * minute)
    expect((await under.task(task.id)).state.name).toBe('unclear')
    expect(under.gateway.sent).toHaveLength(2)
  })

  test('the answer to a window shows under the token of its press, so its absence proves nothing', async () => {
    const older = await under.imagine('an older task')
    await under.clock.advance(1000)
    under.gateway.answers.push((sent) => {
      const taskId = under.gateway.take(sent)
      under.gateway.report(taskId, { status: 'MODAL' })
      return { type: 'window', taskId, finalPrompt: 'x', editable: true }
    }, unknown)
    const task = await under.submit({
      verb: 'action',
      taskId: older.id,
      customId: 'MJ::CustomZoom::job',
    })
    await under.studio.confirmWindow(viewer, task.id, 'confirm', { prompt: 'p' })
    await under.settled(task.id)
    await under.clock.advance(30 * minute)
    expect((await under.task(task.id)).state.name).toBe('unclear')
    expect(under.gateway.sent).toHaveLength(3)
  })

  test('a list that fails proves nothing', async () => {
    await under.imagine('an older task')
    await under.clock.advance(1000)
    under.gateway.answers.push(unknown)
    const task = await under.imagine()
    under.gateway.readFault = { type: 'unreadable', detail: 'HTTP 502', retryAfterMs: null }
    await under.clock.advance(10 * minute)
    expect((await under.task(task.id)).state.name).toBe('unclear')
    under.gateway.readFault = null
    await under.until(task.id, 'waiting')
  })

  test('a dismissed submit that turns up after all comes back', async () => {
    let late: Sent | undefined
    under.gateway.answers.push((sent) => {
      late = sent
      return unknown
    })
    const task = await under.imagine()
    await under.studio.settleUnclear(viewer, task.id, { choice: 'dismiss' })
    expect((await under.task(task.id)).state.name).toBe('not-sent')
    under.gateway.take(late!)
    await under.until(task.id, 'waiting')
    expect(under.gateway.sent).toHaveLength(1)
  })

  test('a person can have the list looked at now', async () => {
    under.gateway.answers.push(takenUnheard)
    const task = await under.imagine()
    const checked = await under.studio.settleUnclear(viewer, task.id, { choice: 'check' })
    expect(checked.state.name).toBe('waiting')
  })

  test('a submit sent again by hand while the list is read stays with that choice, and holds nobody up', async () => {
    under.gateway.answers.push(takenUnheard)
    const task = await under.imagine()
    const listRecent = under.gateway.listRecent.bind(under.gateway)
    under.gateway.listRecent = async () => {
      under.gateway.listRecent = listRecent
      await under.studio.settleUnclear(viewer, task.id, { choice: 'resend' })
      return listRecent()
    }
    await under.clock.advance(30_000)
    expect(await under.task(task.id)).toMatchObject({
      gatewayTaskId: 'gw2',
      state: { name: 'waiting' },
    })
    expect((await under.imagine('a stranger')).state.name).toBe('waiting')
    expect(under.faults).toEqual([])
  })

  test('a submit whose task a person gave to another is looked for as calmly as any', async () => {
    under.gateway.answers.push(takenUnheard, unknown)
    const task = await under.imagine()
    const other = await under.imagine('another')
    const choice = { choice: 'adopt', gatewayTaskId: 'gw1' } as const
    await under.studio.settleUnclear(viewer, other.id, choice)
    await under.clock.advance(20 * minute)
    expect((await under.task(task.id)).state.name).toBe('unclear')
    const told = (await under.studio.history(viewer, task.id)).map((event) => event.kind)
    expect(told.filter((kind) => kind === 'unclear')).toHaveLength(1)
  })
})

describe('a gateway that cannot list', () => {
  beforeEach(async () => {
    under = await studioUnderTest({ capabilities: { listByState: false } })
    under.gateway.answers.push(unknown)
  })

  test('an unclear submit stays unclear, for ever, and is never sent by itself', async () => {
    const task = await under.imagine()
    await under.clock.advance(3 * 60 * minute)
    await under.restart()
    await under.clock.advance(60 * minute)
    expect((await under.task(task.id)).state.name).toBe('unclear')
    expect(under.gateway.sent).toHaveLength(1)
  })

  test('a person may send it again: a new attempt with a token of its own', async () => {
    const task = await under.imagine()
    await under.studio.settleUnclear(viewer, task.id, { choice: 'resend' })
    await under.settled(task.id)
    expect((await under.task(task.id)).state.name).toBe('waiting')
    expect(new Set(under.gateway.sent.map((sent) => sent.state)).size).toBe(2)
  })

  test('two presses on send-again are one send', async () => {
    const task = await under.imagine()
    const choices = await Promise.allSettled([
      under.studio.settleUnclear(viewer, task.id, { choice: 'resend' }),
      under.studio.settleUnclear(viewer, task.id, { choice: 'resend' }),
    ])
    await under.settled(task.id)
    expect(under.gateway.sent).toHaveLength(2)
    expect(choices.some((choice) => choice.status === 'fulfilled')).toBe(true)
  })

  test('a person may give the id: it is bound once the gateway has shown it', async () => {
    const task = await under.imagine()
    const adopt = (gatewayTaskId: string) =>
      under.studio.settleUnclear(viewer, task.id, { choice: 'adopt', gatewayTaskId })
    await expect(adopt('nowhere')).rejects.toMatchObject({ kind: 'not-found' })
    under.gateway.report('theirs', { status: 'IN_PROGRESS', progress: 40 })
    const adopted = await adopt('theirs')
    expect(adopted).toMatchObject({ gatewayTaskId: 'theirs', state: { name: 'waiting' } })
    await under.until(task.id, 'running')
  })

  test('an id that another task has cannot be adopted', async () => {
    const task = await under.imagine()
    const other = await under.imagine('another')
    const adopting = under.studio.settleUnclear(viewer, task.id, {
      choice: 'adopt',
      gatewayTaskId: other.gatewayTaskId!,
    })
    await expect(adopting).rejects.toMatchObject({ kind: 'conflict' })
  })
})

describe('restarts', () => {
  test('a send that was under way is unclear afterwards, never waiting', async () => {
    under = await studioUnderTest({ capabilities: { listByState: false } })
    under.gateway.answers.push(unknown)
    const task = await under.imagine()
    // What kill -9 leaves: the claim is committed, the answer is not. Who may not be alone waits for the lease to end.
    await under.studio.db
      .updateTable('attempt')
      .set({ status: 'SENDING', lease_until: under.clock.now() + (isOnServer ? minute : 10 ** 9) })
      .execute()
    await under.studio.db
      .updateTable('task')
      .set({ state_name: 'sending', state_json: '{"name":"sending"}' })
      .execute()
    await under.restart()
    await under.clock.advance(30 * minute)
    expect((await under.task(task.id)).state).toMatchObject({ name: 'unclear' })
    expect(under.gateway.sent).toHaveLength(1)
  })

  test('what waits is sent by the next process, what runs is watched by it', async () => {
    under = await studioUnderTest()
    const running = await under.imagine('runs')
    under.gateway.answers.push({
      type: 'refused-for-now',
      reason: 'queue-full',
      detail: '',
      retryAfterMs: 5000,
    })
    const waiting = await under.imagine('waits')
    await under.restart()
    under.gateway.report(running.gatewayTaskId!, { status: 'IN_PROGRESS', progress: 10 })
    await under.until(running.id, 'running')
    await under.until(waiting.id, 'waiting')
    expect(under.gateway.sent).toHaveLength(3)
  })

  test('a wall clock that was a day ahead holds nothing up', async () => {
    under = await studioUnderTest()
    under.gateway.answers.push({ type: 'not-sent', detail: 'ENOTFOUND' })
    const task = await under.imagine()
    await under.studio.db
      .updateTable('attempt')
      .set((eb) => ({
        next_at: eb('next_at', '+', 86_400_000),
        deadline_at: eb('deadline_at', '+', 86_400_000),
      }))
      .execute()
    await under.restart()
    await under.clock.advance(11 * minute)
    expect((await under.task(task.id)).state.name).toBe('waiting')
  })
})
