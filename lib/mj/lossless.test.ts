import { describe, expect, test } from 'vitest'
import { parseLossless } from './lossless'

/** mulberry32: a small seeded generator, so that a failing run can be repeated. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

function randomId(random: () => number): string {
  const length = 16 + Math.floor(random() * 4)
  const digits = Array.from({ length }, () => Math.floor(random() * 10))
  return digits.join('').replace(/^0/, '1')
}

describe('long integers', () => {
  test('a Discord id keeps every digit', () => {
    expect(parseLossless('{"id":1619855216344100864}')).toEqual({ id: '1619855216344100864' })
  })

  test('10,000 ids of 16 to 19 digits are exact, bare and quoted', () => {
    const random = randomFrom(20_261_121)
    const ids = Array.from({ length: 10_000 }, () => randomId(random))
    const wire = ids.map((id) => `{"result":${id}, "id": "${id}","list":[${id},-${id}]}`).join(',')
    const expected = ids.map((id) => ({ result: id, id, list: [id, `-${id}`] }))
    expect(parseLossless(`[${wire}]`)).toEqual(expected)
  })

  test.each(['1619855216344100864', ' 1619855216344100864\n'])(
    'a bare document %j is read',
    (text) => {
      expect(parseLossless(text)).toBe('1619855216344100864')
    },
  )

  test('shorter integers stay numbers', () => {
    expect(parseLossless('{"a":1,"b":-22,"c":999999999999999,"t":1763692800000}')).toEqual({
      a: 1,
      b: -22,
      c: 999_999_999_999_999,
      t: 1_763_692_800_000,
    })
  })
})

describe('what is not an id', () => {
  test('the digits of a fraction are left alone', () => {
    const text = '[0.1234567890123456789,-12.1234567890123456789,1.2345678901234567e-5]'
    expect(parseLossless(text)).toEqual(JSON.parse(text))
  })

  test('an exponent is left alone', () => {
    const text = '[1234567890123456789e3,1E20]'
    expect(parseLossless(text)).toEqual(JSON.parse(text))
  })

  test.each([
    '{"text":"id 1619855216344100864, again 1619855216344100864"}',
    String.raw`{"text":"a quote \" then 1619855216344100864","end":"\\"}`,
    String.raw`{"a":"\\\\","1619855216344100864":"\u0022:1619855216344100864"}`,
  ])('digits inside a string stay in it: %s', (text) => {
    expect(parseLossless(text)).toEqual(JSON.parse(text))
  })
})

describe('hostile text', () => {
  test.each([
    '',
    '<html>1234567890123456</html>',
    '{"a":1234567890123456',
    '[1234567890123456,]',
    '01',
  ])('%j is a SyntaxError', (text) => {
    expect(() => parseLossless(text)).toThrow(SyntaxError)
  })

  test('an unterminated string of escapes is refused at once', () => {
    const started = performance.now()
    expect(() => parseLossless('1234567890123456' + '"\\'.repeat(50_000))).toThrow(SyntaxError)
    expect(() => parseLossless('["1234567890123456' + '\\"'.repeat(50_000))).toThrow(SyntaxError)
    expect(performance.now() - started).toBeLessThan(1_000)
  })

  test('a string of eight megabytes does not exhaust the pattern', () => {
    const text = `{"base64":"${'A'.repeat(8_000_000)}","id":1619855216344100864}`
    expect(parseLossless(text)).toMatchObject({ id: '1619855216344100864' })
    const escaped = `{"text":"${String.raw`\n`.repeat(2_000_000)}","id":1619855216344100864}`
    expect(parseLossless(escaped)).toMatchObject({ id: '1619855216344100864' })
  })

  test('a __proto__ member changes no prototype', () => {
    const parsed = parseLossless('{"__proto__":{"polluted":1},"id":1619855216344100864}')
    expect(Object.getPrototypeOf(parsed)).toBe(Object.prototype)
    expect(Object.keys(parsed as object)).toEqual(['__proto__', 'id'])
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })
})
