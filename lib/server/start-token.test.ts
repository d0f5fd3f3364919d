import { expect, onTestFinished, test } from 'vitest'
import { databaseUnderTest } from '@/lib/db/testing/database-under-test'
import { createStartTokens, startTokenLifeMs } from './start-token'

async function arrange(isShared = false) {
  const { db, close } = await databaseUnderTest()
  onTestFinished(close)
  const clock = { now: 1000 }
  const make = () => createStartTokens({ db, now: () => clock.now, isShared })
  return { db, clock, make, tokens: make() }
}

test('a start token signs in once', async () => {
  const { tokens } = await arrange()
  const token = await tokens.mint()
  expect(await tokens.take(token)).toBe(true)
  expect(await tokens.take(token)).toBe(false)
})

test('of ten who come with it at once, one gets in', async () => {
  const { tokens } = await arrange()
  const token = await tokens.mint()
  const taken = await Promise.all(Array.from({ length: 10 }, () => tokens.take(token)))
  expect(taken.filter(Boolean)).toHaveLength(1)
})

test('a wrong guess does not spend the token', async () => {
  const { tokens } = await arrange()
  const token = await tokens.mint()
  expect(await tokens.take('x')).toBe(false)
  expect(await tokens.take('')).toBe(false)
  expect(await tokens.take(token)).toBe(true)
})

test('a start token ends after ten minutes', async () => {
  const { tokens, clock } = await arrange()
  const token = await tokens.mint()
  clock.now += startTokenLifeMs
  expect(await tokens.take(token)).toBe(false)
})

test('a new start ends the token of the one before', async () => {
  const { tokens, make } = await arrange()
  const first = await tokens.mint()
  const second = await make().mint()
  expect(await tokens.take(first)).toBe(false)
  expect(await tokens.take(second)).toBe(true)
  expect(second).toMatch(/^[\w-]{22}$/)
})

test('where processes share a database each prints its own, and any of them takes it', async () => {
  const { tokens, make } = await arrange(true)
  const first = await tokens.mint()
  const second = await make().mint()
  expect(await make().take(first)).toBe(true)
  expect(await tokens.take(second)).toBe(true)
})

test('the database holds nothing that signs in', async () => {
  const { db, tokens } = await arrange()
  const token = await tokens.mint()
  const rows = await db.selectFrom('start_token').selectAll().execute()
  expect(rows).toHaveLength(1)
  expect(JSON.stringify(rows)).not.toContain(token)
})
