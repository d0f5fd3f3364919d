import { describe, expect, it } from 'vitest'
import { bandsOf, coverOf, createFilm, filmBox, type FilmLook, hatchOf } from './film'
import { overlapOf, wholeOf } from './geometry'
import { createMask } from './mask'

const look: FilmLook = { colour: 'red', opacity: 0.5, hatch: 0, isBlackAndWhite: false }

function mask() {
  const made = createMask(4, 2)
  made.data.set([0, 64, 127, 128, 200, 255, 0, 0])
  return made
}

it('film is as dense as the mask is painted, and nothing lies on what is kept', () => {
  const film = createFilm(look)(mask(), { x: 0, y: 0, width: 4, height: 2 })
  const alphas = Array.from({ length: 8 }, (_, n) => film[n * 4 + 3])
  expect(alphas).toEqual([0, 32, 64, 64, 100, 128, 0, 0])
  expect([...film.subarray(20, 23)]).toEqual([255, 92, 61])
})

it('a box of it is that part of the whole, hatching included', () => {
  const hatched = { ...look, hatch: 3 }
  const film = createFilm(hatched)
  const whole = [...film(mask(), { x: 0, y: 0, width: 4, height: 2 })]
  const part = [...film(mask(), { x: 1, y: 1, width: 2, height: 1 })]
  expect(part).toEqual(whole.slice(5 * 4, 7 * 4))
})

it('in black and white it shows what will be sent', () => {
  const box = { x: 0, y: 0, width: 4, height: 2 }
  const film = createFilm({ ...look, hatch: 3, isBlackAndWhite: true })(mask(), box)
  const shown = Array.from({ length: 8 }, (_, n) => [...film.subarray(n * 4, n * 4 + 4)])
  expect(shown.map(([r]) => r)).toEqual([0, 0, 0, 255, 255, 255, 0, 0])
  expect(shown.every(([r, g, b, a]) => r === g && g === b && a === 255)).toBe(true)
})

it('the bands of a box are all of it, once', () => {
  const bands = [...bandsOf({ x: 3, y: 5, width: 10, height: 7 }, 25)]
  expect(bands.map(({ y, height }) => [y, height])).toEqual([
    [5, 2],
    [7, 2],
    [9, 2],
    [11, 1],
  ])
  expect(bands.every(({ x, width }) => x === 3 && width === 10)).toBe(true)
  expect([...bandsOf({ x: 0, y: 0, width: 90, height: 2 }, 25)]).toHaveLength(2)
})

describe('what is covered', () => {
  const large = { width: 4096, height: 4096 }

  it('is all of a picture, pixel by pixel, whatever is seen of it', () => {
    for (const picture of [
      { width: 64, height: 64 },
      { width: 1248, height: 832 },
      { width: 2048, height: 2048 },
      { width: 4096, height: 256 },
    ]) {
      const whole = { x: 0, y: 0, ...picture }
      expect(coverOf(picture, { x: 3, y: 5, width: 20, height: 10 })).toEqual({
        box: whole,
        every: 1,
      })
    }
  })

  it('of a very large one is what is seen, pixel by pixel, as long as that is little enough', () => {
    const seen = { x: 1000, y: 2100, width: 1372, height: 700 }
    expect(coverOf(large, seen)).toEqual({
      box: { x: 512, y: 2048, width: 2048, height: 1024 },
      every: 1,
    })
    const dense = { x: 600, y: 2100, width: 2744, height: 1600 }
    expect(coverOf(large, dense)).toEqual({
      box: { x: 512, y: 2048, width: 2944, height: 1664 },
      every: 1,
    })
  })

  it('stays where it is while the view is panned a little', () => {
    const at = (x: number) => coverOf(large, { x, y: 600, width: 1000, height: 700 })
    expect(at(1020)).toEqual(at(700))
  })

  it('is never more than the picture, and never more than a frame can bear', () => {
    for (const [x, y, width, height] of [
      [3500, 3800, 596, 296],
      [0, 0, 2200, 2200],
      [0, 0, 4096, 4096],
      [900, 0, 3196, 1600],
    ] as const) {
      const seen = { x, y, width, height }
      const { box, every } = coverOf(large, seen)
      expect((box.width * box.height) / every ** 2).toBeLessThanOrEqual(5 << 20)
      expect(overlapOf(box, seen)).toEqual(seen)
      expect(overlapOf(box, wholeOf(large))).toEqual(box)
    }
  })

  it('is all of it, more coarsely, where all is seen or nothing', () => {
    const coarse = { box: wholeOf(large), every: 2 }
    expect(coverOf(large, wholeOf(large))).toEqual(coarse)
    expect(coverOf(large, null)).toEqual(coarse)
  })
})

it('a coarse film has every second pixel, and a box of it covers what was painted', () => {
  expect(filmBox({ x: 3, y: 4, width: 2, height: 1 }, 2)).toEqual({
    x: 1,
    y: 2,
    width: 2,
    height: 1,
  })
  const film = createFilm(look, 2)(mask(), { x: 0, y: 0, width: 2, height: 1 })
  expect([film[3], film[7]]).toEqual([0, 64])
})

it('the hatching is as fine on a stamp as on a panorama', () => {
  const sizes = [
    [64, 64],
    [1248, 832],
    [4096, 256],
    [256, 4096],
  ] as const
  const lines = sizes.map(([width, height]) => hatchOf({ width, height }))
  expect(lines).toEqual([3, 11, 37, 37])
})
