import { expect, it } from 'vitest'
import { bandsOf, createFilm, everyOf, filmBox, type FilmLook } from './film'
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

it('of a very large picture it has every second pixel, and a box of it covers what was painted', () => {
  expect([everyOf({ width: 2048, height: 64 }), everyOf({ width: 64, height: 4096 })]).toEqual([
    1, 2,
  ])
  expect(filmBox({ x: 3, y: 4, width: 2, height: 1 }, 2)).toEqual({
    x: 1,
    y: 2,
    width: 2,
    height: 1,
  })
  const film = createFilm(look, 2)(mask(), { x: 0, y: 0, width: 2, height: 1 })
  expect([film[3], film[7]]).toEqual([0, 64])
})
