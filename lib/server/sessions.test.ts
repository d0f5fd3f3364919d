import { expect, onTestFinished, test } from 'vitest'
import { databaseUnderTest } from '@/lib/db/testing/database-under-test'
import {
  absoluteLifeMs,
  createSessions,
  idleLifeMs,
  readCookie,
  sessionCookie,
  setCookie,
} from './sessions'

async function arrange(password: string | null = null) {
  const { db, close } = await databaseUnderTest()
  onTestFinished(close)
  const clock = { now: 1_000_000 }
  const make = (secret: string | null) =>
    createSessions({ db, password: secret, now: () => clock.now })
  return { db, clock, make, sessions: make(password) }
}

test('a session signs its owner in until it is ended', async () => {
  const { sessions } = await arrange()
  const id = await sessions.start()
  expect(await sessions.owner(id)).toBe('owner')
  await sessions.end(id)
  expect(await sessions.owner(id)).toBe(null)
})

test('sessions outlive a restart, and a changed password ends them', async () => {
  const { sessions, make } = await arrange('first password')
  const id = await sessions.start()
  expect(await make('first password').owner(id)).toBe('owner')
  expect(await make('second password').owner(id)).toBe(null)
  expect(await make(null).owner(id)).toBe(null)
})

test('the database holds nothing that signs in', async () => {
  const { db, sessions } = await arrange()
  const id = await sessions.start()
  const rows = await db.selectFrom('session').selectAll().execute()
  expect(JSON.stringify(rows)).not.toContain(id)
  expect(await sessions.owner(rows[0]!.id_hash)).toBe(null)
})

test('a session ends a week after its last use', async () => {
  const { clock, sessions } = await arrange()
  const id = await sessions.start()
  clock.now += idleLifeMs - 1
  expect(await sessions.owner(id)).toBe('owner')
  clock.now += idleLifeMs - 1
  expect(await sessions.owner(id)).toBe('owner')
  clock.now += idleLifeMs
  expect(await sessions.owner(id)).toBe(null)
})

test('a session ends after thirty days however often it is used', async () => {
  const { clock, sessions } = await arrange()
  const id = await sessions.start()
  const end = clock.now + absoluteLifeMs
  for (; clock.now < end; clock.now += idleLifeMs / 2) {
    expect(await sessions.owner(id)).toBe('owner')
  }
  expect(await sessions.owner(id)).toBe(null)
})

test.each(['', 'x', '../../x', 'a'.repeat(43), 'ä'.repeat(43)])('%s is nobody', async (id) => {
  const { sessions } = await arrange()
  expect(await sessions.owner(id)).toBe(null)
})

test('over https the cookie is bound to the host, over http to the port', () => {
  const secure = sessionCookie('https://studio.example.org', 3000)
  expect(setCookie(secure, 'abc')).toBe(
    '__Host-safelight=abc; Path=/; HttpOnly; SameSite=Lax; Max-Age=2592000; Secure',
  )
  const plain = sessionCookie(null, 3000)
  expect(setCookie(plain, 'abc')).toBe(
    'safelight_3000=abc; Path=/; HttpOnly; SameSite=Lax; Max-Age=2592000',
  )
  expect(setCookie(plain, '')).toContain('Max-Age=0')
  expect(sessionCookie('http://studio.lan', 3000).secure).toBe(false)
})

test('a cookie is found among others and by its whole name', () => {
  expect(readCookie('a=1; safelight_3000=x=y; b=2', 'safelight_3000')).toBe('x=y')
  expect(readCookie('safelight_30001=x', 'safelight_3000')).toBe(null)
  expect(readCookie(null, 'a')).toBe(null)
})
