import { describe, expect, test } from 'vitest'
import { type ArrivingFilm, resultReader, type Within } from './result-body'

const png = Buffer.from('89504e470d0a1a0a0000', 'hex')
const filmHead = Buffer.from('\0\0\0\x20ftypisom\0\0\x02\0', 'latin1')
const unbounded: Within = (work) => work

/** A body of `head` and then `megabytes`, which counts how much of it was taken and whether it was hung up on. */
function bodyOf(head: Uint8Array, megabytes: number, fault?: Error) {
  const seen = { megabytes: 0, isHungUp: false }
  const megabyte = new Uint8Array(1_000_000)
  const stream = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(head),
    pull(controller) {
      if (seen.megabytes < megabytes) {
        seen.megabytes += 1
        controller.enqueue(megabyte)
      } else if (fault) controller.error(fault)
      else controller.close()
    },
    cancel() {
      seen.isHungUp = true
    },
  })
  return { stream, seen }
}

async function sizeOf({ chunks }: ArrivingFilm): Promise<number> {
  let sizeBytes = 0
  for await (const chunk of chunks) sizeBytes += chunk.length
  return sizeBytes
}

const answer = (stream: ReadableStream<Uint8Array>, type = '') =>
  new Response(stream, { headers: type === '' ? {} : { 'content-type': type } })

describe('a film', () => {
  test('is handed on from its first byte, whatever it calls itself', async () => {
    for (const type of ['video/mp4', 'image/png', 'application/octet-stream', '']) {
      const { stream } = bodyOf(filmHead, 3)
      const result = await resultReader(sizeOf)(answer(stream, type), unbounded)
      const kept = filmHead.length + 3_000_000
      expect(result).toEqual({ kind: 'film', type: 'video/mp4', kept })
    }
  })

  test('that arrives byte by byte is told all the same', async () => {
    const bytes = Buffer.concat([filmHead, Buffer.alloc(200)])
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const byte of bytes) controller.enqueue(new Uint8Array([byte]))
        controller.close()
      },
    })
    const result = await resultReader(sizeOf)(answer(stream), unbounded)
    expect(result).toMatchObject({ kind: 'film', kept: bytes.length })
  })

  test('of more than 200 MB is hung up on', async () => {
    const { stream, seen } = bodyOf(filmHead, 300)
    const reading = resultReader(sizeOf)(answer(stream), unbounded)
    await expect(reading).rejects.toMatchObject({ kind: 'too-large' })
    expect(seen.isHungUp).toBe(true)
    expect(seen.megabytes).toBeLessThan(210)
  })

  test('that breaks off is no film', async () => {
    const { stream } = bodyOf(filmHead, 2, new Error('reset'))
    await expect(resultReader(sizeOf)(answer(stream), unbounded)).rejects.toThrow('reset')
  })

  test('that nobody wants to the end is hung up on', async () => {
    const { stream, seen } = bodyOf(filmHead, 50)
    const full = () => Promise.reject(new Error('the disk is full'))
    await expect(resultReader(full)(answer(stream), unbounded)).rejects.toThrow('disk')
    await expect.poll(() => seen.isHungUp).toBe(true)
  })

  test('has more time than a picture', async () => {
    const times: (number | undefined)[] = []
    const within: Within = (work, ms) => {
      times.push(ms)
      return work
    }
    await resultReader(sizeOf)(answer(bodyOf(filmHead, 1).stream), within)
    expect(times).toEqual([undefined, 600_000])
  })
})

describe('a picture', () => {
  test('is whole', async () => {
    const { stream } = bodyOf(png, 1)
    const result = await resultReader(sizeOf)(answer(stream, 'image/png'), unbounded)
    expect(result).toMatchObject({ kind: 'picture', type: 'image/png' })
    expect(result.kind === 'picture' && result.bytes.length).toBe(1_000_010)
  })

  test('of more than 40 MB is hung up on, although a film might be as large', async () => {
    const { stream, seen } = bodyOf(png, 100)
    const reading = resultReader(sizeOf)(answer(stream), unbounded)
    await expect(reading).rejects.toMatchObject({ kind: 'too-large' })
    await expect.poll(() => seen.isHungUp).toBe(true)
    expect(seen.megabytes).toBeLessThan(50)
  })
})

test.each([
  ['a page', 'text/html', '<html>'],
  ['a page that calls itself a film', 'video/mp4', '<html>'],
  ['a sound', 'audio/mpeg', 'ID3'],
  ['nothing', '', ''],
])('%s is neither', async (_name, type, text) => {
  const response = new Response(text, { headers: { 'content-type': type } })
  await expect(resultReader(sizeOf)(response, unbounded)).rejects.toMatchObject({
    kind: 'unsupported-type',
  })
})
