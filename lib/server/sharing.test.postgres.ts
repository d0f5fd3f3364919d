import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkInvariants } from '@/lib/db/invariants'
import { freshPlace, type Place } from '@/lib/db/testing/database-under-test'
import type { SubmitOutcome } from '@/lib/mj/submission'
import type { Task } from '@/lib/mj/task'
import { openStudio, type RunningStudio, type StudioOptions } from './open-studio'
import { gatewayDraft } from './testing/gateway-draft'
import { gridButtons, type ScriptedGateway, scriptedGateway } from './testing/scripted-gateway'
import { settingsOf, type S3Server, startS3Server } from '@/lib/storage/testing/s3-server'
import { viewer } from './testing/studio-under-test'

let folder = ''
let place: Place
let gateway: ScriptedGateway
let bucket: S3Server
const open: RunningStudio[] = []
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'safelight-sharing-'))
  place = await freshPlace('')
  bucket = await startS3Server()
  gateway = scriptedGateway(() => Date.now())
})
afterEach(async () => {
  const broken = await checkInvariants(open[0]!.db)
  for (const studio of open.splice(0)) await studio.close()
  await bucket.close()
  await place.remove()
  await rm(folder, { recursive: true })
  expect(broken).toEqual([])
})

/** Another process, but for the memory that they share: the gateway and the test. */
async function another(options: Partial<StudioOptions> = {}): Promise<RunningStudio> {
  const studio = await openStudio({
    folder: join(folder, `studio ${open.length}`),
    s3: settingsOf(bucket),
    database: place.address,
    secret: new Uint8Array(32).fill(7),
    gateways: [gateway],
    timings: { keeperLeaseMs: 2000, sharedLookMs: 60_000, ...options.timings },
    ...options,
  })
  open.push(studio)
  return studio
}

async function imagine(studio: RunningStudio, prompt = 'a red fox'): Promise<Task> {
  const submission = { verb: 'imagine', prompt } as const
  const [task] = await studio.submit(viewer, [{ clientKey: `key ${Math.random()}`, submission }])
  return task!
}

async function until(studio: RunningStudio, id: string, state: string): Promise<Task> {
  for (const end = Date.now() + 15_000; ; await delay(20)) {
    const task = await studio.task(viewer, id)
    if (task.state.name === state) return task
    if (Date.now() > end)
      throw new Error(`waited for ${state}, still ${JSON.stringify(task.state)}`)
  }
}

test('whoever watches one process is told of what another has done', async () => {
  const [a, b] = [await another(), await another()]
  const { seq } = await b.changes(viewer, 0, { holdMs: 0 })
  const told = b.changes(viewer, seq, { holdMs: 10_000 })
  const from = Date.now()
  const task = await imagine(a)
  expect((await told).tasks.map((one) => one.id)).toEqual([task.id])
  expect(Date.now() - from).toBeLessThan(5000)
})

test('where no word arrives each looks for itself', async () => {
  const b = await another({ timings: { keeperLeaseMs: 2000, sharedLookMs: 300 } })
  const { seq } = await b.changes(viewer, 0, { holdMs: 0 })
  const told = b.changes(viewer, seq, { holdMs: 10_000 })
  // Written by somebody who tells nobody.
  await b.db.transaction().execute(async (db) => {
    await db
      .updateTable('meta')
      .set({ value: seq + 1 })
      .where('key', '=', 'seq')
      .execute()
    await db
      .insertInto('task')
      .values({ ...(await rowLike(b)), seq: seq + 1, place: seq + 1 })
      .execute()
  })
  expect((await told).tasks).toHaveLength(1)
})

/** A finished task, as it lies in the table. */
async function rowLike(studio: RunningStudio) {
  const other = await openStudio({ folder: join(folder, 'pattern'), gateways: [gateway] })
  const { id } = await imagine(other)
  const row = await other.db.selectFrom('task').selectAll().executeTakeFirstOrThrow()
  await other.close()
  expect(studio.isShared).toBe(true)
  return { ...row, id, state_name: 'cancelled', state_json: '{"name":"cancelled"}' }
}

test('a send of a process that lives is not taken for abandoned when another starts', async () => {
  const a = await another()
  let answer: (outcome: SubmitOutcome) => void = () => {}
  gateway.answers.push(() => new Promise((resolve) => (answer = resolve)))
  const task = await imagine(a)
  await until(a, task.id, 'sending')
  const b = await another()
  // Longer than its lease, which is renewed.
  await delay(3000)
  expect((await b.task(viewer, task.id)).state.name).toBe('sending')
  answer({ type: 'accepted', taskId: 'gw1', description: '', ahead: null })
  expect((await until(b, task.id, 'waiting')).gatewayTaskId).toBe('gw1')
  expect(gateway.sent).toHaveLength(1)
})

test('one key submitted to two processes at once is one task, sent once', async () => {
  const studios = [await another(), await another()]
  const submission = { verb: 'imagine', prompt: 'a red fox' } as const
  const told = await Promise.all(
    Array.from({ length: 40 }, (_, i) =>
      studios[i % 2]!.submit(viewer, [
        { clientKey: `key ${i >> 2}`, submission: { ...submission, prompt: `fox ${i >> 2}` } },
      ]),
    ),
  )
  expect(new Set(told.map(([task]) => task!.id)).size).toBe(10)
  for (const [task] of told) await until(studios[0]!, task!.id, 'waiting')
  expect(gateway.sent).toHaveLength(10)
})

test('one process looks at a gateway, and the other takes over when it goes', async () => {
  const gateways = [scriptedGateway(() => Date.now()), scriptedGateway(() => Date.now())]
  for (const one of gateways) {
    one.tasks = gateway.tasks
    one.take = (sent) => gateway.take(sent)
  }
  const a = await another({ gateways: [gateways[0]!] })
  const task = await imagine(a)
  await until(a, task.id, 'waiting')
  while (gateways[0]!.reads.length === 0) await delay(20)
  await another({ gateways: [gateways[1]!] })
  await delay(2500)
  expect(gateways[1]!.reads).toEqual([])
  await open.shift()!.close()
  while (gateways[1]!.reads.length === 0) await delay(20)
  gateway.report('gw1', {
    status: 'SUCCESS',
    imageUrl: 'https://cdn.example/a.png',
    buttons: gridButtons,
  })
  await until(open[0]!, task.id, 'done')
}, 30_000)

test('a look that was under way when its lease ended writes nothing', async () => {
  const a = await another()
  const task = await imagine(a)
  await until(a, task.id, 'waiting')
  let show = () => {}
  let isAsked = false
  gateway.list = async () => {
    isAsked = true
    await new Promise<void>((resolve) => (show = resolve))
    return { type: 'listed', reports: [...gateway.tasks.values()] }
  }
  gateway.report('gw1', { status: 'IN_PROGRESS', progress: 50 })
  while (!isAsked) await delay(20)
  const { rowsBefore, rows } = await stolen(a)
  show()
  await delay(500)
  expect(await rows()).toEqual(rowsBefore)
}, 60_000)

/** Another process has taken over everything, as it would after the end of a lease. */
async function stolen(studio: RunningStudio) {
  await studio.db
    .updateTable('lease')
    .set({ token: 'another', until: Date.now() + 3_600_000 })
    .execute()
  const rows = () => studio.db.selectFrom('task').selectAll().execute()
  return { rowsBefore: await rows(), rows }
}

test('a gateway that is set up at one process is known to the other', async () => {
  const [a, b] = [await another(), await another()]
  const draft = gatewayDraft({ name: 'New', key: 'sk-CANARY-0123456789' })
  const added = await a.gateways.add(draft)
  for (const end = Date.now() + 5000; Date.now() < end; await delay(20)) {
    if (b.connected().some((one) => one.id === added.id)) break
  }
  const listed = (await b.gateways.list()).find((one) => one.id === added.id)
  // Its key opens there too: they have one secret.
  expect(listed).toMatchObject({ name: 'New', hasKey: true, keyEnd: '6789' })
})

test('a tool is told by one process at a time, and after its end by the other', async () => {
  const told: string[] = []
  const tell = (who: string) => async (_url: string, body: string) => {
    told.push(`${who} ${(JSON.parse(body) as { status: string }).status}`)
    return 200
  }
  const a = await another({ postHook: tell('a') })
  const submission = {
    verb: 'imagine',
    prompt: 'a fox',
    notifyHook: 'https://tool.example/h',
  } as const
  const [task] = await a.submit(viewer, [{ clientKey: 'told', submission }])
  await until(a, task!.id, 'waiting')
  await another({ postHook: tell('b') })
  while (told.length === 0) await delay(20)
  expect(told.every((line) => line.startsWith('a '))).toBe(true)
  await open.shift()!.close()
  gateway.report('gw1', { status: 'FAILURE', failReason: 'no' })
  while (told.at(-1) !== 'b FAILURE') await delay(20)
}, 60_000)
