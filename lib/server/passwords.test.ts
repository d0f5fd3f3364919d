import { describe, expect, test } from 'vitest'
import { createPasswordCheck, peerKey } from './passwords'

/** The limiter is what is tested: a hash that is instant, counted, and as long as scrypt's. */
function quick() {
  const counted = { hashes: 0 }
  const hash = async (password: string) => {
    counted.hashes += 1
    return Buffer.from(password.padEnd(32).slice(0, 32))
  }
  return { counted, hash }
}

test('the password signs in and another does not', async () => {
  const passwords = createPasswordCheck({ password: 'correct horse', now: () => 0 })
  expect(await passwords.check('correct horse', '10.0.0.1')).toBe(true)
  expect(await passwords.check('correct house', '10.0.0.1')).toBe(false)
})

test('a peer may guess ten times at once and then once a minute', async () => {
  const { counted, hash } = quick()
  let time = 0
  const passwords = createPasswordCheck({ password: 'p', now: () => time, hash })
  for (let guess = 0; guess < 10; guess += 1) await passwords.check('x', '10.0.0.1')
  await expect(passwords.check('p', '10.0.0.1')).rejects.toMatchObject({ kind: 'rate-limited' })
  expect(await passwords.check('p', '10.0.0.2')).toBe(true)
  time += 60_000
  expect(await passwords.check('p', '10.0.0.1')).toBe(true)
  await expect(passwords.check('p', '10.0.0.1')).rejects.toMatchObject({ kind: 'rate-limited' })
  expect(counted.hashes).toBe(13)
})

test('at most two hashes run at once, and one of a peer waits', async () => {
  let running = 0
  let most = 0
  const passwords = createPasswordCheck({
    password: 'p',
    now: () => 0,
    hash: async (password) => {
      running += 1
      most = Math.max(most, running)
      await new Promise((resolve) => setImmediate(resolve))
      running -= 1
      return Buffer.from(password.padEnd(32))
    },
  })
  await passwords.check('p', '10.0.0.9')
  most = 0
  const guesses = Array.from({ length: 40 }, (_, index) =>
    passwords.check('x', `10.1.0.${index}`).then(
      () => 'answered',
      () => 'refused',
    ),
  )
  const answers = await Promise.all(guesses)
  expect(answers.filter((answer) => answer === 'answered')).toHaveLength(22)
  expect(most).toBe(2)
  expect(await passwords.check('p', '10.2.0.1')).toBe(true)
})

describe('peerKey', () => {
  test.each([
    ['10.0.0.1', '10.0.0.1'],
    ['::ffff:10.0.0.1', '10.0.0.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8:1:2::9', '2001:db8:1:2'],
    ['2001:0db8:0001:2::9', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['', ''],
  ])('%s counts as %s', (peer, key) => {
    expect(peerKey(peer)).toBe(key)
  })
})
