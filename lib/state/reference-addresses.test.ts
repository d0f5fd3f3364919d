import { beforeEach, expect, test, vi } from 'vitest'
import { StudioError } from '@/lib/mj/errors'
import { addressState, addressStore, askAddress } from './reference-addresses'

const minute = 60_000
const state = (id: string, now: number) =>
  addressState(addressStore.getState().addresses, 'g', id, now)

beforeEach(() => addressStore.setState({ addresses: {} }))

test('a picture is asked about once, however many want to know', async () => {
  const ask = vi.fn(async () => ({ url: 'https://g.test/a', expiresAt: null }))
  const both = [askAddress('g', 'a', ask), askAddress('g', 'a', ask)]
  expect(state('a', 0)).toEqual({ name: 'asking' })
  expect(await Promise.all(both)).toEqual(['https://g.test/a', 'https://g.test/a'])
  expect(await askAddress('g', 'a', ask)).toBe('https://g.test/a')
  expect(ask).toHaveBeenCalledTimes(1)
})

test('every gateway has an address of its own', async () => {
  const ask = vi.fn(async () => ({ url: 'https://g.test/a', expiresAt: null }))
  await askAddress('g', 'a', ask)
  await askAddress('other', 'a', ask)
  expect(ask).toHaveBeenCalledTimes(2)
})

test('an address that will soon end is asked for again, but not at once', async () => {
  const ask = vi.fn(async () => ({ url: 'https://g.test/a', expiresAt: 60 * minute }))
  await askAddress('g', 'a', ask, () => 0)
  expect(state('a', 49 * minute)?.name).toBe('known')
  expect(state('a', 50 * minute)).toBeNull()
  await askAddress('g', 'a', ask, () => 55 * minute)
  expect(state('a', 55 * minute)?.name).toBe('known')
  expect(ask).toHaveBeenCalledTimes(2)
})

test('a failure says what it was, and can be asked again', async () => {
  const refuse = async () => {
    throw new StudioError('too-large', 'no')
  }
  await expect(askAddress('g', 'a', refuse)).rejects.toThrow('no')
  expect(state('a', 0)).toEqual({ name: 'failed', kind: 'too-large' })
  await askAddress('g', 'a', async () => ({ url: 'https://g.test/a', expiresAt: null }))
  expect(state('a', 0)?.name).toBe('known')
})
