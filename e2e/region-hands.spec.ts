import type { Page } from '@playwright/test'
import {
  blank,
  coverage,
  drag,
  enterDarkroom,
  expectShapes,
  film,
  lie,
  type Point,
  receivedMask,
  rectangle,
  send,
  stage,
  upscale,
} from './darkroom'
import { fingersOn, phone } from './devices'
import { expect, test } from './fixtures'

/** The box around what is painted, as the page tells it. */
async function painted(page: Page): Promise<{ width: number; height: number }> {
  const told = (await coverage(page).getAttribute('title')) ?? ''
  const [width = Number.NaN, height = Number.NaN] = /([\d,]+) × ([\d,]+)/
    .exec(told)!
    .slice(1)
    .map((text) => Number(text.replace(',', '')))
  return { width, height }
}

/** A pen on the glass, as Chromium tells of it from below. */
async function penOn(page: Page) {
  const session = await page.context().newCDPSession(page)
  const pen = (type: string, { x, y }: Point, force: number) =>
    session.send('Input.dispatchMouseEvent', {
      type: type as 'mouseMoved',
      x,
      y,
      force,
      pointerType: 'pen',
      button: 'left',
      buttons: type === 'mouseReleased' ? 0 : 1,
      clickCount: 1,
    })
  return async (from: Point, to: Point, force: number): Promise<void> => {
    await pen('mousePressed', from, force)
    for (let step = 1; step <= 6; step++) {
      const at = (a: number, b: number) => a + ((b - a) * step) / 6
      await pen('mouseMoved', { x: at(from.x, to.x), y: at(from.y, to.y) }, force)
    }
    await pen('mouseReleased', to, 0)
  }
}

const touching = (radius: number) => (x: number, y: number) => ({
  x,
  y,
  id: 7,
  radiusX: radius,
  radiusY: radius,
})
const fingertip = touching(8)
const palm = touching(60)

const left = { x: 500, y: 300 }
const right = { x: 700, y: 300 }

test.describe('on a screen that feels pen and hand', () => {
  test.use({ hasTouch: true })

  test('a pen paints as broad as it is pressed; a palm neither paints nor moves the picture', async ({
    page,
    studio,
  }) => {
    const { task } = await enterDarkroom(page, studio)
    const drawWithPen = await penOn(page)
    const touch = await fingersOn(page)
    // Of a picture of 1024 × 1024.
    const size = 64
    await expect(page.getByRole('slider', { name: 'Brush size' }).last()).toHaveAttribute(
      'aria-valuetext',
      `${size} px`,
    )

    // A finger that was the hand coming to rest: the pen takes back what it began.
    await touch('touchStart', fingertip(600, 500))
    await touch('touchMove', fingertip(620, 510))
    await expect(coverage(page)).toBeVisible()
    await drawWithPen(left, right, 0.25)
    await touch('touchEnd')
    await expect.poll(async () => (await painted(page)).height).toBe(Math.round(size * 0.4))

    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(blank(page)).toBeVisible()
    const before = await lie(page, task)
    await touch('touchStart', palm(760, 520))
    await touch('touchMove', palm(700, 480))
    await expect(blank(page)).toBeVisible()
    await drawWithPen(left, right, 1)
    await touch('touchMove', palm(650, 450))
    await touch('touchEnd')
    await expect.poll(async () => (await painted(page)).height).toBe(size)
    expect(await lie(page, task)).toEqual(before)
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(blank(page)).toBeVisible()

    // A fingertip beside the pen moves the picture.
    await touch('touchStart', fingertip(600, 400))
    await touch('touchMove', fingertip(640, 430))
    await touch('touchEnd')
    const { x, y } = await lie(page, task)
    expect([x - before.x, y - before.y]).toEqual([40, 30])
    await expect(blank(page)).toBeVisible()
  })
})

test('on plain http in a local network, where browsers tell less of a pointer, a mask is painted and sent', async ({
  page,
  context,
  studio,
  expectConsole,
}) => {
  // The browser's own remark on such an origin.
  expectConsole(/Cross-Origin-Opener-Policy header has been ignored/)
  await studio.signIn(page)
  const task = await upscale(studio)
  const lan = 'http://studio.lan'
  const [session] = (await context.cookies()).filter(({ name }) => name.startsWith('safelight_'))
  await context.addCookies([{ name: session!.name, value: session!.value, url: lan }])
  await page.route(`${lan}/**`, async (route) => {
    const { origin, host: _, ...headers } = await route.request().allHeaders()
    const url = route.request().url().replace(lan, studio.url())
    const own = origin === undefined ? {} : { origin: studio.url() }
    // A page that leaves takes its open questions with it.
    const response = await route
      .fetch({ url, headers: { ...headers, ...own } })
      .catch(() => undefined)
    if (response) await route.fulfill({ response })
  })
  await page.goto(`${lan}/t/${task.id}?region`)
  await expect(film(page)).toBeVisible()
  expect(
    await page.evaluate(() => [
      window.isSecureContext,
      'getCoalescedEvents' in PointerEvent.prototype,
      'randomUUID' in crypto,
    ]),
  ).toEqual([false, false, false])
  await drag(page, left, right)
  await expect(coverage(page)).toBeVisible()
  await page.getByRole('button', { name: 'Clear' }).click()
  await page.keyboard.press('m')
  const { x, y, scale } = await lie(page, task)
  await drag(page, left, { x: 700, y: 400 })
  await send(page)
  const mask = await receivedMask(studio, task)
  const corner = { x: (left.x - x) / scale, y: (left.y - y) / scale }
  expectShapes(mask, [rectangle({ ...corner, width: 200 / scale, height: 100 / scale })])
})

test.describe('on a phone', () => {
  test.use(phone)

  test('the prompt stays in sight above the keyboard, and so does the picture', async ({
    page,
    studio,
  }) => {
    await enterDarkroom(page, studio)
    const prompt = page.getByRole('textbox', { name: 'Prompt' })
    await prompt.tap()
    const showKeyboard = (height: number) =>
      page.evaluate((uncovered) => {
        const { visualViewport } = window
        Object.defineProperty(visualViewport, 'height', { value: uncovered, configurable: true })
        visualViewport?.dispatchEvent(new Event('resize'))
      }, height)
    await showKeyboard(420)
    await expect(page.getByRole('toolbar', { name: 'Tools' })).toBeHidden()
    const [room, words, repaint] = await Promise.all([
      stage(page).boundingBox(),
      prompt.boundingBox(),
      page.getByRole('button', { name: 'Repaint' }).boundingBox(),
    ])
    expect(room!.height).toBeGreaterThan(120)
    for (const box of [words!, repaint!]) expect(box.y + box.height).toBeLessThan(420)
    await showKeyboard(844)
    await expect(page.getByRole('toolbar', { name: 'Tools' })).toBeVisible()
    // A finger on the picture is done with writing.
    await expect(prompt).toBeFocused()
    await page.touchscreen.tap(195, 250)
    await expect(prompt).not.toBeFocused()
  })
})
