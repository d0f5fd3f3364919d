import { expect, test } from 'vitest'
import { rankBetween, ranksBetween } from './rank'

function expectInOrder(ranks: readonly string[]): void {
  for (const [n, rank] of ranks.entries()) {
    expect(rank).toMatch(/^[0-9a-z]*[1-9a-z]$/)
    if (n > 0) expect(ranks[n - 1]! < rank, `${ranks[n - 1]} < ${rank}`).toBe(true)
  }
}

test('who only ever adds, at either end, keeps short ranks', () => {
  const ranks = [rankBetween(null, null)]
  for (let n = 0; n < 20_000; n++) ranks.push(rankBetween(ranks.at(-1)!, null))
  for (let n = 0; n < 20_000; n++) ranks.unshift(rankBetween(null, ranks[0]!))
  expectInOrder(ranks)
  expect(Math.max(...ranks.map((rank) => rank.length))).toBeLessThanOrEqual(8)
})

test('there is room at the ends when the steps are used up', () => {
  const high = ['zzzzzzzz']
  const low = ['00000001']
  for (let n = 0; n < 100; n++) {
    high.push(rankBetween(high.at(-1)!, null))
    low.unshift(rankBetween(null, low[0]!))
  }
  expectInOrder([...low, ...high])
})

test('ten thousand moves to anywhere collide nowhere and stay short', () => {
  let state = 20_261_128
  const random = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
  const ranks = [...ranksBetween(null, null, 300)]
  for (let n = 0; n < 10_000; n++) {
    ranks.splice(random(ranks.length), 1)
    const at = random(ranks.length + 1)
    ranks.splice(at, 0, rankBetween(ranks[at - 1] ?? null, ranks[at] ?? null))
  }
  expectInOrder(ranks)
  expect(Math.max(...ranks.map((rank) => rank.length))).toBeLessThan(24)
})

test('moves to one and the same place make longer ranks, and never equal ones', () => {
  const ranks = ['i', 'j']
  for (let n = 0; n < 300; n++) ranks.splice(1, 0, rankBetween(ranks[0]!, ranks[1]!))
  expectInOrder(ranks)
})

test('many at once stand evenly between two neighbours', () => {
  const ranks = ranksBetween('i', 'i1', 1000)
  expectInOrder(['i', ...ranks, 'i1'])
  expect(Math.max(...ranks.map((rank) => rank.length))).toBeLessThan(6)
  expectInOrder([...ranksBetween(null, 'i', 50), 'i', ...ranksBetween('i', null, 50)])
  expect(ranksBetween('i', 'j', 0)).toEqual([])
})

test('neighbours in the last digit have room between them', () => {
  for (const [before, after] of [
    ['a', 'a01'],
    ['a', 'b'],
    ['az', 'b'],
    ['azzz', 'b'],
    ['a', 'a1'],
    ['0000001', '0000002'],
  ] as const) {
    expectInOrder([before, rankBetween(before, after), after])
  }
})
