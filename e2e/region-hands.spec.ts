import type { CDPSession, Page } from '@playwright/test'
import {
  drag,
  expectShapes,
  lie,
  openEditor,
  type Point,
  receivedMask,
  rectangle,
  send,
  stage,
  upscale,
} from './darkroom'
import { expect, test } from './fixtures'

/** The box around what is painted, as the page tells it. */
async function painted(page: Page): Promise<{ width: number; height: number }> {
  const told = (await page.getByText(/mask [\d.]+%/).getAttribute('title')) ?? ''
  const [width = Number.NaN, height = Number.NaN] = /([\d,]+) × ([\d,]+)/
    .exec(told)!
    .slice(1)
    .map((text) => Number(text.replace(',', '')))
  return { width, height }
}

/** A pen on the glass, a finger and the ball of a thumb: what Chromium tells of them, from below. */
function device(session: CDPSession) {
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
  return {
    drawWithPen: async (from: Point, to: Point, force: number): Promise<void> => {
      await pen('mousePressed', from, force)
      for (let step = 1; step <= 6; step++) {
        const at = (a: number, b: number) => a + ((b - a) * step) / 6
        await pen('mouseMoved', { x: at(from.x, to.x), y: at(from.y, to.y) }, force)
      }
      await pen('mouseReleased', to, 0)
    },
    /** Radius in CSS pixels. */
    touch: (type: 'touchStart' | 'touchMove' | 'touchEnd', at: Point | null, radius = 8) =>
      session.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: at === null ? [] : [{ ...at, radiusX: radius, radiusY: radius, id: 7 }],
      }),
  }
}

const left = { x: 500, y: 300 }
const right = { x: 700, y: 300 }

test.describe('on a screen that feels pen and hand', () => {
  test.use({ hasTouch: true })

  test('a pen paints as broad as it is pressed; a palm neither paints nor moves the picture', async ({
    page,
    studio,
  }) => {
    await studio.signIn(page)
    const task = await upscale(studio)
    await openEditor(page, studio, task)
    const { drawWithPen, touch } = device(await page.context().newCDPSession(page))
    // Of a picture of 1024 × 1024.
    const size = 64
    await expect(page.getByRole('slider', { name: 'Brush size' }).last()).toHaveAttribute(
      'aria-valuetext',
      `${size} px`,
    )

    // A finger that was the hand coming to rest: the pen takes back what it began.
    await touch('touchStart', { x: 600, y: 500 })
    await touch('touchMove', { x: 620, y: 510 })
    await expect(page.getByText(/mask [\d.]+%/)).toBeVisible()
    await drawWithPen(left, right, 0.25)
    await touch('touchEnd', null)
    await expect.poll(async () => (await painted(page)).height).toBe(Math.round(size * 0.4))

    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(page.getByText('nothing painted yet')).toBeVisible()
    const before = await lie(page, task)
    await touch('touchStart', { x: 760, y: 520 }, 60)
    await touch('touchMove', { x: 700, y: 480 }, 60)
    await expect(page.getByText('nothing painted yet')).toBeVisible()
    await drawWithPen(left, right, 1)
    await touch('touchMove', { x: 650, y: 450 }, 60)
    await touch('touchEnd', null)
    await expect.poll(async () => (await painted(page)).height).toBe(size)
    expect(await lie(page, task)).toEqual(before)
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(page.getByText('nothing painted yet')).toBeVisible()

    // A fingertip beside the pen moves the picture.
    await touch('touchStart', { x: 600, y: 400 })
    await touch('touchMove', { x: 640, y: 430 })
    await touch('touchEnd', null)
    const { x, y } = await lie(page, task)
    expect([x - before.x, y - before.y]).toEqual([40, 30])
    await expect(page.getByText('nothing painted yet')).toBeVisible()
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
  await expect(stage(page).locator('canvas').first()).toBeVisible()
  expect(
    await page.evaluate(() => [
      window.isSecureContext,
      'getCoalescedEvents' in PointerEvent.prototype,
      'randomUUID' in crypto,
    ]),
  ).toEqual([false, false, false])
  await drag(page, left, right)
  await expect(page.getByText(/mask [\d.]+%/)).toBeVisible()
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
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

  test('the prompt stays in sight above the keyboard, and so does the picture', async ({
    page,
    studio,
  }) => {
    await studio.signIn(page)
    const task = await upscale(studio)
    await openEditor(page, studio, task)
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
