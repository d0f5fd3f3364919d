import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Db } from '@/lib/db/schema'
import { type DatabaseUnderTest, databaseUnderTest } from '@/lib/db/testing/database-under-test'
import { readLiveAddress, rememberAddresses } from './reference-addresses'

const hour = 3_600_000
const now = 1_790_000_000_000

let under: DatabaseUnderTest
let db: Db
beforeEach(async () => {
  under = await databaseUnderTest()
  db = under.db
})
afterEach(() => under.close())

const remember = (...urls: string[]) =>
  rememberAddresses(db, { gatewayId: 'g', references: ['a', 'b'].slice(0, urls.length), urls }, now)
const urlAt = async (time: number, gatewayId = 'g', sha256 = 'a') =>
  (await readLiveAddress(db, gatewayId, sha256, time))?.url

test('an address is good until an hour before the end that it names', async () => {
  const ends = now + 24 * hour
  await remember(`https://cdn.example/a?ex=${(ends / 1000).toString(16)}`)
  expect(await urlAt(ends - hour - 1000)).toContain('/a?ex=')
  expect(await urlAt(ends - hour)).toBeUndefined()
})

test('an address that names no end is believed for thirty days', async () => {
  await remember('https://oss.example/a.png')
  expect(await urlAt(now + 29 * 24 * hour)).toBe('https://oss.example/a.png')
  expect(await urlAt(now + 30 * 24 * hour)).toBeUndefined()
})

test('an address is that of one picture at one gateway', async () => {
  await remember('https://oss.example/a.png', 'https://oss.example/b.png')
  expect(await urlAt(now, 'g', 'b')).toBe('https://oss.example/b.png')
  expect(await urlAt(now, 'another gateway')).toBeUndefined()
  expect(await urlAt(now, 'g', 'c')).toBeUndefined()
})

test('a later upload takes the place of an earlier one', async () => {
  await remember('https://oss.example/old.png')
  await remember('https://oss.example/new.png')
  expect(await urlAt(now)).toBe('https://oss.example/new.png')
})
