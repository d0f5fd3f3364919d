/**
 * The same promises as contract.test.ts, lived through: a client of each dialect against a gateway that speaks it.
 * The demo gateway was written from the documents and not from the client, so that one misunderstanding cannot
 * hide in both.
 */
import { describe, expect, test } from 'vitest'
import type { DemoGatewayOptions } from '@/lib/demo/gateway'
import type { Submission, SubmitOutcome } from '@/lib/mj/submission'
import type { TaskReport } from '@/lib/mj/task'
import { plusDialect, plusFilterDialect } from './dialects/plus'
import {
  type DemoWorld,
  fox,
  openDemoWorld,
  paceMs,
  pictureOf,
  taskIdOf,
} from './testing/demo-world'

type World = DemoWorld & {
  finish: (taskId: string) => Promise<TaskReport>
}

const lived = [plusDialect, plusFilterDialect].map((dialect) => [dialect.id, dialect] as const)

describe.each(lived)('%s', (_id, dialect) => {
  async function open(faults = '', options: DemoGatewayOptions = {}): Promise<World> {
    const world = await openDemoWorld({ dialect, auth: 'both' }, { ...options, faults })
    const finish = (taskId: string) => {
      world.pass(10 * paceMs)
      return world.found(taskId)
    }
    return { ...world, finish }
  }

  test('an imagine is taken, runs forward, and ends with buttons and a picture', async () => {
    const { gateway, pass, found, finish } = await open()
    const taskId = taskIdOf(await gateway.submit(fox, 'token-1'))
    const seen: number[] = []
    for (let step = 0; step < 12; step++) {
      const { progress } = await found(taskId)
      if (progress !== null) seen.push(progress)
      pass(paceMs / 6)
    }
    expect(seen).toEqual(seen.toSorted((a, b) => a - b))
    const done = await finish(taskId)
    expect(done).toMatchObject({ id: taskId, status: 'SUCCESS', progress: 100, state: 'token-1' })
    expect(done.buttons.map(({ label, emoji }) => label || emoji)).toEqual([
      'U1',
      'U2',
      'U3',
      'U4',
      '🔄',
      'V1',
      'V2',
      'V3',
      'V4',
    ])
    const { bytes, type } = await gateway.readPicture(done.imageUrl ?? '')
    expect(type).toBe('image/png')
    expect(bytes.length).toBeGreaterThan(10_000)
  })

  test('a button leads to a child, and a speed is asked for', async () => {
    const { gateway, finish } = await open()
    const grid = await finish(taskIdOf(await gateway.submit({ ...fox, speed: 'turbo' }, 's')))
    const customId = grid.buttons.find(({ label }) => label === 'U2')?.customId ?? ''
    const action: Submission = { verb: 'action', taskId: grid.id, customId }
    const child = await finish(taskIdOf(await gateway.submit(action, 's')))
    expect(child).toMatchObject({ status: 'SUCCESS', action: 'UPSCALE' })
    expect(
      (await finish(grid.id)).buttons.find((button) => button.customId === customId)?.style,
    ).toBe(3)
  })

  test('a region opens a window, waits as MODAL, and goes on under the same id', async () => {
    const { gateway, found, finish } = await open()
    const grid = await finish(taskIdOf(await gateway.submit(fox, 's')))
    const press = async (parent: TaskReport, part: string) => {
      const customId = parent.buttons.find((button) => button.customId.includes(part))?.customId
      return await gateway.submit(
        { verb: 'action', taskId: parent.id, customId: customId ?? '' },
        's',
      )
    }
    const single = await finish(taskIdOf(await press(grid, 'upsample::1')))
    const window = await press(single, 'Inpaint')
    expect(window).toMatchObject({ type: 'window' })
    const taskId = taskIdOf(window)
    expect((await found(taskId)).status).toBe('MODAL')
    const modal = { verb: 'modal', taskId, prompt: 'a blue fox' } as const
    expect(await gateway.submit(modal, 's')).toMatchObject({
      type: 'refused',
      reason: 'invalid-request',
    })
    const outcome = await gateway.submit({ ...modal, maskBase64: await pictureOf('white') }, 's')
    expect(outcome).toMatchObject({ type: 'accepted', taskId })
    expect((await finish(taskId)).status).toBe('SUCCESS')
  })

  test('every verb of its capabilities is understood', async () => {
    const { gateway, finish } = await open()
    const grid = await finish(taskIdOf(await gateway.submit(fox, 's')))
    const [red, blue] = [await pictureOf('red'), await pictureOf('blue')]
    const submissions: Submission[] = [
      { verb: 'blend', base64Array: [red, blue], dimensions: 'PORTRAIT' },
      { verb: 'describe', base64: red },
      { verb: 'shorten', prompt: 'a very long and winding text about a red fox' },
      { verb: 'swap', sourceBase64: red, targetBase64: blue },
      { verb: 'change', taskId: grid.id, action: 'VARIATION', index: 2 },
    ]
    for (const submission of submissions) {
      expect(await gateway.submit(submission, 's')).toMatchObject({ type: 'accepted' })
    }
    const uploaded = await gateway.submit({ verb: 'upload', base64Array: [red] }, 's')
    expect(uploaded).toMatchObject({ type: 'uploaded', urls: [expect.stringContaining('http')] })
    expect(await gateway.seed(grid.id)).toMatchObject({ type: 'seed' })
  })

  test('lists say the same as single reads, and leave out what is unknown', async () => {
    const { gateway, found } = await open()
    const first = taskIdOf(await gateway.submit(fox, 'a'))
    const second = taskIdOf(await gateway.submit(fox, 'b'))
    const listed = await gateway.list([second, '404', first])
    if (listed.type !== 'listed') throw new Error(JSON.stringify(listed))
    const byId = new Map(listed.reports.map((report) => [report.id, report]))
    expect(byId.size).toBe(2)
    expect(byId.get(first)).toEqual(await found(first))
    const recent = await gateway.listRecent()
    if (recent.type !== 'listed') throw new Error(JSON.stringify(recent))
    expect(recent.reports.map(({ state }) => state).toSorted()).toEqual(['a', 'b'])
    expect(await gateway.fetch('404')).toEqual({ type: 'absent' })
  })

  test('a cancel ends a task', async () => {
    const { gateway, found } = await open()
    const taskId = taskIdOf(await gateway.submit(fox, 's'))
    expect(await gateway.cancel(taskId)).toEqual({ type: 'cancelled' })
    expect((await found(taskId)).status).toBe('CANCEL')
    expect(await gateway.cancel(taskId)).toMatchObject({ type: 'refused' })
  })

  test('refusals are outcomes with reasons, and cost nothing', async () => {
    const { gateway, demo } = await open()
    const expectReason = async (submission: Submission, reason: string) =>
      expect(await gateway.submit(submission, 's')).toMatchObject({ type: 'refused', reason })
    await expectReason({ verb: 'imagine', prompt: ' ' }, 'invalid-request')
    await expectReason({ verb: 'action', taskId: '404', customId: 'MJ::x::1' }, 'parent-expired')
    await expectReason({ verb: 'blend', base64Array: ['x'] }, 'invalid-request')
    expect(demo.counts().charges).toEqual([])
  })

  test('a key that is not theirs is refused everywhere', async () => {
    const { connect } = await open()
    const stranger = connect('sk-another-key')
    expect(await stranger.submit(fox, 's')).toMatchObject({
      type: 'refused',
      reason: 'key-refused',
    })
    expect(await stranger.fetch('1')).toEqual({ type: 'key-refused' })
    expect(await stranger.list(['1'])).toEqual({ type: 'key-refused' })
  })

  test.each([
    ['rate-limit', 'refused-for-now', 0],
    ['rate-limit-retry-after ms=7000', 'refused-for-now', 0],
    ['html-502', 'unknown', 0],
    ['html-200', 'unknown', 0],
    ['reset-before-accept', 'unknown', 0],
    ['reset-after-accept', 'unknown', 1],
    ['timeout ms=1', 'unknown', 1],
    ['empty-200', 'unknown', 1],
    ['cut-json', 'unknown', 1],
    ['html-502-after-accept', 'unknown', 1],
    ['number-ids', 'accepted', 1],
    ['string-code', 'accepted', 1],
    ['snowflake-ids, number-ids', 'accepted', 1],
  ])('under %s a submit is %s, sent once, charged %i times', async (faults, type, charged) => {
    const { gateway, demo } = await open(faults)
    expect(await gateway.submit(fox, 'token-1')).toMatchObject({ type })
    expect(demo.counts()).toMatchObject({ submits: 1 })
    expect(demo.counts().charges).toHaveLength(charged)
  })

  test('under everything at once, what was charged is what may have been: 200 submits', async () => {
    const early = [
      'rate-limit',
      'rate-limit-retry-after',
      'html-502',
      'html-200',
      'reset-before-accept',
    ]
    const late = [
      'reset-after-accept',
      'timeout ms=1',
      'empty-200',
      'cut-json',
      'html-502-after-accept',
    ]
    const shapes = ['number-ids', 'string-code', 'snowflake-ids']
    const plan = [...early, ...late].map((fault) => `${fault} rate=0.07`)
    const faults = [...plan, ...shapes.map((fault) => `${fault} rate=0.5`), 'seed=7'].join(', ')
    const { gateway, demo } = await open(faults)
    const sent = new Map<string, SubmitOutcome>()
    for (let index = 0; index < 200; index++) {
      const state = `token-${index}`
      sent.set(state, await gateway.submit(fox, state))
    }
    const { charges, submits } = demo.counts()
    expect(submits).toBe(200)
    const charged = new Map(charges.map(({ state, taskId }) => [state, taskId]))
    expect(charged.size).toBe(charges.length)
    const seen = new Set<string>()
    for (const [state, outcome] of sent) {
      seen.add(outcome.type)
      // Sure of it: charged under this very id. Sure of the opposite: not charged. Otherwise: in doubt.
      if (outcome.type === 'accepted') expect(charged.get(state)).toBe(outcome.taskId)
      else if (outcome.type !== 'unknown') expect(charged.has(state)).toBe(false)
    }
    expect([...seen].toSorted()).toEqual(['accepted', 'refused-for-now', 'unknown'])
  })

  test('a Discord id sent as a bare number is the id of the task', async () => {
    const { gateway, demo, found } = await open('snowflake-ids, number-ids')
    const taskId = taskIdOf(await gateway.submit(fox, 's'))
    expect(demo.counts().charges[0]?.taskId).toBe(taskId)
    expect(taskId.length).toBeGreaterThan(16)
    expect((await found(taskId)).id).toBe(taskId)
  })

  test('null buttons, null properties and words for progress are read as nothing', async () => {
    const { gateway, pass, found } = await open('null-buttons, null-properties, progress-words')
    const taskId = taskIdOf(await gateway.submit(fox, 's'))
    pass(paceMs / 2)
    expect(await found(taskId)).toMatchObject({ progress: null, buttons: [], finalPrompt: '' })
  })
})
