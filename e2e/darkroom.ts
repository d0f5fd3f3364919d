/** The mask editor in a browser, by the hand of a person, and what becomes of a mask at the gateway and in the result. */
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Locator, Page } from '@playwright/test'
import sharp from 'sharp'
import type { Box, Task } from '@/lib/mj/task'
import { expect, type StudioUnderTest } from './fixtures'

export type Point = { x: number; y: number }
export type Raw = { width: number; height: number; channels: number; data: Buffer }

export const stage = (page: Page) => page.getByRole('application')
/** What is painted on; with it the editor is ready. */
export const film = (page: Page) => stage(page).locator('canvas').first()
/** How much is painted, as the page tells it; not there while nothing is. */
export const coverage = (page: Page) => page.getByText(/mask [\d.]+%/)
export const blank = (page: Page) => page.getByText('nothing painted yet')
export const isRegion = ({ customId }: { customId: string }) => customId.startsWith('MJ::Inpaint::')

export async function upscale(
  studio: StudioUnderTest,
  prompt = 'teal mountains at dawn',
): Promise<Task> {
  const grid = await studio.imagine(prompt)
  const { customId } = grid.buttons.find(({ label }) => label === 'U1')!
  const { id } = await studio.submit({ verb: 'action', taskId: grid.id, customId })
  return studio.kept(id)
}

export async function openEditor(
  page: Page,
  studio: StudioUnderTest,
  task: Task,
): Promise<Locator> {
  await page.goto(`${studio.url()}/t/${task.id}?region`)
  await expect(film(page)).toBeVisible()
  return stage(page)
}

/** Signs in, and opens the editor of a picture made for the purpose. */
export async function enterDarkroom(
  page: Page,
  studio: StudioUnderTest,
): Promise<{ task: Task; editor: Locator }> {
  await studio.signIn(page)
  const task = await upscale(studio)
  return { task, editor: await openEditor(page, studio, task) }
}

/** Where the picture lies in the window: CSS pixels of its corner, and of each of its own pixels. */
export async function lie(page: Page, { pictures }: Task): Promise<Point & { scale: number }> {
  const box = (await film(page).boundingBox())!
  return { x: box.x, y: box.y, scale: box.width / pictures[0]!.width }
}

/** Zooms about a place of the window to a percentage of the screen's own pixels. */
export async function zoomTo(page: Page, percent: number, at: Point): Promise<void> {
  await page.keyboard.press('1')
  await expect(page.getByRole('button', { name: /^Zoom 100/ })).toBeVisible()
  await page.mouse.move(at.x, at.y)
  await page.keyboard.down('Control')
  // A pinch on a pad, told apart from the notches of a wheel by its fractions; given in the screen's own pixels.
  const density = await page.evaluate(() => window.devicePixelRatio)
  await page.mouse.wheel(0, -100 * density * Math.log(percent / 100))
  await page.keyboard.up('Control')
  await expect(page.getByRole('button', { name: new RegExp(`^Zoom ${percent}\\b`) })).toBeVisible()
}

export async function drag(page: Page, from: Point, to: Point): Promise<void> {
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 3 })
  await page.mouse.move(to.x, to.y, { steps: 3 })
  await page.mouse.up()
}

export async function send(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Repaint', exact: true }).click()
  await expect(page.getByText('Sent. The result appears here')).toBeVisible()
}

/** The pictures that the gateway was given, as files of its own. */
async function givenFiles(studio: StudioUnderTest): Promise<readonly string[]> {
  const folder = path.resolve(studio.folder, '../gateway/given')
  return (await readdir(folder))
    .filter((name) => !name.endsWith('.part'))
    .map((name) => path.join(folder, name))
}

async function raw(bytes: Buffer): Promise<Raw> {
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, channels: info.channels, data }
}

/** The one mask the gateway has got: of the picture's size, opaque, and nothing but black and white. */
export async function receivedMask(studio: StudioUnderTest, task: Task): Promise<Raw> {
  await expect.poll(async () => (await givenFiles(studio)).length, { timeout: 20_000 }).toBe(1)
  const [file] = await givenFiles(studio)
  const bytes = await readFile(file!)
  expect((await sharp(bytes).metadata()).format).toBe('png')
  const mask = await raw(bytes)
  const { width, height } = task.pictures[0]!
  expect([mask.width, mask.height]).toEqual([width, height])
  expect([1, 3]).toContain(mask.channels)
  expect(new Set(mask.data)).toEqual(new Set([0, 255]))
  return mask
}

/** How far a pixel lies outside a shape; below 0 inside. */
type Shape = (pixel: Point) => number

export const rectangle =
  ({ x, y, width, height }: Box): Shape =>
  (pixel) =>
    Math.max(x - pixel.x, pixel.x - x - width, y - pixel.y, pixel.y - y - height)

export const stroke =
  (from: Point, to: Point, radius: number): Shape =>
  (pixel) => {
    const [dx, dy] = [to.x - from.x, to.y - from.y]
    const along = ((pixel.x - from.x) * dx + (pixel.y - from.y) * dy) / (dx * dx + dy * dy)
    const t = Math.min(1, Math.max(0, along))
    return Math.hypot(pixel.x - from.x - t * dx, pixel.y - from.y - t * dy) - radius
  }

/** White is where the shapes are, to the pixel. */
export function expectShapes(mask: Raw, shapes: readonly Shape[]): void {
  let wrong = 0
  let white = 0
  for (let y = 0; y < mask.height; y++) {
    for (let x = 0; x < mask.width; x++) {
      const isWhite = mask.data[(y * mask.width + x) * mask.channels] === 255
      const outside = Math.min(...shapes.map((shape) => shape({ x: x + 0.5, y: y + 0.5 })))
      if (isWhite) white++
      if (isWhite ? outside > 1 : outside < -1) wrong++
    }
  }
  expect(white).toBeGreaterThan(1000)
  expect(wrong, 'pixels more than 1 px off the painted shapes').toBe(0)
}

export async function original(
  studio: StudioUnderTest,
  pictureId: string,
  part: 'original' | `quadrant-${1 | 2 | 3 | 4}` = 'original',
): Promise<Raw> {
  return raw(await (await studio.get(`/images/${pictureId}/${part}`)).body())
}

async function resultOf(studio: StudioUnderTest, task: Task): Promise<Task> {
  const { children } = await studio.until(task.id, (one) => one.children.some(isRegion))
  return studio.kept(children.findLast(isRegion)!.id)
}

type Difference = { kept: number; changed: number; white: number; black: number }

/** How many pixels of `picture`, from a place in it, differ from the parent: under black and under white. */
export function differenceOf(
  parent: Raw,
  mask: Raw,
  picture: Raw,
  at: Point = { x: 0, y: 0 },
): Difference {
  const counted = { kept: 0, changed: 0, white: 0, black: 0 }
  for (let y = 0; y < parent.height; y++) {
    for (let x = 0; x < parent.width; x++) {
      const from = (y * parent.width + x) * parent.channels
      const to = ((at.y + y) * picture.width + at.x + x) * picture.channels
      const isEqual = [0, 1, 2].every((n) => parent.data[from + n] === picture.data[to + n])
      const isWhite = mask.data[(y * mask.width + x) * mask.channels] === 255
      counted[isWhite ? 'white' : 'black']++
      if (!isEqual) counted[isWhite ? 'changed' : 'kept']++
    }
  }
  return counted
}

/** All four of a result: black pixels are the parent's, white ones are new. */
export async function expectRepainted(
  studio: StudioUnderTest,
  task: Task,
  mask: Raw,
): Promise<Task> {
  const result = await resultOf(studio, task)
  const parent = await original(studio, task.pictures[0]!.id)
  const [picture] = result.pictures
  const grid = await original(studio, picture!.id)
  expect(picture?.quadrants).toHaveLength(4)
  for (const box of picture?.quadrants ?? []) {
    expect([box.width, box.height]).toEqual([parent.width, parent.height])
    const { kept, changed, white } = differenceOf(parent, mask, grid, box)
    expect(kept, 'pixels outside the mask that differ').toBe(0)
    // A new picture may have the old colour here and there.
    expect(changed / white).toBeGreaterThan(0.9)
  }
  return result
}
