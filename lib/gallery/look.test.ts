import { describe, expect, it } from 'vitest'
import { imageToScreen, screenToImage } from '@/lib/editor/view'
import {
  actualLook,
  fitScale,
  isNearer,
  type Look,
  moved,
  nearer,
  pinched,
  shownScale,
  toggled,
  viewOf,
  wholeLook,
} from './look'

const picture = { width: 2688, height: 1792 }
const stage = { width: 1000, height: 700, density: 1 }
const middle = { x: 500, y: 350 }

it('the whole picture touches the nearer edges and stands in the middle', () => {
  const view = viewOf(wholeLook, picture, stage)
  expect(view.left).toBeCloseTo(0, 9)
  expect(view.top).toBeCloseTo((700 - 1000 / 1.5) / 2, 9)
  expect(view.scale).toBeCloseTo(1000 / 2688, 9)
})

describe('zooming', () => {
  it('keeps the pixel under the pointer while no edge is in the way', () => {
    const about = { x: 610, y: 300 }
    let look = nearer(wholeLook, middle, 3, picture, stage)
    const pixel = screenToImage(viewOf(look, picture, stage), about)
    for (const factor of [1.4, 2, 0.6, 1.3]) {
      look = nearer(look, about, factor, picture, stage)
      const { x, y } = screenToImage(viewOf(look, picture, stage), about)
      expect(x).toBeCloseTo(pixel.x, 6)
      expect(y).toBeCloseTo(pixel.y, 6)
    }
  })

  it('ends at sixteen to one and at the whole picture', () => {
    const near = nearer(wholeLook, middle, 1e6, picture, stage)
    expect(shownScale(near, picture, stage)).toBeCloseTo(16, 9)
    expect(nearer(near, { x: 3, y: 9 }, 1e-6, picture, stage)).toEqual(wholeLook)
  })

  it('leaves no empty strip at an edge of the picture', () => {
    const look = nearer(wholeLook, { x: 0, y: 0 }, 4, picture, stage)
    const corner = imageToScreen(viewOf(look, picture, stage), { x: 0, y: 0 })
    expect(corner.x).toBeCloseTo(0, 9)
    expect(corner.y).toBeLessThanOrEqual(1e-9)
  })

  it('to its own size counts in pixels of the screen', () => {
    const dense = { ...stage, density: 2 }
    const look = actualLook(wholeLook, picture, dense)
    expect(viewOf(look, picture, dense).scale).toBeCloseTo(0.5, 9)
    expect(isNearer(look)).toBe(true)
  })

  it('a picture of fewer pixels than the stage can be seen in its own size', () => {
    const small = { width: 400, height: 300 }
    const look = actualLook(wholeLook, small, stage)
    expect(viewOf(look, small, stage).scale).toBeCloseTo(1, 9)
    expect(viewOf(look, small, stage)).toMatchObject({ left: 300, top: 200 })
    expect(isNearer(look)).toBe(false)
  })
})

describe('a double click', () => {
  it('shows own pixels at that point, and once more the whole', () => {
    const about = { x: 700, y: 200 }
    const near = toggled(wholeLook, about, picture, stage)
    expect(shownScale(near, picture, stage)).toBeCloseTo(1, 9)
    expect(toggled(near, about, picture, stage)).toEqual(wholeLook)
  })

  it('comes plainly nearer to a picture that was in its own size already', () => {
    const small = { width: 900, height: 600 }
    expect(toggled(wholeLook, middle, small, stage).zoom).toBeCloseTo(2, 9)
  })
})

describe('moving', () => {
  it('follows the hand, as far as the picture goes', () => {
    const look = nearer(wholeLook, middle, 4, picture, stage)
    const before = viewOf(look, picture, stage)
    const after = viewOf(moved(look, 30, -20, picture, stage), picture, stage)
    expect(after.left - before.left).toBeCloseTo(30, 9)
    expect(after.top - before.top).toBeCloseTo(-20, 9)
    const far = viewOf(moved(look, 1e5, 1e5, picture, stage), picture, stage)
    expect(far.left).toBeCloseTo(0, 9)
    expect(far.top).toBeCloseTo(0, 9)
  })

  it('does nothing to a whole picture', () => {
    expect(moved(wholeLook, 400, 400, picture, stage)).toEqual(wholeLook)
  })
})

it('two fingers keep what is between them', () => {
  const near = nearer(wholeLook, middle, 3, picture, stage)
  const from = [
    { x: 400, y: 300 },
    { x: 600, y: 400 },
  ] as const
  const to = [
    { x: 360, y: 260 },
    { x: 700, y: 430 },
  ] as const
  const look = pinched(near, from, to, picture, stage)
  const was = screenToImage(viewOf(near, picture, stage), { x: 500, y: 350 })
  const is = screenToImage(viewOf(look, picture, stage), { x: 530, y: 345 })
  expect(is.x).toBeCloseTo(was.x, 6)
  expect(is.y).toBeCloseTo(was.y, 6)
})

describe('one look for several pictures', () => {
  const look: Look = { zoom: 5, x: 0.62, y: 0.4 }
  const cells = [
    { picture: { width: 1024, height: 1024 }, stage: { width: 480, height: 300, density: 1 } },
    { picture: { width: 4096, height: 4096 }, stage: { width: 480, height: 300, density: 1 } },
    { picture: { width: 1456, height: 816 }, stage: { width: 900, height: 620, density: 1 } },
  ]

  it('shows the same part of each in the middle', () => {
    for (const cell of cells) {
      const view = viewOf(look, cell.picture, cell.stage)
      const { x, y } = screenToImage(view, {
        x: cell.stage.width / 2,
        y: cell.stage.height / 2,
      })
      expect(x / cell.picture.width).toBeCloseTo(0.62, 9)
      expect(y / cell.picture.height).toBeCloseTo(0.4, 9)
    }
  })

  it('shows a picture of four times the size a quarter as large', () => {
    const [small, large] = cells.map((cell) => shownScale(look, cell.picture, cell.stage))
    expect(small! / large!).toBeCloseTo(4, 9)
    expect(fitScale(cells[0]!.picture, cells[0]!.stage)).toBeCloseTo(300 / 1024, 9)
  })
})
