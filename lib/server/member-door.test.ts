import { afterEach, beforeEach, expect, test } from 'vitest'
import { changeMember } from '@/lib/db/members'
import { inviteLifeMs } from './invitation'
import { createMemberDoor, type MemberDoor } from './member-door'
import { createPasswordCheck } from './passwords'
import { createSessions, type Sessions } from './sessions'
import { createStartTokens } from './start-token'
import { type StudioUnderTest, studioUnderTest } from './testing/studio-under-test'

let under: StudioUnderTest
let door: MemberDoor
let sessions: Sessions
/** Scrypt's place is taken by something instant that is counted. */
let hashes = 0
/** The door's own clock: a week is a long time for everything else. */
let laterMs = 0
beforeEach(async () => {
  under = await studioUnderTest()
  const { db } = under.studio
  laterMs = 0
  const now = () => under.clock.now() + laterMs
  hashes = 0
  const passwords = createPasswordCheck({
    password: 'the owner’s own',
    now,
    hash: async (password, salt) => {
      hashes += 1
      const bytes = Buffer.concat([salt.subarray(0, 4), Buffer.from(password)])
      return Buffer.concat([bytes, Buffer.alloc(32)]).subarray(0, 32)
    },
  })
  sessions = createSessions({ db, password: 'the owner’s own', now })
  const startTokens = createStartTokens({ db, now, isShared: false })
  door = createMemberDoor({ db, now, passwords, sessions, startTokens })
})
afterEach(() => under.close())

const peer = '10.0.0.1'
const gone = { kind: 'gone', status: 410 }
const unauthorised = { kind: 'unauthorised', status: 401 }
const first = 'ten letters'
const second = 'other words'

const invite = (name = 'Ada') => under.studio.members.invite({ name, budgetPerDay: null })

async function join(name = 'Ada', password = first) {
  const { member, secret } = await invite(name)
  return { id: member.id, secret, session: await door.takeInvitation(secret, password, peer) }
}

test('a link shows its name, lets in once, and then is gone', async () => {
  const { member, secret } = await invite()
  expect(await door.lookAtInvitation(secret)).toEqual({ name: 'Ada' })
  const session = await door.takeInvitation(secret, first, peer)
  expect(await sessions.owner(session)).toBe(member.id)
  await expect(door.lookAtInvitation(secret)).rejects.toMatchObject(gone)
  await expect(door.takeInvitation(secret, second, peer)).rejects.toMatchObject(gone)
  expect(await sessions.owner(await door.signIn({ name: 'Ada', password: first }, peer))).toBe(
    member.id,
  )
})

test('of ten who come with one link at once one gets in, and their password is the one that counts', async () => {
  const { member, secret } = await invite()
  const tries = Array.from({ length: 10 }, (_, n) => `password number ${n}`)
  const settled = await Promise.allSettled(
    tries.map((password, n) => door.takeInvitation(secret, password, `10.0.1.${n}`)),
  )
  const winners = settled.flatMap(({ status }, n) => (status === 'fulfilled' ? [n] : []))
  expect(winners).toHaveLength(1)
  const rows = await under.studio.db.selectFrom('session').selectAll().execute()
  expect(rows.filter((row) => row.owner_id === member.id)).toHaveLength(1)
  for (const [n, password] of tries.entries()) {
    const entered = door.signIn({ name: 'Ada', password }, `10.0.2.${n}`)
    if (n === winners[0]) await entered
    else await expect(entered).rejects.toMatchObject(unauthorised)
  }
})

test('a link ends after a week, and whoever has none costs no hash', async () => {
  const { secret } = await invite()
  laterMs = inviteLifeMs - 1
  expect(await door.lookAtInvitation(secret)).toEqual({ name: 'Ada' })
  laterMs = inviteLifeMs
  await expect(door.lookAtInvitation(secret)).rejects.toMatchObject(gone)
  await expect(door.takeInvitation(secret, first, peer)).rejects.toMatchObject(gone)
  await expect(door.takeInvitation('a guess', first, peer)).rejects.toMatchObject(gone)
  expect(hashes).toBe(0)
})

test('a new link ends the former one at once, and the sessions when it is used', async () => {
  const { id, session } = await join()
  const former = await under.studio.members.inviteAgain(id)
  const { secret } = await under.studio.members.inviteAgain(id)
  await expect(door.lookAtInvitation(former.secret)).rejects.toMatchObject(gone)
  expect(await sessions.owner(session)).toBe(id)
  const anew = await door.takeInvitation(secret, second, peer)
  expect(await sessions.owner(session)).toBeNull()
  expect(await sessions.owner(anew)).toBe(id)
  const forgotten = door.signIn({ name: 'Ada', password: first }, peer)
  await expect(forgotten).rejects.toMatchObject(unauthorised)
})

test('a link of somebody who is removed meanwhile lets nobody in', async () => {
  const { id } = await join()
  const { secret } = await under.studio.members.inviteAgain(id)
  await under.studio.members.remove(id)
  await expect(door.takeInvitation(secret, first, peer)).rejects.toMatchObject(gone)
})

test.each([
  ['ada', true],
  ['  ADA  ', true],
  ['ＡＤＡ', true],
  ['Ad', false],
  ['', false],
  ['nobody', false],
])('the name %j signs in: %s', async (name, isKnown) => {
  const { id } = await join()
  const entered = door.signIn({ name, password: first }, peer)
  if (isKnown) expect(await sessions.owner(await entered)).toBe(id)
  else await expect(entered).rejects.toMatchObject(unauthorised)
})

test('the owner signs in by the password alone, and by their name as well', async () => {
  const password = 'the owner’s own'
  for (const credentials of [{ password }, { name: 'owner', password }]) {
    expect(await sessions.owner(await door.signIn(credentials, peer))).toBe('owner')
  }
  await join()
  for (const credentials of [
    { password: first },
    { name: 'owner', password: first },
    { name: 'ada', password },
  ]) {
    await expect(door.signIn(credentials, peer)).rejects.toMatchObject(unauthorised)
  }
})

test('a name that nobody has costs the hash that a wrong password costs', async () => {
  await join()
  await invite('Not yet')
  const { id } = await join('Removed')
  await under.studio.members.remove(id)
  const costs: number[] = []
  for (const name of ['ada', 'nobody', 'not yet', 'removed']) {
    const before = hashes
    const entered = door.signIn({ name, password: 'a wrong one' }, peer)
    await expect(entered).rejects.toMatchObject(unauthorised)
    costs.push(hashes - before)
  }
  expect(costs).toEqual([1, 1, 1, 1])
})

test('guesses at whichever name are counted together', async () => {
  await join()
  const guess = (name: string) =>
    door.signIn({ name, password: 'a guess' }, '10.9.9.9').catch((error: unknown) => error)
  for (let n = 0; n < 5; n += 1) {
    expect(await guess('ada')).toMatchObject(unauthorised)
    expect(await guess(`name ${n}`)).toMatchObject(unauthorised)
  }
  expect(await guess('ada')).toMatchObject({ kind: 'rate-limited' })
  const owners = door.signIn({ password: 'the owner’s own' }, '10.9.9.9')
  await expect(owners).rejects.toMatchObject({ kind: 'rate-limited' })
})

test('a changed password ends all other sessions, and the former no longer signs in', async () => {
  const { id, session } = await join()
  const wrong = door.changePassword(id, { current: 'wrong', next: second }, peer)
  await expect(wrong).rejects.toMatchObject({ kind: 'forbidden' })
  expect(await sessions.owner(session)).toBe(id)
  const anew = await door.changePassword(id, { current: first, next: second }, peer)
  expect(await sessions.owner(session)).toBeNull()
  expect(await sessions.owner(anew)).toBe(id)
  const former = door.signIn({ name: 'ada', password: first }, peer)
  await expect(former).rejects.toMatchObject(unauthorised)
  await door.signIn({ name: 'ada', password: second }, peer)
})

test('the owner’s password is the environment’s', async () => {
  const passwords = { current: 'the owner’s own', next: second }
  const changed = door.changePassword('owner', passwords, peer)
  await expect(changed).rejects.toMatchObject({ kind: 'conflict' })
})

test('a password that was right when it was hashed signs nobody in who was removed meanwhile', async () => {
  const { id } = await join()
  const kept = (await under.studio.db.selectFrom('member').selectAll().execute()).find(
    (row) => row.id === id,
  )!.password!
  await changeMember(under.studio.db, id, { password: 'another' })
  await expect(sessions.start(id, kept)).rejects.toMatchObject(unauthorised)
})

test('the real hash: what is kept is no password, and only the right one fits', async () => {
  const passwords = createPasswordCheck({ password: null, now: () => 0 })
  const kept = await passwords.keep(first, peer)
  expect(kept).toMatch(/^scrypt-17-8-1\$[\w-]{22}\$[\w-]{43}$/)
  expect(await passwords.keep(first, peer)).not.toBe(kept)
  expect(await passwords.verify(first, kept, peer)).toBe(true)
  expect(await passwords.verify(second, kept, peer)).toBe(false)
  expect(await passwords.verify('', null, peer)).toBe(false)
  expect(await passwords.verify(first, 'scrypt-1-1-1$$', peer)).toBe(false)
  expect(await passwords.check('', peer)).toBe(false)
})
