import type { Page } from '@playwright/test'
import type { LibraryFrame, LibraryWall } from '@/lib/mj/library'
import { expectNoBarriers } from './axe'
import { fingersOn, phone } from './devices'
import { expect, test, type StudioUnderTest } from './fixtures'

test.use({ studioOptions: { paceMs: 120 } })

async function found(studio: StudioUnderTest, query: string): Promise<number> {
  const answer = await studio.get(`/api/library/wall?q=${encodeURIComponent(query)}`)
  return ((await answer.json()) as LibraryWall).total
}

const open = async (page: Page, studio: StudioUnderTest) => {
  await page.goto(`${studio.url()}/library?cull`)
  await expect(page.getByText(/^1 of \d+$/)).toBeVisible()
}
const view = (page: Page) => page.getByRole('region', { name: 'Cull' })

test('a round by keys, a second one among the kept, and one that is left', async ({
  page,
  studio,
}) => {
  await studio.signIn(page)
  await studio.imagine('a red fox')
  await studio.imagine('a white hare')
  await open(page, studio)
  for (const key of ['k', 'x', 'ArrowRight', 'k']) await page.keyboard.press(key)
  await expect(view(page).getByText('5 of 8')).toBeVisible()
  await expect(view(page).getByText('2 kept, 1 rejected')).toBeVisible()
  // The third of this grid, then back to its first.
  await page.keyboard.press('3')
  await expect(view(page).getByText('7 of 8')).toBeVisible()
  await page.keyboard.press('1')
  await expect(view(page).getByText('5 of 8')).toBeVisible()
  for (const key of ['x', 'x', 'x', 'k']) await page.keyboard.press(key)
  await expect(page.getByText('Of 8: 3 kept, 4 rejected, 1 left as they were.')).toBeVisible()
  await expect.poll(() => found(studio, 'is:trashed')).toBe(4)
  await expect.poll(() => found(studio, 'is:kept')).toBe(3)
  await expectNoBarriers(page)

  await page.getByRole('button', { name: 'Choose among the 3 kept' }).click()
  await expect(view(page).getByText('1 of 3')).toBeVisible()
  for (const key of ['x', 'k', 'x']) await page.keyboard.press(key)
  await expect(page.getByRole('heading', { name: 'One is left' })).toBeVisible()
  // Taken out, not thrown away.
  await expect.poll(() => found(studio, 'is:kept')).toBe(1)
  expect(await found(studio, 'is:trashed')).toBe(4)

  await page.getByRole('button', { name: 'Undo all rejections' }).click()
  await expect.poll(() => found(studio, 'is:trashed')).toBe(0)
})

test('undo goes back as far as one likes, and leaving loses nothing', async ({ page, studio }) => {
  await studio.signIn(page)
  await studio.imagine('a lighthouse')
  await open(page, studio)
  for (const key of ['x', 'k', 'f']) await page.keyboard.press(key)
  await page.reload()
  await expect(view(page).getByText('3 of 4')).toBeVisible()
  await expect(view(page).getByText('1 kept, 1 rejected')).toBeVisible()
  await expect.poll(() => found(studio, 'is:favourite')).toBe(1)
  for (let n = 0; n < 3; n += 1) await page.keyboard.press('z')
  await expect(view(page).getByText('1 of 4')).toBeVisible()
  await expect(view(page).getByText('0 kept, 0 rejected')).toBeVisible()
  await expect.poll(() => found(studio, '')).toBe(4)
  expect(await found(studio, 'is:kept')).toBe(0)
  expect(await found(studio, 'is:favourite')).toBe(0)
  await page.keyboard.press('Escape')
  await expect(view(page)).toBeHidden()
})

test('while the studio does not answer, verdicts are kept and sent afterwards', async ({
  page,
  studio,
  expectConsole,
}) => {
  expectConsole(/ERR_FAILED|Failed to load/)
  await studio.signIn(page)
  await studio.imagine('a heron')
  await open(page, studio)
  await page.route('**/api/library/mark', (route) => route.abort())
  await page.keyboard.press('x')
  await page.keyboard.press('k')
  await expect(page.getByText('The studio does not answer.', { exact: false })).toBeVisible()
  await page.unroute('**/api/library/mark')
  await page.reload()
  await expect(view(page).getByText('1 kept, 1 rejected')).toBeVisible()
  await expect.poll(() => found(studio, 'is:trashed')).toBe(1)
  await expect.poll(() => found(studio, 'is:kept')).toBe(1)
})

test('what is chosen is culled, and a task opened from there leads back', async ({
  page,
  studio,
}) => {
  await studio.signIn(page)
  const grid = await studio.imagine('a fox')
  await page.goto(`${studio.url()}/library`)
  const tiles = page.getByRole('gridcell', { name: /a fox/ })
  await expect(tiles).toHaveCount(4)
  for (const n of [0, 1]) await tiles.nth(n).click({ modifiers: ['ControlOrMeta'] })
  const bar = page.getByRole('toolbar', { name: 'What is selected' })
  await bar.getByRole('button', { name: 'Cull' }).click()
  await expect(view(page).getByText('1 of 2')).toBeVisible()
  await page.keyboard.press('k')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(`${studio.url()}/t/${grid.id}?q=2`)
  await expect(page.getByRole('region', { name: 'Task', exact: true })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(view(page).getByText('2 of 2')).toBeVisible()
})

test.describe('on a phone', () => {
  test.use(phone)

  test('a swipe to the right keeps, to the left rejects', async ({ page, studio }) => {
    await studio.signIn(page)
    const grid = await studio.imagine('a fox')
    await open(page, studio)
    await swipe(page, 200)
    await expect(view(page).getByText('1 kept, 0 rejected')).toBeVisible()
    await swipe(page, -200)
    await expect(view(page).getByText('1 kept, 1 rejected')).toBeVisible()
    const ids = [1, 2].map((n) => `${grid.pictures[0]!.id}-${n}`)
    await expect
      .poll(async () => {
        const answer = await studio.post('/api/library/frames', { ids })
        const { frames } = (await answer.json()) as { frames: readonly LibraryFrame[] }
        return frames.map(({ isKept, trashedAt }) => [isKept, trashedAt !== null])
      })
      .toEqual([
        [true, false],
        [false, true],
      ])
  })
})

async function swipe(page: Page, px: number): Promise<void> {
  const finger = await fingersOn(page)
  const from = { x: 195, y: 400 }
  await finger('touchStart', from)
  for (let step = 1; step <= 5; step += 1) {
    await finger('touchMove', { ...from, x: from.x + (px * step) / 5 })
  }
  await finger('touchEnd')
}

test('what a cull has to say stands clear of its buttons', async ({ page, studio }) => {
  await studio.signIn(page)
  await studio.imagine('a red fox')
  await open(page, studio)
  await page.keyboard.press('k')
  await expect(view(page).getByText('2 of 4')).toBeVisible()
  await page.reload()
  const said = page.getByText('Going on where you were')
  await expect(said).toBeVisible()
  const [toast, button] = await Promise.all([
    said.boundingBox(),
    view(page).getByRole('button', { name: 'Keep', exact: true }).boundingBox(),
  ])
  expect(toast!.y + toast!.height).toBeLessThan(button!.y)
})
