import { describe, expect, test } from 'vitest'
import { filmResponse, readRange } from './film-response'

const bytes = Buffer.from('0123456789')
const film = {
  type: 'video/webm',
  name: 'abc.webm',
  sizeBytes: bytes.length,
  read: ({ first, last }: { first: number; last: number }) =>
    new Blob([bytes.subarray(first, last + 1)]).stream(),
}

const ask = (headers: Record<string, string> = {}, asDownload = false) =>
  filmResponse(film, { headers: new Headers(headers), asDownload })

describe('a range', () => {
  test.each([
    ['bytes=0-3', { first: 0, last: 3 }],
    ['bytes=4-', { first: 4, last: 9 }],
    ['bytes=-3', { first: 7, last: 9 }],
    ['bytes=-300', { first: 0, last: 9 }],
    ['bytes=8-300', { first: 8, last: 9 }],
    ['Bytes=9-9', { first: 9, last: 9 }],
    ['bytes=10-', 'unsatisfiable'],
    ['bytes=10-11', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=5-4', null],
    ['bytes=-', null],
    ['bytes=0-1,4-5', null],
    ['items=0-1', null],
    ['bytes=a-b', null],
    [null, null],
  ])('%s of ten bytes is %j', (header, expected) => {
    expect(readRange(header, 10)).toEqual(expected)
  })

  test('of an empty film cannot be had', () => {
    expect(readRange('bytes=0-', 0)).toBe('unsatisfiable')
  })
})

describe('a film', () => {
  test('is sent whole, with a word that ranges can be had', async () => {
    const response = ask()
    expect(response.status).toBe(200)
    expect(await response.text()).toBe('0123456789')
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'accept-ranges': 'bytes',
      'cache-control': 'private, max-age=31536000, immutable',
      'content-disposition': 'inline; filename="abc.webm"',
      'content-length': '10',
      'content-type': 'video/webm',
    })
  })

  test('is sent in part with 206', async () => {
    const response = ask({ range: 'bytes=2-4' })
    expect(response.status).toBe(206)
    expect(await response.text()).toBe('234')
    expect(response.headers.get('content-range')).toBe('bytes 2-4/10')
    expect(response.headers.get('content-length')).toBe('3')
  })

  test('has nothing beyond its end: 416 with its size', () => {
    const response = ask({ range: 'bytes=10-' })
    expect(response.status).toBe(416)
    expect(response.headers.get('content-range')).toBe('bytes */10')
  })

  test('is sent whole when the asker holds a part of something else', () => {
    expect(ask({ range: 'bytes=2-4', 'if-range': '"another"' }).status).toBe(200)
    expect(ask({ range: 'bytes=2-4', 'if-range': '"abc.webm"' }).status).toBe(206)
  })

  test('is saved under its name', () => {
    expect(ask({}, true).headers.get('content-disposition')).toBe('attachment; filename="abc.webm"')
  })
})
