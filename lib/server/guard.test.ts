import { describe, expect, test } from 'vitest'
import { guard, isHostAllowed, type GuardConfig, type GuardedRequest } from './guard'

const local: GuardConfig = { origin: null, allowAddresses: false }
const lan: GuardConfig = { origin: null, allowAddresses: true }
const published: GuardConfig = { origin: 'https://studio.example.org', allowAddresses: true }

const honest: GuardedRequest = {
  method: 'POST',
  host: '127.0.0.1:3000',
  origin: 'http://127.0.0.1:3000',
  site: 'same-origin',
  contentType: 'application/json',
  marker: '1',
  hasToken: false,
}

describe('isHostAllowed', () => {
  test.each([
    ['127.0.0.1:3000', local, true],
    ['127.0.0.1', local, true],
    ['localhost:3000', local, true],
    ['LOCALHOST:3000', local, true],
    ['studio.localhost:3000', local, true],
    ['[::1]:3000', local, true],
    [null, local, false],
    ['', local, false],
    ['evil.test:3000', local, false],
    ['localhost.evil.test', local, false],
    ['localhost.', local, false],
    ['127.0.0.1.', local, false],
    ['0.0.0.0:3000', local, false],
    ['[::]:3000', local, false],
    ['192.168.1.5:3000', local, false],
    ['user@127.0.0.1', local, false],
    ['127.0.0.1:3000/evil', local, false],
    ['127.0.0.1:999999', local, false],
    ['192.168.1.5:3000', lan, true],
    ['[fd00::5]:3000', lan, true],
    ['0.0.0.0:3000', lan, false],
    ['[::]:3000', lan, false],
    ['studio.lan:3000', lan, false],
    ['evil.test', lan, false],
    ['studio.example.org', published, true],
    ['STUDIO.example.org', published, true],
    ['studio.example.org:8443', published, false],
    ['127.0.0.1:3000', published, false],
    ['studio.example.org.evil.test', published, false],
  ] as const)('host %s under %o is allowed: %s', (host, config, allowed) => {
    expect(isHostAllowed(host, config)).toBe(allowed)
  })
})

describe('guard', () => {
  test.each<[string, Partial<GuardedRequest>, ReturnType<typeof guard>]>([
    ['our own page posts', {}, null],
    ['our own page on a plain-http LAN has no Sec-Fetch-Site', { site: null }, null],
    ['our own page with a charset', { contentType: 'application/json; charset=utf-8' }, null],
    ['our own page uploads a picture', { contentType: 'image/png' }, null],
    ['an upper-case origin is the same origin', { origin: 'HTTP://127.0.0.1:3000' }, null],
    ['another host name', { host: 'evil.test' }, 'wrong-host'],
    ['no origin at all', { origin: null }, 'forbidden'],
    ['the null origin of a sandboxed frame', { origin: 'null' }, 'forbidden'],
    ['another origin', { origin: 'https://evil.test' }, 'forbidden'],
    ['another port of this machine', { origin: 'http://127.0.0.1:8080' }, 'forbidden'],
    [
      'an origin with our name as prefix',
      { origin: 'http://127.0.0.1:3000.evil.test' },
      'forbidden',
    ],
    ['localhost is not 127.0.0.1', { origin: 'http://localhost:3000' }, 'forbidden'],
    ['a same-site page', { site: 'same-site' }, 'forbidden'],
    ['a cross-site page', { site: 'cross-site' }, 'forbidden'],
    ['a typed address cannot post', { site: 'none' }, 'forbidden'],
    ['no marker', { marker: null }, 'forbidden'],
    ['a wrong marker', { marker: 'true' }, 'forbidden'],
    ['no type', { contentType: null }, 'unsupported-type'],
    ['a form', { contentType: 'application/x-www-form-urlencoded' }, 'unsupported-type'],
    ['a multipart form', { contentType: 'multipart/form-data; boundary=x' }, 'unsupported-type'],
    ['plain text, as sendBeacon sends it', { contentType: 'text/plain' }, 'unsupported-type'],
    ['a type that begins like ours', { contentType: 'application/jsonp' }, 'unsupported-type'],
    ['a picture type we do not take', { contentType: 'image/svg+xml' }, 'unsupported-type'],
    ['DELETE is guarded like POST', { method: 'DELETE', origin: null }, 'forbidden'],
    ['a lower-case verb is not a read', { method: 'get', origin: null }, 'forbidden'],
    ['our own page reads', { method: 'GET', origin: null, marker: null }, null],
    ['a typed address reads', { method: 'GET', origin: null, site: 'none' }, null],
    ['an old browser reads', { method: 'GET', origin: null, site: null }, null],
    ['a HEAD of our own', { method: 'HEAD', origin: null }, null],
    ['another site embeds a picture', { method: 'GET', site: 'cross-site' }, 'forbidden'],
    ['another port embeds a picture', { method: 'GET', site: 'same-site' }, 'forbidden'],
    ['a HEAD from another site', { method: 'HEAD', site: 'cross-site' }, 'forbidden'],
    ['a read under another name', { method: 'GET', host: 'evil.test' }, 'wrong-host'],
    ['a token without any browser header', { ...noBrowser(), hasToken: true }, null],
    [
      'a token with an empty body and no type',
      { ...noBrowser(), contentType: null, hasToken: true },
      null,
    ],
    [
      'a token with a form',
      { ...noBrowser(), contentType: 'text/plain', hasToken: true },
      'unsupported-type',
    ],
    ['a token under another name', { host: 'evil.test', hasToken: true }, 'wrong-host'],
  ])('%s', (_title, change, expected) => {
    expect(guard({ ...honest, ...change }, local)).toBe(expected)
  })

  test('a published studio accepts its one origin and nothing derived from Host', () => {
    const request = { ...honest, host: 'studio.example.org', origin: 'https://studio.example.org' }
    expect(guard(request, published)).toBe(null)
    expect(guard({ ...request, origin: 'http://studio.example.org' }, published)).toBe('forbidden')
    expect(guard(honest, published)).toBe('wrong-host')
  })
})

function noBrowser(): Partial<GuardedRequest> {
  return { origin: null, site: null, marker: null }
}
