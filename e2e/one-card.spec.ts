/** From the click to the task: one card, in one place, whatever is told first and whatever is lost. */
import type { Locator, Page, Route } from '@playwright/test'
import { expect, test } from './fixtures'

const cards = (page: Page) => page.getByRole('article')

async function send(page: Page, text: string): Promise<void> {
  const field = page.getByRole('textbox', { name: 'Prompt' })
  await field.fill(text)
  await field.press('Enter')
}

/** Submits stop on their way until the returned function is called. */
async function holdSubmits(
  page: Page,
  go: (route: Route, held: Promise<void>) => Promise<void>,
): Promise<() => void> {
  let letGo: () => void = () => undefined
  const held = new Promise<void>((resolve) => {
    letGo = resolve
  })
  await page.route('**/api/submits', (route) => go(route, held))
  return letGo
}

test.use({ studioOptions: { paceMs: 8000 } })

test('the task is told of before the submit is answered, and there is one card', async ({
  page,
  studio,
}) => {
  await studio.signIn(page)
  const letGo = await holdSubmits(page, async (route, held) => {
    const response = await route.fetch()
    await held
    await route.fulfill({ response })
  })
  await send(page, 'a paper boat')
  await expect(cards(page).getByRole('button', { name: 'Cancel' })).toBeVisible()
  await expect(cards(page)).toHaveCount(1)
  await expect(page.getByText('Today · 1 developing')).toBeVisible()
  const answered = page.waitForResponse('**/api/submits')
  letGo()
  await answered
  await expect(cards(page)).toHaveCount(1)
})

test('what is on its way lies where its task will lie', async ({ page, studio }) => {
  await studio.signIn(page)
  await studio.imagine('a lighthouse')
  await expect(cards(page)).toHaveCount(1)
  const letGo = await holdSubmits(page, async (route, held) => {
    await held
    await route.continue()
  })
  await send(page, 'a paper boat')
  const boat = page.getByRole('article', { name: 'a paper boat' })
  await expect(boat.getByText('sending')).toBeVisible()
  await expect(page.getByText('Today · 1 in the tray, 1 developing')).toBeVisible()
  const before = await boat.boundingBox()
  letGo()
  await expect(boat.getByRole('progressbar')).toBeVisible()
  expect((await boat.boundingBox())?.y).toBe(before?.y)
})

test('an answer that is lost after its task was told of is no trouble to anybody', async ({
  page,
  studio,
  expectConsole,
}) => {
  expectConsole(/ERR_CONNECTION_RESET/)
  await studio.signIn(page)
  const letGo = await holdSubmits(page, async (route, held) => {
    await route.fetch()
    await held
    await route.abort('connectionreset')
  })
  await send(page, 'a paper boat')
  await expect(cards(page).getByRole('button', { name: 'Cancel' })).toBeVisible()
  const failed = page.waitForEvent('requestfailed')
  letGo()
  await failed
  await expect(cards(page).getByRole('link', { name: /^Quadrant 1 of 4/ })).toBeVisible()
  await expect(cards(page)).toHaveCount(1)
  await expect(page.getByText(/does not answer/)).toBeHidden()
  expect(await studio.demo.charges()).toBe(1)
})

/**
 * Where `card` lies in every frame in which a part of the page has another size. Asked from outside between two frames, a
 * card that has just come has the size of one off screen (`content-visibility`), which nobody ever sees.
 */
function placesInFrames(card: Locator) {
  return card.evaluateHandle((element) => {
    const record: number[] = []
    const takeOne = () => void record.push(element.getBoundingClientRect().top)
    const observer = new ResizeObserver(takeOne)
    for (const part of document.querySelectorAll('main section')) observer.observe(part)
    return { record, takeOne }
  })
}

for (const [device, use] of [
  ['desktop', {}],
  ['phone', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }],
] as const) {
  test.describe(`on a ${device}`, () => {
    test.use(use)

    test('what lies below a grid stays where it is from the click to the picture', async ({
      page,
      studio,
    }) => {
      await studio.demo.pace(2000)
      await studio.signIn(page)
      await studio.imagine('a lighthouse')
      const below = page.getByRole('article', { name: 'a lighthouse' })
      await expect(below).toBeVisible()
      await send(page, 'small boats and long shadows in a harbour --ar 3:2 --v 7')
      const boats = page.getByRole('article', { name: /^small boats/ })
      await expect(boats).toBeVisible()
      const places = await placesInFrames(below)
      await expect(boats.getByRole('link', { name: /^Quadrant 1 of 4/ })).toBeVisible()
      const seen = await places.evaluate(({ record, takeOne }) => {
        takeOne()
        return record
      })
      expect(Math.max(...seen) - Math.min(...seen)).toBeLessThanOrEqual(1)
    })
  })
}
