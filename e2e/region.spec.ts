import type { Page } from '@playwright/test'
import { expectNoBarriers } from './axe'
import {
  blank,
  coverage,
  differenceOf,
  drag,
  enterDarkroom,
  expectRepainted,
  expectShapes,
  film,
  isRegion,
  lie,
  openEditor,
  original,
  type Point,
  type Raw,
  receivedMask,
  rectangle,
  send,
  stroke,
  upscale,
  zoomTo,
} from './darkroom'
import { elsewhere, fingersOn, phone } from './devices'
import { expect, test, type StudioUnderTest } from './fixtures'
import type { Task } from '@/lib/mj/task'

test.describe('with a mouse on a dense screen', () => {
  test.use({ deviceScaleFactor: 2 })

  test('what is painted at 50 % and at 200 % is repainted, to the pixel, and the rest can be pasted back', async ({
    page,
    studio,
  }) => {
    await studio.signIn(page)
    const task = await upscale(studio)
    await page.goto(`${studio.url()}/t/${task.id}`)
    await page.getByRole('region', { name: 'Task', exact: true }).press('e')
    await expect(film(page)).toBeVisible()
    const middle = { x: 640, y: 380 }

    await zoomTo(page, 50, middle)
    const small = await lie(page, task)
    expect(small.scale).toBeCloseTo(0.25, 3)
    await page.keyboard.press('m')
    const [from, to] = [
      { x: small.x + 20, y: small.y + 30 },
      { x: small.x + 121, y: small.y + 83 },
    ]
    await drag(page, from, to)

    await zoomTo(page, 200, { x: small.x + 128, y: small.y + 180 })
    const large = await lie(page, task)
    expect(large.scale).toBeCloseTo(1, 3)
    await page.keyboard.press('b')
    const size = Number.parseInt(
      (await page
        .getByRole('slider', { name: 'Brush size' })
        .first()
        .getAttribute('aria-valuetext')) ?? '',
    )
    const [begin, end] = [
      { x: 500, y: 420 },
      { x: 700, y: 500 },
    ]
    await drag(page, begin, end)
    await send(page)

    const inPicture = (point: Point, view: Point & { scale: number }): Point => ({
      x: (point.x - view.x) / view.scale,
      y: (point.y - view.y) / view.scale,
    })
    const corner = inPicture(from, small)
    const mask = await receivedMask(studio, task)
    expectShapes(mask, [
      rectangle({ ...corner, width: 101 / small.scale, height: 53 / small.scale }),
      stroke(inPicture(begin, large), inPicture(end, large), size / 2),
    ])
    const result = await expectRepainted(studio, task, mask)
    await expectPastedBack(page, studio, { task, result, mask })
  })
})

/** From the result: compare by keyboard, paste back, and see that the studio's own picture is what it says. */
async function expectPastedBack(
  page: Page,
  studio: StudioUnderTest,
  { task, result, mask }: { task: Task; result: Task; mask: Raw },
): Promise<void> {
  await page.goto(`${studio.url()}/t/${result.id}?q=2`)
  await page.getByText('Before / after').click()
  const slider = page.getByRole('slider', { name: 'Border between before and after' })
  await slider.press('End')
  await expect(slider).toHaveAttribute('aria-valuenow', '100')
  await slider.press('ArrowLeft')
  await expect(slider).toHaveAttribute('aria-valuetext', '98 % before')
  await expectNoBarriers(page)
  const section = page.getByRole('region', { name: 'Repainted area' })
  await section.getByRole('slider', { name: 'Soft edge' }).press('Home')
  await section.getByRole('button', { name: 'Paste back' }).click()
  const pasted = section.getByRole('button', { name: 'Pasted back, edge 0 px' })
  await expect(pasted).toHaveAttribute('aria-pressed', 'true')
  const { pasted: kept } = await studio.until(result.id, (one) => one.pasted.length === 1)
  const parent = await original(studio, task.pictures[0]!.id)
  const difference = differenceOf(parent, mask, await original(studio, kept[0]!.id))
  expect(difference.kept).toBe(0)
  expect(difference.changed).toBeGreaterThan(0.9 * difference.white)
}

test.describe('on a phone', () => {
  test.use(phone)

  test('a finger paints, two fingers move the picture and leave no trace', async ({
    page,
    studio,
  }) => {
    const { task } = await enterDarkroom(page, studio)
    const fingers = await fingersOn(page)

    const before = await lie(page, task)
    await fingers('touchStart', { x: 100, y: 300 })
    await fingers('touchStart', { x: 100, y: 300 }, { x: 200, y: 300 })
    await fingers('touchMove', { x: 60, y: 320 }, { x: 260, y: 320 })
    await fingers('touchEnd')
    await expect.poll(async () => (await lie(page, task)).scale).toBeCloseTo(2 * before.scale, 2)
    await expect(blank(page)).toBeVisible()

    await page.getByRole('button', { name: 'Rectangle' }).tap()
    const view = await lie(page, task)
    await fingers('touchStart', { x: 90, y: 250 })
    await fingers('touchMove', { x: 180, y: 300 })
    await fingers('touchMove', { x: 290, y: 410 })
    await fingers('touchEnd')
    await expect(coverage(page)).toBeVisible()
    // Chromium takes a tap right after a quick drag for the end of a fling.
    await page.getByRole('button', { name: 'Repaint', exact: true }).click()

    const mask = await receivedMask(studio, task)
    const { scale } = view
    expectShapes(mask, [
      rectangle({
        x: (90 - view.x) / scale,
        y: (250 - view.y) / scale,
        width: 200 / scale,
        height: 160 / scale,
      }),
    ])
    await expectRepainted(studio, task, mask)
  })
})

test('everything goes by keyboard alone', async ({ page, studio }) => {
  const { task, editor } = await enterDarkroom(page, studio)
  await expect(editor).toBeFocused()
  const { scale } = await lie(page, task)
  const step = Math.max(1, Math.round(8 / scale))
  const { width, height } = task.pictures[0]!

  const press = async (key: string, times: number) => {
    for (let n = 0; n < times; n++) await page.keyboard.press(key)
  }
  await page.keyboard.press('m')
  await press('ArrowLeft', 10)
  await press('ArrowUp', 12)
  await page.keyboard.press('Enter')
  await press('ArrowRight', 22)
  await press('ArrowDown', 15)
  await page.keyboard.press('Enter')
  await expect(coverage(page)).toBeVisible()
  const painted = await coverage(page).textContent()
  await page.keyboard.press('i')
  await page.keyboard.press('Control+z')
  await page.keyboard.press('p')
  for (const key of ['ArrowRight', 'ArrowDown', 'ArrowLeft']) {
    await page.keyboard.press('Enter')
    await press(key, 6)
  }
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await expect(page.getByText(painted ?? '')).toHaveCount(0)
  await page.keyboard.press('Control+z')
  await expect(page.getByText(painted ?? '')).toBeVisible()

  const prompt = page.getByRole('textbox', { name: 'Prompt' })
  while (!(await prompt.evaluate((element) => element === document.activeElement))) {
    await page.keyboard.press('Tab')
  }
  await page.keyboard.press('Control+a')
  await page.keyboard.type('aurora above the ridges')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('Sent. The result appears here')).toBeVisible()

  const mask = await receivedMask(studio, task)
  expectShapes(mask, [
    rectangle({
      x: width / 2 - 10 * step,
      y: height / 2 - 12 * step,
      width: 22 * step,
      height: 15 * step,
    }),
  ])
  await expectRepainted(studio, task, mask)
  await page.getByRole('application').focus()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('region', { name: 'Task', exact: true })).toBeVisible()
})

/** What the browser keeps of an unsent mask. */
function draftOf(page: Page, taskId: string) {
  return page.evaluate(
    (key) =>
      new Promise<{ prompt: string; commands: number } | null>((resolve) => {
        const opening = indexedDB.open('safelight.region')
        opening.onsuccess = () => {
          const store = opening.result.transaction('drafts').objectStore('drafts')
          const reading = store.get(key)
          reading.onsuccess = () => {
            opening.result.close()
            const draft = reading.result as { prompt: string; document: string } | undefined
            const commands =
              draft && (JSON.parse(draft.document) as { commands: unknown[] }).commands
            resolve(draft && commands ? { prompt: draft.prompt, commands: commands.length } : null)
          }
        }
      }),
    taskId,
  )
}

test('a tab that is killed in the middle of a stroke, and a studio out of reach, cost neither mask nor words', async ({
  page,
  context,
  studio,
  expectConsole,
}) => {
  expectConsole(/ERR_FAILED/)
  const { task } = await enterDarkroom(page, studio)
  await drag(page, { x: 500, y: 300 }, { x: 640, y: 360 })
  await page.getByRole('button', { name: 'Only describe the hole' }).click()
  await page.getByRole('textbox', { name: 'Prompt' }).fill('a paper moon')
  await expect.poll(() => draftOf(page, task.id)).toEqual({ prompt: 'a paper moon', commands: 1 })
  const painted = await coverage(page).textContent()
  await page.mouse.move(600, 400)
  await page.mouse.down()
  await page.mouse.move(700, 450, { steps: 4 })
  const crash = page.waitForEvent('crash')
  const session = await context.newCDPSession(page)
  session.send('Page.crash').catch(() => undefined)
  await crash

  const again = await context.newPage()
  await openEditor(again, studio, task)
  await expect(again.getByText(painted ?? '')).toBeVisible()
  await expect(again.getByRole('textbox', { name: 'Prompt' })).toHaveValue('a paper moon')
  const isHoleOnly = again.getByRole('button', { name: 'Only describe the hole' })
  await expect(isHoleOnly).toHaveAttribute('aria-pressed', 'true')

  await again.route('**/api/submits', (route) => route.abort())
  await again.getByRole('button', { name: 'Repaint', exact: true }).click()
  await expect(again.getByRole('button', { name: 'Repaint', exact: true })).not.toHaveAttribute(
    'aria-busy',
  )
  await expect(again.getByText(painted ?? '')).toBeVisible()
  await expect(again.getByRole('textbox', { name: 'Prompt' })).toHaveValue('a paper moon')
  await again.close()
})

test('one mask goes out with several prompts, and comes back from its tasks where the browser has none', async ({
  page,
  browser,
  studio,
}) => {
  const { task } = await enterDarkroom(page, studio)
  await drag(page, { x: 500, y: 300 }, { x: 640, y: 360 })
  const painted = await coverage(page).textContent()
  await page.getByRole('button', { name: 'One prompt per line' }).click()
  await page.getByRole('textbox', { name: 'Prompt' }).fill('a paper moon\na red kite --ar 1:1')
  await page.getByRole('button', { name: 'Repaint × 2' }).click()
  await expect(page.getByText('2 prompts sent')).toBeVisible()
  const { children } = await studio.until(
    task.id,
    (one) => one.children.filter(isRegion).length > 1,
  )
  const prompts = children
    .filter(isRegion)
    .map(async (child) => (await studio.until(child.id, () => true)).prompt)
  expect(await Promise.all(prompts)).toEqual(['a paper moon', 'a red kite --ar 1:1'])

  const other = await elsewhere({ browser, page })
  await openEditor(other, studio, task)
  await expect(other.getByText(painted ?? '')).toBeVisible()
  await other.getByRole('button', { name: 'Clear' }).click()
  await other.getByRole('button', { name: 'Mask menu' }).click()
  await other.getByRole('menuitem', { name: 'Take the mask of…' }).click()
  await other.getByRole('dialog').getByText('Sent with this picture').first().click()
  await expect(other.getByText(painted ?? '')).toBeVisible()
  await other.context().close()
})

test.describe('before a gateway that shows its window by nothing but a status', () => {
  test.use({ studioOptions: { personality: 'new-api' } })

  test('a window that was opened without an answer is answered with a mask, whose strokes are kept', async ({
    page,
    browser,
    studio,
  }) => {
    await studio.signIn(page)
    const task = await upscale(studio)
    const { customId } = task.buttons.find(isRegion)!
    const { id } = await studio.submit({ verb: 'action', taskId: task.id, customId })
    await studio.until(id, ({ state }) => state.name === 'window')
    await page.getByRole('button', { name: 'Paint the mask' }).click()
    await expect(film(page)).toBeVisible()
    await expect(page.getByRole('button', { name: 'One prompt per line' })).toHaveCount(0)
    await page.keyboard.press('m')
    await drag(page, { x: 500, y: 300 }, { x: 640, y: 400 })
    const first = await coverage(page).textContent()
    await drag(page, { x: 500, y: 450 }, { x: 640, y: 500 })
    await expect(page.getByText(first ?? '')).toHaveCount(0)
    const both = await coverage(page).textContent()
    await send(page)
    await receivedMask(studio, task)
    const result = await studio.kept(id)
    expect(result.parent?.id).toBe(task.id)

    const other = await elsewhere({ browser, page })
    await openEditor(other, studio, task)
    await expect(other.getByText(both ?? '')).toBeVisible()
    await other.keyboard.press('Control+z')
    await expect(other.getByText(first ?? '')).toBeVisible()
    await other.context().close()
  })
})

test('axe finds nothing on the editor in either light, and every tool has a name and a key', async ({
  page,
  studio,
}) => {
  const { editor } = await enterDarkroom(page, studio)
  await expect(page.getByText('Paint the area that should change first.')).toBeVisible()
  const names = { b: 'Brush', e: 'Eraser', l: 'Lasso', p: 'Polygon', m: 'Rectangle' }
  const rest = { o: 'Ellipse', w: 'Magic wand', h: 'Move the view' }
  for (const [key, name] of Object.entries({ ...names, ...rest })) {
    await editor.press(key)
    const tool = page.getByRole('toolbar').getByRole('button', { name })
    await expect(tool).toHaveAttribute('aria-pressed', 'true')
    await expect(tool).toHaveAttribute('aria-keyshortcuts', key.toUpperCase())
  }
  const hand = page.getByRole('toolbar').getByRole('button', { name: 'Move the view' })
  await hand.press('ArrowUp')
  const wand = page.getByRole('toolbar').getByRole('button', { name: 'Magic wand' })
  await expect(wand).toBeFocused()
  await expect(wand).toHaveAttribute('aria-pressed', 'true')
  await expectNoBarriers(page)
  await page.emulateMedia({ colorScheme: 'light' })
  await editor.press('w')
  await page.mouse.click(640, 300)
  await expect(coverage(page)).toBeVisible()
  // A hand at the mouse: no ring around the picture, and Tab hides the mask while it is held.
  await page.keyboard.press('b')
  await expect(editor).toHaveCSS('outline-style', 'none')
  await page.keyboard.down('Tab')
  await expect(editor.locator('canvas').first()).toBeHidden()
  await page.keyboard.up('Tab')
  await expect(editor.locator('canvas').first()).toBeVisible()
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Tab')
  await expect(editor).not.toBeFocused()
  await expectNoBarriers(page)
})
