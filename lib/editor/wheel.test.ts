import { expect, it } from 'vitest'
import { wheelMove } from './wheel'

const turn = (deltaX: number, deltaY: number, more: Partial<WheelEvent> = {}) =>
  wheelMove({ deltaX, deltaY, deltaMode: 0, ctrlKey: false, metaKey: false, ...more })

it('a notch zooms, away from oneself nearer', () => {
  expect(turn(0, -100)).toEqual({ what: 'zoom', factor: Math.exp(0.25) })
  expect(turn(0, 3, { deltaMode: 1 })).toEqual({ what: 'zoom', factor: Math.exp(-99 / 400) })
})

it('fingers on a pad move the picture', () => {
  expect(turn(4.5, -12)).toEqual({ what: 'pan', dx: -4.5, dy: 12 })
})

it('a pinch on a pad, told as Ctrl and small steps, zooms', () => {
  expect(turn(0, 2.5, { ctrlKey: true })).toEqual({ what: 'zoom', factor: Math.exp(-0.025) })
  expect(turn(1, 60, { metaKey: true })).toMatchObject({ what: 'zoom' })
})
