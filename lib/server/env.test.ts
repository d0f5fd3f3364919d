import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { EnvError, isLoopback, parseEnv } from './env'

function problems(source: Record<string, string>): readonly string[] {
  try {
    parseEnv(source)
  } catch (error) {
    if (error instanceof EnvError) return error.problems
    throw error
  }
  return []
}

describe('parseEnv', () => {
  test('nothing set is a studio on loopback with the demo gateway', () => {
    expect(parseEnv({}, '/srv/studio')).toEqual({
      port: 3000,
      host: '127.0.0.1',
      dataFolder: path.resolve('/srv/studio', '.safelight'),
      databaseUrl: null,
      origin: null,
      secret: null,
      password: null,
      trustedProxies: [],
      gateway: null,
      imageHosts: [],
      demo: { paceMs: 12_000, faults: null },
      s3: null,
      quotaBytes: null,
      scrubBytesPerDay: 1_000_000_000,
    })
  })

  test('rows can be in a PostgreSQL, and then all processes must have one secret', () => {
    const secret = { SAFELIGHT_SECRET: randomBytes(32).toString('hex') }
    for (const url of [
      'postgres://me:word@db.lan/safelight',
      'postgresql://db/safelight?sslmode=verify-full',
      'postgres://me@%2Frun%2Fpostgresql/safelight',
    ]) {
      expect(parseEnv({ DATABASE_URL: url, ...secret }).databaseUrl).toBe(url)
    }
    expect(problems({ DATABASE_URL: 'postgres://db/safelight' })).toEqual([
      expect.stringMatching(/^DATABASE_URL needs SAFELIGHT_SECRET/),
    ])
  })

  test.each(['db.lan', 'mysql://me:CANARY@db/x', 'postgres://me:CANARY@db', 'postgres://db/'])(
    'the database address %s is refused in one sentence that does not repeat it',
    (url) => {
      const told = problems({
        DATABASE_URL: url,
        SAFELIGHT_SECRET: randomBytes(32).toString('hex'),
      })
      expect(told).toEqual([expect.stringMatching(/^DATABASE_URL must be the address/)])
      expect(told.join()).not.toContain('CANARY')
    },
  )

  test('an empty variable counts as not set', () => {
    expect(parseEnv({ PORT: '', SAFELIGHT_GATEWAY_URL: ' ' }).port).toBe(3000)
  })

  test('a gateway loses its trailing slash and its /mj, and is named after its host', () => {
    const env = parseEnv({
      SAFELIGHT_GATEWAY_URL: 'https://gateway.example.org/v1/mj/',
      SAFELIGHT_GATEWAY_KEY: 'sk-1',
    })
    expect(env.gateway).toEqual({
      baseUrl: 'https://gateway.example.org/v1',
      key: 'sk-1',
      auth: 'bearer',
      dialect: 'plus',
      name: 'gateway.example.org',
    })
  })

  test('a dialect brings the usual way of showing its key', () => {
    const gateway = {
      SAFELIGHT_GATEWAY_URL: 'https://gateway.example.org',
      SAFELIGHT_GATEWAY_KEY: 'sk-1',
    }
    const authOf = (dialect: string) =>
      parseEnv({ ...gateway, SAFELIGHT_GATEWAY_DIALECT: dialect }).gateway?.auth
    expect(authOf('new-api')).toBe('bearer')
    expect(authOf('novicezk')).toBe('mj-api-secret')
    expect(authOf('trueai')).toBe('mj-api-secret')
    const wrong = { SAFELIGHT_GATEWAY_DIALECT: 'trueai', SAFELIGHT_GATEWAY_AUTH: 'both' }
    expect(problems({ ...gateway, ...wrong })).toEqual([
      'SAFELIGHT_GATEWAY_AUTH=both is not understood by a trueai gateway: use mj-api-secret or raw, or leave it unset.',
    ])
  })

  test('everything wrong is listed at once, and never with the key in it', () => {
    const found = problems({
      PORT: 'three',
      SAFELIGHT_ORIGIN: 'https://studio.example.org/path',
      SAFELIGHT_PASSWORD: 'short',
      SAFELIGHT_TRUSTED_PROXIES: 'proxy',
      SAFELIGHT_GATEWAY_KEY: 'sk-with space',
      SAFELIGHT_GATEWAY_AUTH: 'basic',
      SAFELIGHT_GATEWAY_DIALECT: 'minus',
      SAFELIGHT_IMAGE_HOSTS: 'http://a',
      SAFELIGHT_DEMO_PACE: '-1',
      SAFELIGHT_DEMO_FAULTS: 'earthquake',
    })
    expect(found).toHaveLength(11)
    expect(found.join('\n')).not.toContain('sk-with')
  })

  test.each([
    ['http://gateway.example.org', false],
    ['http://8.8.8.8:8080', false],
    ['ftp://gateway.example.org', false],
    ['https://user:pass@gateway.example.org', false],
    ['https://gateway.example.org/?a=1', false],
    ['https://gateway.example.org', true],
    ['http://127.0.0.1:8080', true],
    ['http://[::1]:8080', true],
    ['http://192.168.1.9:8080', true],
    ['http://midjourney-proxy:8080', true],
    ['http://box.lan', true],
  ])('gateway address %s is accepted: %s', (url, accepted) => {
    const found = problems({ SAFELIGHT_GATEWAY_URL: url, SAFELIGHT_GATEWAY_KEY: 'k' })
    expect(found.length === 0).toBe(accepted)
  })
})

describe('SAFELIGHT_SECRET', () => {
  test('is bytes, in hexadecimal or base64', () => {
    const bytes = randomBytes(32)
    for (const encoding of ['hex', 'base64', 'base64url'] as const) {
      const { secret } = parseEnv({ SAFELIGHT_SECRET: bytes.toString(encoding) })
      expect(Buffer.from(secret ?? []).equals(bytes)).toBe(true)
    }
  })

  test.each(['short', '0'.repeat(64), 'no secret at all'])('%s stops the start', (text) => {
    const found = problems({ SAFELIGHT_SECRET: text })
    expect(found).toHaveLength(1)
    expect(found[0]).toContain('openssl rand -hex 32')
    expect(found[0]).not.toContain(text)
  })
})

describe('the start matrix, host × auth', () => {
  test.each([
    ['127.0.0.1', false, true],
    ['127.0.0.1', true, true],
    ['127.8.8.8', false, true],
    ['localhost', false, true],
    ['::1', false, true],
    ['0.0.0.0', false, false],
    ['0.0.0.0', true, true],
    ['::', false, false],
    ['::', true, true],
    ['192.168.1.5', false, false],
    ['192.168.1.5', true, true],
    ['studio.lan', false, false],
    ['studio.lan', true, true],
    ['localhost.evil.test', false, false],
  ])('host %s with a password %s starts: %s', (host, hasPassword, starts) => {
    const found = problems({
      SAFELIGHT_HOST: host,
      ...(hasPassword ? { SAFELIGHT_PASSWORD: 'long enough' } : {}),
    })
    expect(found.length === 0).toBe(starts)
  })

  test('only what never leaves the machine is loopback', () => {
    expect(['127.0.0.1', '::1', 'LOCALHOST', 'a.localhost'].every(isLoopback)).toBe(true)
    expect(['0.0.0.0', '::', '128.0.0.1', 'localhost.test', '127.evil'].some(isLoopback)).toBe(
      false,
    )
  })
})
