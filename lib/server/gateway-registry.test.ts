import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { GatewayDraft } from '@/lib/mj/gateways'
import type { Task } from '@/lib/mj/task'
import { type Connection, connectEnvironment, connectMade } from './gateways'
import type { StudioOptions } from './open-studio'
import { gatewayDraft } from './testing/gateway-draft'
import { type ScriptedGateway, scriptedGateway } from './testing/scripted-gateway'
import { type StudioUnderTest, studioUnderTest, viewer } from './testing/studio-under-test'
import { type WireOfGateways, wireOfGateways } from './testing/wire-of-gateways'

let wire: WireOfGateways
let under: StudioUnderTest
let demo: ScriptedGateway
/** How often the demo gateway was opened, and closed. */
let opened = { times: 0, closed: 0 }

/** A studio that has nothing but the demo gateway, which a scripted one stands for. */
function options(): Partial<StudioOptions> {
  demo = { ...scriptedGateway(() => under.clock.now(), {}, 'demo'), isDemo: true }
  opened = { times: 0, closed: 0 }
  return {
    gateways: [],
    send: wire.send,
    openDemo: () => {
      opened.times += 1
      const connection: Connection = { ...connectMade(demo), source: 'built-in' }
      const close = () => Promise.resolve(void (opened.closed += 1))
      return Promise.resolve({ connection, close })
    },
  }
}

beforeEach(async () => {
  wire = wireOfGateways()
  under = await studioUnderTest(options())
})
afterEach(() => under.close())

const desk = () => under.studio.gateways
const add = (change: Partial<GatewayDraft> = {}) => desk().add(gatewayDraft(change))
const connected = () => under.studio.connected().map(({ name }) => name)
const press = (task: Task, label = 'U1') =>
  under.submit({
    verb: 'action',
    taskId: task.id,
    customId: task.buttons.find((button) => button.label === label)?.customId ?? 'MJ::JOB::x::1::y',
  })

describe('which gateways are connected', () => {
  test('the first one set up takes over from the demo gateway, the next ones change nothing', async () => {
    expect(connected()).toEqual(['Scripted gateway'])
    expect(opened.times).toBe(1)
    const one = await add()
    expect(one.isDefault).toBe(true)
    expect(connected()).toEqual(['One'])
    const two = await add({ name: 'Two', baseUrl: 'https://two.example' })
    expect(two.isDefault).toBe(false)
    expect(connected()).toEqual(['One', 'Two'])
    const three = await add({ name: 'Three', baseUrl: 'https://three.example' })
    await desk().remove(one.id)
    expect(connected()).toEqual(['Three', 'Two'])
    // What the studio fell back to stays, whatever is added after.
    await add({ name: 'Four', baseUrl: 'https://four.example' })
    expect(connected()[0]).toBe('Three')
    for (const { id } of await desk().list()) await desk().remove(id)
    expect(three.id).not.toBe(two.id)
    expect(connected()).toEqual(['Scripted gateway'])
    expect(opened.times).toBe(1)
  })

  test('the demo gateway stays while there are tasks of it, last in the list, and closes with the studio', async () => {
    const task = await under.imagine()
    const one = await add()
    expect((await desk().list()).map(({ id, tasks }) => [id, tasks])).toEqual([
      [one.id, 0],
      ['demo', 1],
    ])
    expect(task.gateway.id).toBe('demo')
    await under.restart()
    expect(connected()).toEqual(['One', 'Scripted gateway'])
    expect(opened).toEqual({ times: 2, closed: 1 })
    await expect(desk().remove('demo')).rejects.toMatchObject({ kind: 'conflict' })
    await desk().makeDefault('demo')
    expect(connected()).toEqual(['Scripted gateway', 'One'])
  })

  test('one that the environment names too is the environment’s, under the id its tasks know', async () => {
    const one = await add()
    const task = await under.imagine()
    const settings = {
      baseUrl: 'https://one.example',
      key: 'sk-other',
      auth: 'bearer' as const,
      dialect: 'plus',
      name: 'From outside',
    }
    await under.restart({ environment: connectEnvironment(settings, []) })
    expect(await desk().list()).toMatchObject([
      { id: one.id, name: 'From outside', source: 'environment', tasks: 1, isDefault: true },
    ])
    // The same address once more is another account of the same service.
    const twin = await add({ name: 'Twin' })
    expect(twin.id).not.toBe(one.id)
    await under.restart({ environment: null })
    expect(connected()).toEqual(['One', 'Twin'])
    expect((await under.task(task.id)).gateway.id).toBe(one.id)
  })
})

describe('a task', () => {
  test('stays with the gateway that made it when the default changes', async () => {
    await add()
    const task = await under.imagine()
    expect(task.gateway).toMatchObject({ name: 'One', isDemo: false })
    const two = await add({ name: 'Two', baseUrl: 'https://two.example', key: 'sk-two' })
    await desk().makeDefault(two.id)
    await under.until(task.id, 'running')
    await press(await under.task(task.id))
    await under.imagine()
    expect(wire.submits().map(({ host, authorization }) => [host, authorization])).toEqual([
      ['one.example', 'Bearer sk-one'],
      ['one.example', 'Bearer sk-one'],
      ['two.example', 'Bearer sk-two'],
    ])
  })

  test('of the demo gateway keeps its buttons after a real gateway has been set up', async () => {
    const task = await under.imagine()
    await add()
    demo.report('gw1', { status: 'IN_PROGRESS', progress: 40 })
    await under.until(task.id, 'running')
    const child = await press(await under.task(task.id))
    expect(child.gateway.id).toBe('demo')
    expect(demo.sent).toHaveLength(2)
    expect(wire.submits()).toEqual([])
  })

  test('of a gateway that was removed is shown as it stands, its buttons refuse, and work again after', async () => {
    const one = await add()
    const task = await under.imagine()
    await under.until(task.id, 'running')
    await desk().remove(one.id)
    const looks = wire.asked.length
    await under.clock.advance(60_000)
    expect(wire.asked).toHaveLength(looks)
    const shown = await under.task(task.id)
    expect(shown.state.name).toBe('running')
    expect(shown.gateway.name).toBe('One')
    const refusal = { kind: 'conflict', message: expect.stringContaining('no longer connected') }
    await expect(press(shown)).rejects.toMatchObject(refusal)
    await expect(under.studio.seed(viewer, task.id)).rejects.toMatchObject({ kind: 'conflict' })
    await expect(under.studio.cancel(viewer, task.id)).rejects.toMatchObject({ kind: 'conflict' })
    const again = await add({ name: 'Back', key: 'sk-new' })
    expect(again.id).toBe(one.id)
    expect((await press(shown)).state.name).toBe('waiting')
    expect(wire.submits().at(-1)).toMatchObject({ authorization: 'Bearer sk-new' })
  })
})

describe('what is on its way', () => {
  test('is answered for by the settings it left with; the next goes by the new ones', async () => {
    const one = await add()
    let answer = () => {}
    wire.held.set('one.example', new Promise((resolve) => (answer = resolve)))
    const submission = { verb: 'imagine', prompt: 'a red fox' } as const
    const [sent] = await under.studio.submit(viewer, [{ clientKey: 'first-key', submission }])
    await under.clock.settle()
    expect((await under.task(sent!.id)).state.name).toBe('sending')
    await desk().change(one.id, gatewayDraft({ baseUrl: 'https://moved.example', key: 'sk-moved' }))
    answer()
    await under.clock.settle()
    expect((await under.task(sent!.id)).state.name).toBe('waiting')
    await under.imagine()
    expect(wire.submits().map(({ host, authorization }) => [host, authorization])).toEqual([
      ['one.example', 'Bearer sk-one'],
      ['moved.example', 'Bearer sk-moved'],
    ])
  })

  test('is not sent at all where it still waits when its gateway is removed', async () => {
    const one = await add()
    let answer = () => {}
    wire.held.set('one.example', new Promise((resolve) => (answer = resolve)))
    const items = Array.from({ length: 9 }, (_, n) => ({
      clientKey: `waits-${n}-key`,
      submission: { verb: 'imagine', prompt: `fox ${n}` } as const,
    }))
    const tasks = await under.studio.submit(viewer, items)
    await under.clock.settle()
    await desk().remove(one.id)
    await under.clock.settle()
    const last = await under.task(tasks.at(-1)!.id)
    expect(last.state).toEqual({
      name: 'not-sent',
      detail: 'the gateway of this task is no longer connected',
    })
    answer()
    await under.clock.settle()
    // What had left was taken, and is known by the id it was given.
    expect(await under.task(tasks[0]!.id)).toMatchObject({
      state: { name: 'waiting' },
      gatewayTaskId: 'one-1',
    })
    expect(wire.submits()).toHaveLength(8)
  })

  test('and opens a window after its gateway was removed waits there, and the studio still closes', async () => {
    const one = await add()
    const task = await under.imagine()
    await under.until(task.id, 'running')
    let answer = () => {}
    wire.held.set('one.example', new Promise((resolve) => (answer = resolve)))
    wire.answers.push({ code: 21 })
    const { customId } = (await under.task(task.id)).buttons[1]!
    const submission = {
      verb: 'action',
      taskId: task.id,
      customId,
      answer: { prompt: 'a blue fox' },
    } as const
    const [pressed] = await under.studio.submit(viewer, [{ clientKey: 'press-key', submission }])
    await under.clock.settle()
    await desk().remove(one.id)
    answer()
    await under.clock.settle()
    expect((await under.task(pressed!.id)).state.name).toBe('window')
    expect(wire.submits()).toHaveLength(2)
    expect(under.faults).toEqual([])
  })

  test('at one gateway is not held up by another that does not answer', async () => {
    const slow = scriptedGateway(() => under.clock.now(), {}, 'slow')
    const quick = scriptedGateway(() => under.clock.now(), {}, 'quick')
    await under.restart({ gateways: [slow, quick] })
    await under.imagine()
    await desk().makeDefault('quick')
    const task = await under.imagine()
    let answer = () => {}
    const silence = new Promise<void>((resolve) => (answer = resolve))
    slow.list = () => silence.then(() => ({ type: 'listed', reports: [] }))
    quick.report('gw1', { status: 'IN_PROGRESS', progress: 50 })
    await under.clock.advance(10_000)
    expect(task.gateway.id).toBe('quick')
    expect((await under.task(task.id)).state).toMatchObject({ name: 'running', progress: 50 })
    answer()
  })
})

describe('what the owner set for a gateway', () => {
  const wishes = {
    defaultSpeed: 'relax' as const,
    accountFilter: { instanceId: 'account-1', remark: 'mine' },
    notify: true,
  }

  test('goes along with every submit that says nothing else', async () => {
    await under.restart({ origin: 'https://studio.example' })
    await add(wishes)
    const task = await under.imagine()
    expect(task.speed).toBe('relax')
    const [sent] = wire.submits()
    expect(sent?.path).toBe('/mj-relax/mj/submit/imagine')
    expect(sent?.body['accountFilter']).toEqual({ instanceId: 'account-1', remark: 'mine' })
    expect(sent?.body['notifyHook']).toMatch(
      /^https:\/\/studio\.example\/api\/hook\/[a-z2-7]{26}\./,
    )
    expect(under.studio.connected()[0]?.defaultSpeed).toBe('relax')
  })

  test('gives way to what the submit says', async () => {
    await under.restart({ origin: 'https://studio.example' })
    await add(wishes)
    await under.submit({
      verb: 'imagine',
      prompt: 'a red fox',
      speed: 'turbo',
      accountFilter: { remark: 'yours' },
      notifyHook: 'https://elsewhere.example',
    })
    const [sent] = wire.submits()
    expect(sent?.path).toBe('/mj-turbo/mj/submit/imagine')
    expect(sent?.body['accountFilter']).toEqual({ instanceId: 'account-1', remark: 'yours' })
    expect(sent?.body['notifyHook']).toContain('https://studio.example/')
  })

  test('names no address of the studio once it has no public one any more', async () => {
    await under.restart({ origin: 'https://studio.example' })
    await add(wishes)
    await under.restart({ origin: null })
    await under.imagine()
    expect(wire.submits()[0]?.body['notifyHook']).toBeUndefined()
  })
})
