import { afterEach, beforeEach, expect, test } from 'vitest'
import { openAccess } from './access'
import { inviteLifeMs } from './invitation'
import type { Viewer } from './viewer'
import { bearerOf } from './tokens'
import { joined } from './testing/people'
import { type StudioUnderTest, studioUnderTest, viewer as owner } from './testing/studio-under-test'

let under: StudioUnderTest
beforeEach(async () => {
  under = await studioUnderTest()
})
afterEach(() => under.close())

const desk = () => under.studio.members
const taken = { kind: 'conflict', status: 409 }

async function submit(viewer: Viewer, clientKey: string) {
  const submission = { verb: 'imagine', prompt: 'a red fox' } as const
  const [task] = await under.studio.submit(viewer, [{ clientKey, submission }])
  return task!
}

test('whoever was alone is the owner, and can change their name and their budget', async () => {
  expect(await desk().me(owner)).toEqual({
    id: 'owner',
    name: 'Owner',
    role: 'owner',
    budget: null,
    hasOthers: false,
  })
  expect(await desk().rename(owner, '林')).toMatchObject({ name: '林' })
  await desk().change('owner', { budgetPerDay: 5 })
  expect((await desk().me(owner)).budget).toMatchObject({ perDay: 5 })
  expect(await desk().list()).toMatchObject([{ id: 'owner', state: 'active', role: 'owner' }])
})

test('an invited member is nobody yet, and a joined one is company', async () => {
  const { member, secret } = await desk().invite({ name: 'Ada', budgetPerDay: 10 })
  const expiresAt = under.clock.now() + inviteLifeMs
  expect(member).toMatchObject({ name: 'Ada', state: 'invited', inviteExpiresAt: expiresAt })
  expect(secret).toMatch(/^[\w-]{22}$/)
  expect((await desk().me(owner)).hasOthers).toBe(false)
  const bob = await joined(under.studio, 'Bob')
  expect((await desk().me(owner)).hasOthers).toBe(true)
  expect((await desk().me(bob)).hasOthers).toBe(true)
  const rows = await under.studio.db.selectFrom('member').selectAll().execute()
  expect(JSON.stringify(rows)).not.toContain(secret)
})

test.each(['ada', ' ＡＤＡ ', 'Ada', 'ADA'])('%j is a name that Ada has already', async (name) => {
  await desk().invite({ name: 'Ada', budgetPerDay: null })
  await expect(desk().invite({ name, budgetPerDay: null })).rejects.toMatchObject(taken)
  await expect(desk().rename(owner, name)).rejects.toMatchObject(taken)
  expect(await desk().list()).toHaveLength(2)
})

test('of two who are invited under one name at once there is one', async () => {
  const invited = Array.from({ length: 8 }, () => desk().invite({ name: 'Ada', budgetPerDay: 1 }))
  const settled = await Promise.allSettled(invited)
  expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

test('a name may be written otherwise by its own member', async () => {
  const ada = await joined(under.studio, 'ada')
  expect(await desk().rename(ada, 'Ada')).toMatchObject({ name: 'Ada' })
})

test('who is removed is out at once: sessions, tokens, and what waits to be sent', async () => {
  const ada = await joined(under.studio, 'Ada')
  const { sessions } = openAccess({ db: under.studio.db, password: null })
  const session = await sessions.start(ada.ownerId)
  const { token, secret } = await under.studio.tokens.make(ada, 'a script')
  under.gateway.answers.push({ type: 'not-sent', detail: 'ECONNREFUSED' })
  const waiting = await submit(ada, 'waits-to-be-sent')
  await under.clock.settle()
  const running = await submit(owner, 'of-the-owner')
  const tries = under.gateway.sent.length

  expect(await desk().remove(ada.ownerId)).toMatchObject({ state: 'removed', name: 'Ada' })

  expect(await sessions.owner(session)).toBeNull()
  expect(await bearerOf(under.studio.db, secret, under.clock.now())).toBeNull()
  expect(await under.studio.tokens.list(owner)).toMatchObject([
    { id: token.id, revokedAt: under.clock.now() },
  ])
  expect((await under.studio.task(ada, waiting.id)).state.name).toBe('cancelled')
  await expect(submit(ada, 'one-more-click')).rejects.toMatchObject({ kind: 'unauthorised' })
  await expect(under.studio.tokens.make(ada, 'another')).rejects.toMatchObject({
    kind: 'unauthorised',
  })
  await expect(sessions.start(ada.ownerId)).rejects.toMatchObject({ kind: 'unauthorised' })
  await under.clock.advance(20 * 60_000)
  expect(under.gateway.sent.length - tries).toBeLessThanOrEqual(1)
  expect((await under.task(running.id)).state.name).toBe('waiting')
})

test('what was on its way when its member was removed is not tried again', async () => {
  const ada = await joined(under.studio, 'Ada')
  let answer: (() => void) | undefined
  under.gateway.answers.push(
    () =>
      new Promise((resolve) => {
        answer = () => resolve({ type: 'not-sent', detail: 'ECONNREFUSED' })
      }),
  )
  const task = await submit(ada, 'is-being-sent')
  for (let turn = 0; turn < 200 && answer === undefined; turn += 1) await under.clock.settle()
  await desk().remove(ada.ownerId)
  answer!()
  await under.clock.advance(20 * 60_000)
  expect(under.gateway.sent).toHaveLength(1)
  expect((await under.studio.task(ada, task.id)).state.name).toBe('cancelled')
})

test('removing twice is removing once; the owner cannot be, nor invited', async () => {
  const ada = await joined(under.studio, 'Ada')
  await desk().remove(ada.ownerId)
  const { entries } = await under.studio.audit.page(owner, { limit: 1 })
  expect(entries).toMatchObject([{ kind: 'member-removed', detail: 'Ada' }])
  await desk().remove(ada.ownerId)
  expect((await under.studio.audit.page(owner, { limit: 1 })).entries).toEqual(entries)
  await expect(desk().remove('owner')).rejects.toMatchObject(taken)
  await expect(desk().inviteAgain('owner')).rejects.toMatchObject(taken)
  await expect(desk().remove('nobody')).rejects.toMatchObject({ kind: 'not-found' })
  await expect(desk().inviteAgain('nobody')).rejects.toMatchObject({ kind: 'not-found' })
})

test('who comes back is invited again, and finds what they made', async () => {
  const ada = await joined(under.studio, 'Ada')
  const task = await submit(ada, 'before-the-removal')
  await desk().remove(ada.ownerId)
  expect((await desk().inviteAgain(ada.ownerId)).member.state).toBe('invited')
  expect((await under.studio.feed(ada, { limit: 5 })).tasks).toMatchObject([{ id: task.id }])
})
