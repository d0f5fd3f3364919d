import { expect, it } from 'vitest'
import { chance } from './testing/chance'
import { pack, unpack } from './tiles'

it('packed bytes come back as they were, in pieces and in noise', () => {
  const random = chance(11)
  for (let n = 0; n < 200; n++) {
    const bytes = new Uint8Array(Math.floor(random() * 5000) + 1)
    for (let at = 0; at < bytes.length;) {
      const run = random() < 0.5 ? 1 : Math.floor(random() * 900)
      bytes.fill(Math.floor(random() * 256), at, at + run)
      at += run
    }
    expect(unpack(pack(bytes), bytes.length)).toEqual(bytes)
  }
})

it('a mask of one piece weighs next to nothing', () => {
  expect(pack(new Uint8Array(4096 * 4096).fill(255)).bytes.length).toBeLessThan(8)
})

it.each([
  ['too long', Uint8Array.of(7, 200, 1)],
  ['too short', Uint8Array.of(7, 3)],
  ['empty runs', Uint8Array.of(7, 0, 7, 100)],
  ['cut in the middle of a length', Uint8Array.of(7, 228)],
])('runs that do not add up are told: %s', (_, bytes) => {
  expect(() => unpack({ runs: true, bytes }, 100)).toThrow(RangeError)
})
