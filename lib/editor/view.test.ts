import { describe, expect, it } from 'vitest'
import { fitView, imageToScreen, panBy, pinch, screenToImage, seenBox, zoomAbout } from './view'

const picture = { width: 1344, height: 896 }
const stage = { width: 1000, height: 700 }

it('there and back is the same place', () => {
  const view = { left: -33.5, top: 12, scale: 2.75 }
  const back = screenToImage(view, imageToScreen(view, { x: 411.3, y: 7.9 }))
  expect(back.x).toBeCloseTo(411.3, 9)
  expect(back.y).toBeCloseTo(7.9, 9)
})

it('a fitted picture lies whole and in the middle', () => {
  const view = fitView(picture, stage)
  const [from, to] = [
    imageToScreen(view, { x: 0, y: 0 }),
    imageToScreen(view, { x: picture.width, y: picture.height }),
  ]
  expect(from.x).toBeGreaterThanOrEqual(24)
  expect(from.x).toBeCloseTo(stage.width - to.x, 9)
  expect(from.y).toBeCloseTo(stage.height - to.y, 9)
})

it('a small picture is enlarged to twice its size, a stamp until it can be painted on', () => {
  expect(fitView({ width: 300, height: 240 }, stage).scale).toBe(2)
  expect(fitView({ width: 64, height: 64 }, stage).scale).toBe(8)
  expect(fitView({ width: 64, height: 16 }, { width: 390, height: 400 }).scale).toBeCloseTo(
    366 / 64,
  )
})

it('a fitted panorama leaves room for the tools beside it, on a phone for the zoom below it', () => {
  const wide = fitView({ width: 4096, height: 256 }, stage)
  expect([wide.left, wide.left + 4096 * wide.scale]).toEqual([84, 916])
  const tower = fitView({ width: 256, height: 4096 }, { width: 390, height: 448 })
  expect([tower.top, tower.top + 4096 * tower.scale]).toEqual([12, 448 - 64])
})

it('on a low stage a fitted picture takes what height there is', () => {
  const low = fitView(picture, { width: 652, height: 240 })
  expect([low.top, low.top + picture.height * low.scale]).toEqual([8, 240 - 8])
})

it('what is seen of the picture are the pixels that the stage shows, whole ones', () => {
  const view = { left: -100.5, top: 40, scale: 2 }
  expect(seenBox(view, picture, stage)).toEqual({ x: 50, y: 0, width: 501, height: 330 })
  expect(seenBox(fitView(picture, stage), picture, stage)).toEqual({ x: 0, y: 0, ...picture })
  expect(seenBox({ ...view, left: 2000 }, picture, stage)).toBeNull()
})

describe('zooming', () => {
  it('keeps the pixel under the pointer, at every step', () => {
    let view = fitView(picture, stage)
    const about = { x: 620, y: 300 }
    const pixel = screenToImage(view, about)
    for (const factor of [1.4, 1.4, 2, 0.5, 3, 0.8]) {
      view = zoomAbout(view, about, factor, picture, stage)
      expect(screenToImage(view, about).x).toBeCloseTo(pixel.x, 6)
      expect(screenToImage(view, about).y).toBeCloseTo(pixel.y, 6)
    }
  })

  it('ends at 32 times and at a quarter of the fitted size', () => {
    const far = zoomAbout(fitView(picture, stage), { x: 500, y: 350 }, 1e9, picture, stage)
    expect(far.scale).toBe(32)
    const near = zoomAbout(far, { x: 500, y: 350 }, 1e-9, picture, stage)
    expect(near.scale).toBeCloseTo(fitView(picture, stage).scale / 4, 9)
  })
})

it('however far it is pushed, a part of the picture stays in sight', () => {
  for (const [dx, dy] of [
    [1e6, 0],
    [-1e6, 0],
    [0, 1e6],
    [-1e6, -1e6],
  ] as const) {
    const view = panBy(fitView(picture, stage), dx, dy, picture, stage)
    const from = imageToScreen(view, { x: 0, y: 0 })
    const to = imageToScreen(view, { x: picture.width, y: picture.height })
    expect(from.x <= stage.width - 64 && to.x >= 64).toBe(true)
    expect(from.y <= stage.height - 64 && to.y >= 64).toBe(true)
  }
})

it('two fingers keep what is between them between them', () => {
  const view = fitView(picture, stage)
  const from = [
    { x: 400, y: 300 },
    { x: 600, y: 300 },
  ] as const
  const to = [
    { x: 380, y: 350 },
    { x: 680, y: 350 },
  ] as const
  const pinched = pinch(view, from, to, picture, stage)
  expect(pinched.scale).toBeCloseTo(view.scale * 1.5, 9)
  const between = screenToImage(view, { x: 500, y: 300 })
  const after = imageToScreen(pinched, between)
  expect(after.x).toBeCloseTo(530, 6)
  expect(after.y).toBeCloseTo(350, 6)
})
