import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { freshPlace, type Place } from '@/lib/db/testing/database-under-test'
import { settingsOf, type S3Server, startS3Server } from '@/lib/storage/testing/s3-server'
import { createMemberDoor } from './member-door'
import { openStudio, type RunningStudio } from './open-studio'
import { createPasswordCheck } from './passwords'
import { createSessions } from './sessions'
import { createStartTokens } from './start-token'
import { type ScriptedGateway, scriptedGateway } from './testing/scripted-gateway'
import { joined } from './testing/people'
import type { Viewer } from './viewer'
import { viewer as owner } from './testing/studio-under-test'

/** Two processes on one database, but for the memory that they share: the gateway and the test. */
let folder = ''
let place: Place
let gateway: ScriptedGateway
let bucket: S3Server
let studios: readonly [RunningStudio, RunningStudio]

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'safelight-people-'))
  place = await freshPlace('')
  bucket = await startS3Server()
  gateway = scriptedGateway(() => Date.now())
  studios = [await open('one'), await open('two')]
})
afterEach(async () => {
  for (const studio of studios) await studio.close()
  await bucket.close()
  await place.remove()
  await rm(folder, { recursive: true })
})

function open(name: string): Promise<RunningStudio> {
  return openStudio({
    folder: join(folder, name),
    s3: settingsOf(bucket),
    database: place.address,
    secret: new Uint8Array(32).fill(7),
    gateways: [gateway],
    timings: { keeperLeaseMs: 2000, sharedLookMs: 60_000 },
  })
}

/** Which of the two somebody is led to. */
const studioOf = (n: number) => studios[n % 2 === 0 ? 0 : 1]

const submitAt = (n: number, viewer: Viewer, batch = 1) =>
  studioOf(n).submit(
    viewer,
    Array.from({ length: batch }, (_, item) => ({
      clientKey: `click-${n}-${item}-of-${batch}`,
      submission: { verb: 'imagine', prompt: 'a red fox' } as const,
    })),
  )

const tasksOf = async (viewer: Viewer) =>
  (await studios[0].feed(viewer, { limit: 200 })).tasks.length

test('of a hundred submits at two processes at once a member with ten a day gets exactly ten', async () => {
  const ada = await joined(studios[0], 'Ada', 10)
  const bob = await joined(studios[0], 'Bob')
  const clicks = Array.from({ length: 100 }, (_, n) => n)
  const [settled] = await Promise.all([
    Promise.allSettled(clicks.map((n) => submitAt(n, ada))),
    ...[0, 1, 2, 3].map((n) => submitAt(n, bob)),
  ])
  expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(10)
  const kinds = settled.flatMap((one) =>
    one.status === 'rejected' ? [(one.reason as { kind: string }).kind] : [],
  )
  expect(new Set(kinds)).toEqual(new Set(['over-budget']))
  expect(await tasksOf(ada)).toBe(10)
  expect(await tasksOf(bob)).toBe(4)
  const { budget } = await studios[1].members.me(ada)
  expect(budget).toMatchObject({ perDay: 10, usedToday: 10 })
})

test('batches at once are taken whole or not at all', async () => {
  const ada = await joined(studios[0], 'Ada', 10)
  const batches = Array.from({ length: 12 }, (_, n) => submitAt(n, ada, 4))
  const settled = await Promise.allSettled(batches)
  expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
  expect(await tasksOf(ada)).toBe(8)
})

test('of twelve who come to two processes with one link one gets in', async () => {
  const { member, secret } = await studios[0].members.invite({ name: 'Ada', budgetPerDay: null })
  const doors = studios.map(({ db }) => {
    const now = () => Date.now()
    const hash = async (password: string) => Buffer.alloc(32, password)
    const sessions = createSessions({ db, password: null, now })
    return createMemberDoor({
      db,
      now,
      sessions,
      passwords: createPasswordCheck({ password: null, now, hash }),
      startTokens: createStartTokens({ db, now, isShared: true }),
    })
  })
  const tries = Array.from({ length: 12 }, (_, n) =>
    doors[n % 2]!.takeInvitation(secret, `password number ${n}`, `10.0.0.${n}`),
  )
  const settled = await Promise.allSettled(tries)
  expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const { entries } = await studios[1].audit.page(owner, { limit: 100, member: member.id })
  expect(entries.map(({ kind }) => kind)).toEqual(['signed-in', 'member-joined'])
})

test('nothing of a member leaves after they were removed at the other process', async () => {
  const ada = await joined(studios[0], 'Ada')
  const clicks = Array.from({ length: 40 }, (_, n) => n)
  const submits = clicks.map((n) => submitAt(n, ada).catch(() => undefined))
  await submits[3]
  await studios[1].members.remove(ada.ownerId)
  const { entries } = await studios[0].audit.page(owner, { limit: 200 })
  const removedAt = entries.find(({ kind }) => kind === 'member-removed')!
  await Promise.all(submits)
  const waiting = await studios[0].db
    .selectFrom('attempt')
    .innerJoin('task', 'task.id', 'attempt.task_id')
    .select('attempt.id')
    .where('attempt.status', '=', 'QUEUED')
    .where('task.owner_id', '=', ada.ownerId)
    .execute()
  expect(waiting).toEqual([])
  const later = await studios[0].audit.page(owner, { limit: 200, member: ada.ownerId })
  const afterwards = later.entries.filter(({ id }) => Number(id) > Number(removedAt.id))
  expect(afterwards.filter(({ kind }) => kind === 'submit')).toEqual([])
})
