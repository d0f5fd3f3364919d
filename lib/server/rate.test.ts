import { expect, test } from 'vitest'
import { createLimiter } from './rate'

test('a bucket empties, refills one at a time and never above its brim', () => {
  let time = 0
  const spend = createLimiter({ burst: 2, refillMs: 1000, now: () => time })
  spend('a')
  spend('a')
  expect(() => spend('a')).toThrow('Try again in 1 s')
  spend('b')
  time = 1000
  spend('a')
  expect(() => spend('a')).toThrow('Too many requests')
  time = 1_000_000
  spend('a')
  spend('a')
  expect(() => spend('a')).toThrow('Too many requests')
})

test('a clock that steps back gives nothing away', () => {
  let time = 1000
  const spend = createLimiter({ burst: 1, refillMs: 1000, now: () => time })
  spend('a')
  time = 0
  expect(() => spend('a')).toThrow('Too many requests')
})

test('a thousand strangers do not empty the bucket of one who is known', () => {
  let time = 0
  const spend = createLimiter({ burst: 1, refillMs: 1000, now: () => time })
  spend('a')
  time = 500
  for (let stranger = 0; stranger < 2000; stranger += 1) spend(`stranger ${stranger}`)
  expect(() => spend('a')).toThrow('Too many requests')
})
