import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Viewer } from './viewer'
import { bearerOf } from './tokens'
import { joined } from './testing/people'
import { type StudioUnderTest, studioUnderTest, viewer as owner } from './testing/studio-under-test'

let under: StudioUnderTest
let ada: Viewer
let bob: Viewer
beforeEach(async () => {
  under = await studioUnderTest()
  ada = await joined(under.studio, 'Ada')
  bob = await joined(under.studio, 'Bob')
})
afterEach(() => under.close())

const desk = () => under.studio.tokens
const opened = (secret: string) => bearerOf(under.studio.db, secret, under.clock.now())

test('a token is its member’s, opens as them, and its secret is told once', async () => {
  const { token, secret } = await desk().make(ada, 'a script')
  expect(token).toEqual({
    id: token.id,
    name: 'a script',
    ownerId: ada.ownerId,
    ownerName: 'Ada',
    createdAt: under.clock.now(),
    lastUsedAt: null,
    revokedAt: null,
  })
  expect(await opened(secret)).toEqual({
    ownerId: ada.ownerId,
    token: { id: token.id, name: 'a script' },
  })
  const [listed] = await desk().list(ada)
  expect(listed).toEqual({ ...token, lastUsedAt: under.clock.now() })
  const rows = await under.studio.db.selectFrom('token').selectAll().execute()
  expect(JSON.stringify([rows, listed])).not.toContain(secret)
})

test('each sees their own; the owner sees all, and may end any', async () => {
  const adas = await desk().make(ada, 'of Ada')
  const bobs = await desk().make(bob, 'of Bob')
  const mine = await desk().make(owner, 'of the owner')
  const names = async (viewer: Viewer) => (await desk().list(viewer)).map(({ name }) => name)
  expect(await names(ada)).toEqual(['of Ada'])
  expect((await names(owner)).toSorted()).toEqual(['of Ada', 'of Bob', 'of the owner'])
  for (const { token } of [bobs, mine]) {
    await expect(desk().revoke(ada, token.id)).rejects.toMatchObject({ kind: 'not-found' })
  }
  expect(await desk().revoke(owner, adas.token.id)).toMatchObject({
    revokedAt: under.clock.now(),
  })
  expect(await opened(adas.secret)).toBeNull()
  expect(await opened(bobs.secret)).not.toBeNull()
  await expect(desk().revoke(bob, 'no-such-token')).rejects.toMatchObject({ kind: 'not-found' })
})

test('one that has ended stays in the list, last, and ends once', async () => {
  const first = await desk().make(ada, 'first')
  await desk().revoke(ada, first.token.id)
  const { revokedAt } = (await desk().list(ada))[0]!
  await under.clock.advance(1000)
  await desk().make(ada, 'second')
  expect(await desk().revoke(ada, first.token.id)).toMatchObject({ revokedAt })
  expect((await desk().list(ada)).map(({ name }) => name)).toEqual(['second', 'first'])
})

test('fifty at once are enough', async () => {
  const made = await Promise.allSettled(
    Array.from({ length: 55 }, (_, n) => desk().make(ada, `token ${n}`)),
  )
  expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(50)
  await desk().revoke(ada, (await desk().list(ada))[0]!.id)
  await desk().make(ada, 'one more')
})

test('a token of somebody who was removed and came back stays ended', async () => {
  const { secret } = await desk().make(ada, 'a script')
  await under.studio.members.remove(ada.ownerId)
  await under.studio.members.inviteAgain(ada.ownerId)
  expect(await opened(secret)).toBeNull()
})
