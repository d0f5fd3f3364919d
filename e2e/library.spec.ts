import type { Locator, Page } from '@playwright/test'
import type { LibraryWall } from '@/lib/mj/library'
import { expectNoBarriers } from './axe'
import { elsewhere, fingersOn, phone } from './devices'
import { expect, type StudioUnderTest, test } from './fixtures'

test.use({ studioOptions: { seeded: 240 } })

const tiles = (page: Page): Locator => page.getByRole('gridcell')
const bar = (page: Page): Locator => page.getByRole('toolbar', { name: 'What is selected' })
const search = (page: Page): Locator => page.getByRole('combobox', { name: 'Search the library' })
const chips = (page: Page): Locator => page.getByRole('group', { name: 'Filters' })
const selected = (page: Page): Locator => page.locator('[role=gridcell][aria-selected=true]')
const scrollTop = (page: Page): Promise<number> =>
  page.getByRole('grid').evaluate((grid) => grid.parentElement!.scrollTop)
const scrollTo = (page: Page, top: number): Promise<void> =>
  page.getByRole('grid').evaluate((grid, to) => {
    grid.parentElement!.scrollTop = to
  }, top)
const namesOf = (page: Page): Promise<readonly (string | null)[]> =>
  tiles(page).evaluateAll((all) => all.map((tile) => tile.getAttribute('aria-label')))

async function openLibrary(page: Page, studio: StudioUnderTest, query = ''): Promise<void> {
  await studio.signIn(page)
  await page.goto(`${studio.url()}/library${query === '' ? '' : `?q=${encodeURIComponent(query)}`}`)
  await expect(tiles(page).first()).toHaveAccessibleName(/, .* \d{4}/)
}

async function totalOf(studio: StudioUnderTest, query = ''): Promise<number> {
  const answer = await studio.get(`/api/library/wall?q=${encodeURIComponent(query)}`)
  return ((await answer.json()) as LibraryWall).total
}

async function showsTotal(page: Page, total: number): Promise<void> {
  const count = total.toLocaleString('en-US')
  await expect(page.getByRole('button', { name: `Images ${count}` })).toBeVisible()
}

test('the wall has its height at once, opens a picture, and is found again as it was left', async ({
  page,
  studio,
}) => {
  await studio.signIn(page)
  await page.getByRole('link', { name: 'Library' }).click()
  await expect(page).toHaveURL(/\/library$/)
  await expect(page).toHaveTitle(/Library/)
  await showsTotal(page, await totalOf(studio))
  await expect(tiles(page).first().locator('img')).toBeVisible()
  const height = await page.getByRole('grid').evaluate((grid) => grid.clientHeight)

  await scrollTo(page, Math.round(height / 2))
  // The row of the tab stop is there too, far above.
  const number = await inSight(page)
  const middle = page.locator(`[data-number="${number}"]`)
  await expect(middle.locator('img')).toBeVisible()
  expect(await page.getByRole('grid').evaluate((grid) => grid.clientHeight)).toBe(height)
  expect(await tiles(page).count()).toBeLessThan(120)
  const top = await scrollTop(page)
  const name = await middle.getAttribute('aria-label')
  await middle.click()
  await expect(page).toHaveURL(/\/t\//)
  await expect(page.getByRole('region', { name: 'Task', exact: true })).toBeVisible()

  await page.keyboard.press('Escape')
  await expect(page).toHaveURL(/\/library$/)
  expect(await scrollTop(page)).toBe(top)
  await expect(middle).toBeFocused()
  await expect(middle).toHaveAccessibleName(name ?? '')
})

test('a picture that is new comes in at the top, and moves nothing for who looks elsewhere', async ({
  page,
  studio,
}) => {
  await openLibrary(page, studio)
  const total = await totalOf(studio)
  await scrollTo(page, 3000)
  const number = await inSight(page)
  const looked = page.locator(`[data-number="${number}"]`)
  await expect(looked.locator('img')).toBeVisible()
  const before = { name: await looked.getAttribute('aria-label'), box: await boxOf(looked) }
  await studio.imagine('a lighthouse that nobody has seen --ar 3:2')
  // It was not sent from this page, which therefore looks for news at its calm rhythm.
  await page.evaluate(() => window.dispatchEvent(new Event('online')))
  await showsTotal(page, total + 4)
  const moved = page.locator(`[data-number="${number + 4}"]`)
  await expect(moved).toHaveAccessibleName(before.name ?? '')
  expect((await boxOf(moved)).y).toBeCloseTo(before.box.y, 0)

  await scrollTo(page, 0)
  await expect(tiles(page).first()).toHaveAccessibleName(/a lighthouse that nobody has seen/)
})

test('is chosen by click, range, marquee and keys, and all of it at once', async ({
  page,
  studio,
}) => {
  await openLibrary(page, studio)
  await tiles(page)
    .nth(1)
    .click({ modifiers: ['ControlOrMeta'] })
  await expect(bar(page)).toContainText('1 selected')
  await tiles(page)
    .nth(4)
    .click({ modifiers: ['Shift'] })
  await expect(bar(page)).toContainText('4 selected')
  await tiles(page).nth(2).hover()
  await tiles(page).nth(2).locator('[data-tick]').click()
  await expect(bar(page)).toContainText('3 selected')
  await page.keyboard.press('Escape')

  const [from, to] = [await boxOf(tiles(page).nth(0)), await boxOf(tiles(page).nth(1))]
  await page.keyboard.down('ControlOrMeta')
  await page.mouse.move(from.x + 30, from.y + 40)
  await page.mouse.down()
  await page.mouse.move(to.x + 20, to.y + 60, { steps: 4 })
  await expect(selected(page)).not.toHaveCount(0)
  await page.mouse.up()
  await page.keyboard.up('ControlOrMeta')
  await expect(bar(page)).toContainText(/[2-9] selected/)
  await expect(page).toHaveURL(/\/library$/)
  await bar(page).getByRole('button', { name: 'Clear the selection' }).click()
  await expect(bar(page)).toBeHidden()

  await tiles(page).first().focus()
  await page.keyboard.press('ArrowRight')
  await expect(tiles(page).nth(1)).toBeFocused()
  await page.keyboard.press('Space')
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('Shift+ArrowRight')
  await expect(bar(page)).toContainText('3 selected')
  await page.keyboard.press('Shift+ArrowLeft')
  await expect(bar(page)).toContainText('2 selected')
  await page.keyboard.press('ControlOrMeta+a')
  const total = await totalOf(studio)
  await expect(bar(page)).toContainText(`${total} selected`)
  await page.keyboard.press('x')
  await expect(bar(page)).toContainText(`${total - 1} selected`)
  await page.keyboard.press('ControlOrMeta+End')
  await expect(page.locator(`[data-number="${total - 1}"]`)).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(bar(page)).toBeHidden()
})

test('a finger that rests chooses, goes on choosing, and then taps choose too', async ({
  browser,
  studio,
  page,
}) => {
  await studio.signIn(page)
  const touched = await elsewhere({ browser, page }, phone)
  await openLibrary(touched, studio)
  const [from, to] = [await boxOf(tiles(touched).nth(1)), await boxOf(tiles(touched).nth(4))]
  const finger = await fingersOn(touched)
  await finger('touchStart', { x: from.x + 20, y: from.y + 20 })
  await expect(selected(touched)).toHaveCount(1)
  await finger('touchMove', { x: to.x + 20, y: to.y + 20 })
  await expect(selected(touched)).toHaveCount(4)
  await finger('touchEnd')
  await expect(bar(touched)).toContainText('4 selected')
  await tiles(touched).nth(6).tap()
  await expect(bar(touched)).toContainText('5 selected')
  await expect(touched).toHaveURL(/\/library$/)
  await expect(touched.getByRole('navigation').getByRole('link', { name: 'Library' })).toBeVisible()
  await touched.context().close()
})

test('knows its keys too after the view has been switched', async ({ page, studio }) => {
  await openLibrary(page, studio)
  await page.getByText('Feed', { exact: true }).click()
  await page.getByText('Grid', { exact: true }).click()
  await page.keyboard.press('?')
  const keys = page.getByRole('dialog', { name: 'Keys' })
  await expect(keys).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(keys).toBeHidden()
  await page.keyboard.press('/')
  await expect(search(page)).toBeFocused()
})

test('finds words of both languages and filters, and says what it does not know', async ({
  page,
  studio,
}) => {
  await openLibrary(page, studio)
  await page.keyboard.press('/')
  await expect(search(page)).toBeFocused()
  for (const words of ['fox', '狐狸', 'model:7 ar:3:2', '猫 -is:upscale']) {
    await search(page).fill(words)
    await showsTotal(page, await totalOf(studio, words))
  }
  await expect(page).toHaveURL(/q=%E7%8C%AB/)
  await page.reload()
  await expect(search(page)).toHaveValue('猫 -is:upscale')
  await showsTotal(page, await totalOf(studio, '猫 -is:upscale'))

  await search(page).fill('')
  await chips(page).getByRole('button', { name: 'Upscales' }).click()
  await chips(page).getByRole('button', { name: 'Ratio' }).click()
  await page.getByRole('menuitemradio', { name: '3:2', exact: true }).click()
  await expect(search(page)).toHaveValue('is:upscale ar:3:2')
  await showsTotal(page, await totalOf(studio, 'is:upscale ar:3:2'))
  await page.goBack()
  await expect(search(page)).toHaveValue('is:upscale')

  await search(page).fill('fox is:nonsense')
  await expect(page.getByText('is:nonsense is no filter')).toBeVisible()
  await search(page).fill('fox zyxwvut')
  await expect(page.getByRole('heading', { name: 'Nothing found' })).toBeVisible()
  await page.getByRole('button', { name: 'Without zyxwvut' }).click()
  await showsTotal(page, await totalOf(studio, 'fox'))
})

test('suggests how to go on, and keeps a search under a name', async ({ page, studio }) => {
  await openLibrary(page, studio)
  await search(page).fill('is:upsc')
  const suggestion = page.getByRole('option', { name: /is:upscale/ })
  await expect(suggestion).toBeVisible()
  await search(page).press('ArrowDown')
  await expect(suggestion).toHaveAttribute('aria-selected', 'true')
  await search(page).press('Enter')
  await expect(search(page)).toHaveValue('is:upscale ')
  const total = await totalOf(studio, 'is:upscale')
  await showsTotal(page, total)

  await page.getByRole('button', { name: /^Images/ }).click()
  await page.getByLabel('Name of the search').fill('Large ones')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  const saved = page.getByRole('button', { name: `Large ones ${total}` })
  await expect(saved).toBeVisible()
  await page.getByRole('button', { name: 'All images' }).click()
  await showsTotal(page, await totalOf(studio))
  await page.getByRole('button', { name: /^Images/ }).click()
  await saved.click()
  await showsTotal(page, total)
})

test('favourites are shown at once and found again', async ({ page, studio }) => {
  await openLibrary(page, studio)
  const before = await totalOf(studio, 'is:favourite')
  const plain = tiles(page).filter({ hasNot: page.locator('[class*=mask]') })
  await plain.nth(0).click({ modifiers: ['ControlOrMeta'] })
  await plain.nth(1).click({ modifiers: ['ControlOrMeta'] })
  await bar(page).getByRole('button', { name: 'Favourite', exact: true }).click()
  await expect(selected(page).first()).toHaveAccessibleName(/favourite/)
  await expect.poll(() => totalOf(studio, 'is:favourite')).toBe(before + 2)
  await chips(page).getByRole('button', { name: 'Favourites' }).click()
  await showsTotal(page, before + 2)
})

test('what is thrown away comes back, until it is deleted for good', async ({ page, studio }) => {
  await openLibrary(page, studio)
  const total = await totalOf(studio)
  const thrown = await totalOf(studio, 'is:trashed')
  await page.keyboard.press('Tab')
  await tiles(page).first().focus()
  await page.keyboard.press('ControlOrMeta+a')
  await bar(page).getByRole('button', { name: 'Move to trash' }).click()
  await expect(page.getByRole('heading', { name: 'No pictures yet' })).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await showsTotal(page, total)

  await tiles(page).first().focus()
  await page.keyboard.press('Delete')
  await showsTotal(page, total - 1)
  await chips(page).getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Trash' }).click()
  await expect(page.getByRole('heading', { name: 'Trash' })).toBeVisible()
  await expect(page.getByText('30 days left').first()).toBeVisible()
  await tiles(page)
    .first()
    .click({ modifiers: ['ControlOrMeta'] })
  await bar(page).getByRole('button', { name: 'Delete for good…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete for good' }).click()
  await expect.poll(() => totalOf(studio, 'is:trashed')).toBe(thrown)
  expect(await totalOf(studio)).toBe(total - 1)
})

test('a collection is filled, put in order by hand and by keys, and renamed', async ({
  page,
  studio,
}) => {
  await openLibrary(page, studio)
  for (const n of [0, 3, 5])
    await tiles(page)
      .nth(n)
      .click({ modifiers: ['ControlOrMeta'] })
  await bar(page).getByRole('button', { name: 'Collect', exact: true }).click()
  await page.getByLabel('New collection').fill('Best of all')
  await page.getByRole('button', { name: 'Create', exact: true }).click()
  await expect(page.getByText('3 pictures added to “Best of all”')).toBeVisible()
  await chips(page).getByRole('button', { name: 'Collections' }).click()
  await page.getByRole('button', { name: /Best of all/ }).click()
  await expect(page.getByRole('heading', { name: 'Best of all' })).toBeVisible()
  await expect(tiles(page)).toHaveCount(3)
  const [a, b, c] = await namesOf(page)

  await tiles(page).first().focus()
  await page.keyboard.press('Alt+ArrowRight')
  await expect.poll(() => namesOf(page)).toEqual([b, a, c])
  await expect(tiles(page).nth(1)).toBeFocused()

  const [last, first] = [await boxOf(tiles(page).nth(2)), await boxOf(tiles(page).nth(0))]
  await page.mouse.move(last.x + 20, last.y + 40)
  await page.mouse.down()
  await page.mouse.move(first.x + 10, first.y + 40, { steps: 5 })
  await page.mouse.up()
  await expect.poll(() => namesOf(page)).toEqual([c, b, a])

  await page.getByRole('button', { name: 'Rename' }).click()
  await page.getByLabel('Name of the collection').fill('雾 与 山')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: '雾 与 山' })).toBeVisible()
  await expect(tiles(page)).toHaveCount(3)
})

test('a task of the library leads to Create and back to the library', async ({ page, studio }) => {
  await openLibrary(page, studio, 'is:grid')
  await tiles(page).first().click()
  await expect(page).toHaveURL(/\/t\//)
  const rail = page.getByRole('navigation', { name: 'Main' })
  await expect(rail.getByRole('link', { name: 'Library' })).toHaveAttribute('aria-current', 'page')
  await rail.getByRole('link', { name: 'Create' }).click()
  await expect(page.getByRole('textbox', { name: 'Prompt' })).toBeVisible()
  await page.goBack()
  await page.goBack()
  await expect(page).toHaveURL(/\/library\?q=is%3Agrid/)
  await expect(tiles(page).first()).toBeVisible()
})

for (const colorScheme of ['dark', 'light'] as const) {
  test(`has nothing that axe would mend, ${colorScheme}`, async ({ page, studio }) => {
    await page.emulateMedia({ colorScheme })
    await openLibrary(page, studio)
    await tiles(page)
      .nth(1)
      .click({ modifiers: ['ControlOrMeta'] })
    await expect(bar(page)).toBeVisible()
    await expect(bar(page)).toHaveCSS('opacity', '1')
    await expectNoBarriers(page)
  })
}

/** The number of a tile in the middle of the screen. */
async function inSight(page: Page): Promise<number> {
  const numbers = () =>
    tiles(page).evaluateAll((all) =>
      all
        .filter((tile) => {
          const { top, bottom } = tile.getBoundingClientRect()
          return top > 200 && bottom < 700
        })
        .map((tile) => Number(tile.getAttribute('data-number'))),
    )
  await expect.poll(async () => (await numbers()).length).toBeGreaterThan(0)
  return (await numbers())[0]!
}

async function boxOf(tile: Locator) {
  const box = await tile.boundingBox()
  if (!box) throw new Error('the tile is not on the page')
  return box
}

test.describe('with nothing in it', () => {
  test.use({ studioOptions: {} })

  test('says what to do', async ({ page, studio }) => {
    await studio.signIn(page)
    await page.goto(`${studio.url()}/library`)
    await expect(page.getByRole('heading', { name: 'No pictures yet' })).toBeVisible()
    await page.getByRole('link', { name: 'Create the first one' }).click()
    await expect(page.getByRole('textbox', { name: 'Prompt' })).toBeVisible()
  })

  test('says when it cannot be read, and tries again', async ({ page, studio, expectConsole }) => {
    expectConsole(/status of 503/)
    await studio.signIn(page)
    await page.route('**/api/library/wall*', (route) => route.fulfill({ status: 503, body: '' }))
    await page.goto(`${studio.url()}/library`)
    await expect(page.getByRole('heading', { name: 'could not be read' })).toBeVisible()
    await page.unroute('**/api/library/wall*')
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect(page.getByRole('heading', { name: 'No pictures yet' })).toBeVisible()
  })
})
