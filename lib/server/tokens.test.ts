import { expect, onTestFinished, test } from 'vitest'
import type { Db } from '@/lib/db/schema'
import { databaseUnderTest } from '@/lib/db/testing/database-under-test'
import { revokeToken } from '@/lib/db/tokens'
import { bearerOf, createToken, presentedToken } from './tokens'

async function freshDb(): Promise<Db> {
  const { db, close } = await databaseUnderTest()
  onTestFinished(close)
  return db
}

test('a token opens until it is revoked, and its text is not kept', async () => {
  const db = await freshDb()
  const { id, token } = await createToken(db, 'my script', 1000)
  expect(token).toMatch(/^sl-[\w-]{43}$/)
  expect(await bearerOf(db, token, 2000)).toEqual({
    ownerId: 'owner',
    token: { id, name: 'my script' },
  })
  expect(JSON.stringify(await db.selectFrom('token').selectAll().execute())).not.toContain(token)
  await revokeToken(db, id, 3000)
  expect(await bearerOf(db, token, 4000)).toBe(null)
})

test.each(['', 'sl-', 'sl-unknown', 'sk-other', `sl-${'a'.repeat(4000)}`])(
  '%s opens nothing',
  async (token) => {
    const db = await freshDb()
    await createToken(db, 'my script', 1000)
    expect(await bearerOf(db, token, 2000)).toBe(null)
  },
)

test.each<[Record<string, string>, string | null]>([
  [{}, null],
  [{ authorization: '' }, null],
  [{ authorization: 'Bearer sl-a' }, 'sl-a'],
  [{ authorization: 'bearer  sl-a' }, 'sl-a'],
  [{ authorization: 'sl-a' }, 'sl-a'],
  [{ 'mj-api-secret': 'sl-b' }, 'sl-b'],
  [{ authorization: 'Bearer sk-chat', 'mj-api-secret': 'sl-b' }, 'sl-b'],
])('the headers %o show %s', (headers, token) => {
  expect(presentedToken(new Headers(headers))).toBe(token)
})
