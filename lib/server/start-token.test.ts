import { expect, test } from 'vitest'
import { mintStartToken, startTokenLifeMs, takeStartToken } from './start-token'

test('a start token signs in once', () => {
  const token = mintStartToken(1000)
  expect(takeStartToken(token, 2000)).toBe(true)
  expect(takeStartToken(token, 2001)).toBe(false)
})

test('a wrong guess does not spend the token', () => {
  const token = mintStartToken(1000)
  expect(takeStartToken('x', 2000)).toBe(false)
  expect(takeStartToken('', 2000)).toBe(false)
  expect(takeStartToken(token, 2000)).toBe(true)
})

test('a start token ends after ten minutes', () => {
  const token = mintStartToken(1000)
  expect(takeStartToken(token, 1000 + startTokenLifeMs)).toBe(false)
})

test('a new start ends the token of the one before', () => {
  const first = mintStartToken(1000)
  const second = mintStartToken(1000)
  expect(takeStartToken(first, 1001)).toBe(false)
  expect(takeStartToken(second, 1001)).toBe(true)
  expect(second).toMatch(/^[\w-]{22}$/)
})
