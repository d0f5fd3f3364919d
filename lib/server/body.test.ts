import { describe, expect, test } from 'vitest'
import { readCapped, readJson } from './body'

function post(body: BodyInit, headers: Record<string, string> = {}): Request {
  return new Request('http://127.0.0.1/', {
    method: 'POST',
    body,
    headers,
    // Node asks for it with a streamed body; the type does not know it.
    ...({ duplex: 'half' } as object),
  })
}

describe('readCapped', () => {
  test('a body within the cap arrives whole, however it is cut', async () => {
    const chunks = [new Uint8Array([1, 2]), new Uint8Array([]), new Uint8Array([3])]
    const body = new ReadableStream({
      pull(controller) {
        const next = chunks.shift()
        if (next === undefined) controller.close()
        else controller.enqueue(next)
      },
    })
    expect([...(await readCapped(post(body), 3, 1000))]).toEqual([1, 2, 3])
  })

  test('no body is no bytes', async () => {
    const request = new Request('http://127.0.0.1/', { method: 'POST' })
    expect((await readCapped(request, 10, 1000)).length).toBe(0)
  })

  test('a declared length over the cap is refused before a byte is read', async () => {
    let pulled = 0
    const body = new ReadableStream(
      {
        pull() {
          pulled += 1
        },
      },
      { highWaterMark: 0 },
    )
    const request = post(body, { 'content-length': '11' })
    await expect(readCapped(request, 10, 1000)).rejects.toMatchObject({ kind: 'too-large' })
    expect(pulled).toBe(0)
  })

  test('an endless body without a length is cut at the cap', async () => {
    let cancelled = false
    const body = new ReadableStream({
      pull(controller) {
        controller.enqueue(new Uint8Array(64))
      },
      cancel() {
        cancelled = true
      },
    })
    await expect(readCapped(post(body), 1000, 1000)).rejects.toMatchObject({ kind: 'too-large' })
    expect(cancelled).toBe(true)
  })

  test('a body that never ends is given up at the deadline', async () => {
    const body = new ReadableStream({ pull: () => new Promise(() => undefined) })
    await expect(readCapped(post(body), 10, 20)).rejects.toMatchObject({ kind: 'request-timeout' })
  })
})

describe('readJson', () => {
  test.each(['{', 'nonsense', '{"a":1}x'])('%s is a bad request', async (text) => {
    await expect(readJson(post(text), 100, 1000)).rejects.toMatchObject({ kind: 'bad-request' })
  })

  test('bytes that are not UTF-8 are a bad request', async () => {
    const bytes = new Uint8Array([0x22, 0xff, 0x22])
    await expect(readJson(post(bytes), 100, 1000)).rejects.toMatchObject({ kind: 'bad-request' })
  })

  test('JSON is JSON, and an empty body is undefined', async () => {
    expect(await readJson(post('{"a":"狐"}'), 100, 1000)).toEqual({ a: '狐' })
    expect(await readJson(post(''), 100, 1000)).toBe(undefined)
  })
})
