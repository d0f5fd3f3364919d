import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'

const server = createServer((request, response) => {
  const isHealth = request.url === '/api/health'
  response.writeHead(isHealth && names.includes(request.headers.host ?? '') ? 200 : 421).end('{}')
})
let names: string[] = []
let port = 0

beforeEach(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  port = (server.address() as AddressInfo).port
  names = [`localhost:${port}`]
})
afterEach(async () => {
  server.close()
  await once(server, 'close')
})

function check(env: Record<string, string>): Promise<{ code: number; err: string }> {
  return new Promise((resolve) => {
    const { NODE_ENV } = process.env
    const options = { env: { NODE_ENV, SAFELIGHT_ORIGIN: '', ...env } }
    const child = execFile(process.execPath, ['scripts/health.mjs'], options, (_error, _out, err) =>
      resolve({ code: child.exitCode ?? 1, err }),
    )
  })
}

test('a studio that answers is well, by whichever name it goes', async () => {
  expect(await check({ PORT: String(port) })).toEqual({ code: 0, err: '' })
  names = ['studio.example.org']
  const origin = { SAFELIGHT_ORIGIN: 'https://studio.example.org' }
  const behindProxy = { PORT: String(port), SAFELIGHT_HOST: '0.0.0.0', ...origin }
  expect(await check(behindProxy)).toEqual({ code: 0, err: '' })
})

test('one that answers otherwise, or not at all, is not', async () => {
  const wrong = await check({ PORT: String(port), SAFELIGHT_ORIGIN: 'https://other.example.org' })
  expect(wrong).toEqual({ code: 1, err: 'The studio answers with HTTP 421.\n' })
  const nobody = await check({ PORT: '1' })
  expect(nobody.code).toBe(1)
  expect(nobody.err).toContain('does not answer')
})
