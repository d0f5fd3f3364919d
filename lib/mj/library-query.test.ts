import { expect, test } from 'vitest'
import { readDay, readRatioValue, startOfDay } from './library-filters'
import { formatQuery, type LibraryQuery, parseQuery, unknownFilters } from './library-query'

const word = (text: string, isNegated = false) => ({ type: 'word', text, isNegated })
const phrase = (text: string, isNegated = false) => ({ type: 'phrase', text, isNegated })
const filter = (name: string, value: string, isNegated = false) => ({
  type: 'filter',
  name,
  value,
  isNegated,
})

test.each<[string, object[]]>([
  ['', []],
  ['   ', []],
  ['red fox', [word('red'), word('fox')]],
  ['红色　狐狸', [word('红色'), word('狐狸')]],
  ['"red fox" snow', [phrase('red fox'), word('snow')]],
  ['“红色 狐狸”', [phrase('红色 狐狸')]],
  ['"red fo', [phrase('red fo')]],
  [
    '-snow -"red fox" -is:upscale',
    [word('snow', true), phrase('red fox', true), filter('is', 'upscale', true)],
  ],
  ['close-up', [word('close-up')]],
  ['-', [word('-')]],
  ['""', []],
  ['model:7 ar:3:2', [filter('model', '7'), filter('ar', '3:2')]],
  ['model：v7 AR：16：9', [filter('model', '7'), filter('ar', '16:9')]],
  ['MODEL:niji-6 model:niji', [filter('model', 'niji6'), filter('model', 'niji')]],
  [
    'ar:6:4 ar:3x2 ar:1.5:1 ar:0:1',
    [filter('ar', '3:2'), filter('ar', '3:2'), filter('ar', '3:2'), word('ar:0:1')],
  ],
  ['is:favourite is:nonsense', [filter('is', 'favourite'), word('is:nonsense')]],
  [
    'has:note bot:niji speed:fast seed:123',
    [filter('has', 'note'), filter('bot', 'niji'), filter('speed', 'fast'), filter('seed', '123')],
  ],
  ['in:"New York 2026"', [filter('in', 'New York 2026')]],
  ['in:"unclosed set', [filter('in', 'unclosed set')]],
  ['gateway:"My own" gateway:plus', [filter('gateway', 'My own'), filter('gateway', 'plus')]],
  [
    'before:2026-10 after:2026/1/4 after:2026',
    [filter('before', '2026-10'), filter('after', '2026-01-04'), filter('after', '2026')],
  ],
  [
    'before:2026-13 after:2026-02-30 before:soon',
    [word('before:2026-13'), word('after:2026-02-30'), word('before:soon')],
  ],
  [
    'verb:blend verb:custom-zoom verb:dance',
    [filter('verb', 'blend'), filter('verb', 'custom-zoom'), word('verb:dance')],
  ],
  ['__proto__:x constructor:y', [word('__proto__:x'), word('constructor:y')]],
])('%s', (source, parts) => {
  expect(parseQuery(source).parts).toEqual(parts)
})

test('the last word is open until something stands behind it', () => {
  const isOpen = (source: string) => parseQuery(source).isOpen
  expect([isOpen('red fo'), isOpen('红狐')]).toEqual([true, true])
  expect([isOpen('red fo '), isOpen('"red fo'), isOpen('fo is:grid'), isOpen('')]).toEqual([
    false,
    false,
    false,
    false,
  ])
})

test('a search that is written down and read again is the same search', () => {
  const random = seeded(7)
  const pieces = [
    'red',
    'fox ',
    ' -',
    '"',
    ':',
    'is:',
    'grid',
    'in:',
    '狐狸',
    '　',
    'ar:',
    '3:2',
    '“',
    '”',
    ' ',
    '-is:kept',
    'before:2026-1',
  ]
  for (let round = 0; round < 5000; round++) {
    const source = Array.from(
      { length: 6 },
      () => pieces[Math.floor(random() * pieces.length)],
    ).join('')
    const query = parseQuery(source)
    const again: LibraryQuery = parseQuery(formatQuery(query))
    expect(again, JSON.stringify(source)).toEqual(query)
  }
})

test('no letter that was typed is lost', () => {
  const random = seeded(11)
  const letters = ['a', 'b', '狐', ':', '-', '"', ' ', 'is:', '3']
  for (let round = 0; round < 5000; round++) {
    const source = Array.from(
      { length: 8 },
      () => letters[Math.floor(random() * letters.length)],
    ).join('')
    const kept = (text: string) => text.replace(/[^ab狐3]/g, '')
    expect(kept(formatQuery(parseQuery(source)))).toBe(kept(source))
  }
})

test('what looks like a filter and is none is told', () => {
  const query = parseQuery('foo:bar is:nonsense model:7 https://a.test/b 4:3 颜色：红 fox:')
  expect(unknownFilters(query)).toEqual(['foo:bar', 'is:nonsense', '颜色：红'])
})

test('a ratio is told in its lowest terms, a day in two digits', () => {
  expect([readRatioValue('1920:1080'), readRatioValue('2.35:1'), readRatioValue('a:b')]).toEqual([
    '16:9',
    '47:20',
    null,
  ])
  expect([readDay('2026-1-4'), readDay('26'), readDay('2024-02-29')]).toEqual([
    '2026-01-04',
    null,
    '2024-02-29',
  ])
  expect(startOfDay('2026-10')).toBe(new Date(2026, 9, 1).getTime())
})

/** Mulberry32. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
