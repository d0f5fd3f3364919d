import { afterEach, expect, it, vi } from 'vitest'
import { StudioError } from '@/lib/mj/errors'
import { errorKind, getJson, isUnanswered, postJson } from './http'

function answerWith(answer: () => Response | Promise<Response>) {
  const calls: { path: string; init: RequestInit }[] = []
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
    calls.push({ path, init })
    return Promise.resolve().then(answer)
  })
  return calls
}

afterEach(() => vi.unstubAllGlobals())

const faultOf = (request: Promise<unknown>): Promise<unknown> =>
  request.then(
    () => undefined,
    (error: unknown) => error,
  )

it('marks what changes something with the header a foreign page cannot set', async () => {
  const calls = answerWith(() => new Response(null, { status: 204 }))
  await postJson('/api/logout', {})
  expect(calls[0]!.init.headers).toEqual({
    'x-safelight': '1',
    'content-type': 'application/json',
  })
})

it('turns the studio’s own faults back into themselves', async () => {
  answerWith(() =>
    Response.json({ error: { kind: 'disk-full', message: 'no space' } }, { status: 507 }),
  )
  const error = await faultOf(getJson('/api/me'))
  expect(error).toBeInstanceOf(StudioError)
  expect(error).toMatchObject({ kind: 'disk-full', message: 'no space' })
})

it.each([
  [502, 'unavailable'],
  [504, 'unavailable'],
  [401, 'unauthorised'],
  [413, 'too-large'],
  [500, 'internal'],
  [599, 'internal'],
])('reads a bare %i, which is not the studio’s own, as %s', async (status, kind) => {
  answerWith(() => new Response('<html>', { status }))
  expect(errorKind(await faultOf(getJson('/api/me')))).toBe(kind)
})

it('calls silence and half answers unanswered, and keeps their cause', async () => {
  const cause = new TypeError('Failed to fetch')
  answerWith(() => Promise.reject(cause))
  const silence = await faultOf(getJson('/api/me'))
  expect(isUnanswered(silence)).toBe(true)
  expect(silence).toMatchObject({ cause })
  answerWith(() => new Response('<html>proxy</html>', { status: 200 }))
  expect(isUnanswered(await faultOf(getJson('/api/me')))).toBe(true)
})

it('lets whoever aborts see the abort', async () => {
  const controller = new AbortController()
  controller.abort()
  const cause = new DOMException('aborted', 'AbortError')
  answerWith(() => Promise.reject(cause))
  expect(await faultOf(getJson('/api/me', { signal: controller.signal }))).toBe(cause)
})
