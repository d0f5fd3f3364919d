/** A page whose studio is out of reach for a while: what it shows meanwhile, and that nobody has to reload it. */
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'

test.use({ studioOptions: { seeded: 240 } })

const tiles = (page: Page) => page.getByRole('gridcell')
const away = /ERR_(INTERNET_DISCONNECTED|FAILED)/

test('a task that is first opened without a network comes with it, and can be left before', async ({
  context,
  page,
  studio,
  expectConsole,
}) => {
  expectConsole(away)
  await studio.signIn(page)
  await page.goto(`${studio.url()}/library`)
  await expect(tiles(page).nth(2).locator('img')).toBeVisible()
  await context.setOffline(true)
  await tiles(page).nth(2).click()
  const waiting = page.getByRole('status', { name: 'Opening…' })
  await expect(waiting).toBeVisible()
  await waiting.getByRole('button', { name: 'Close' }).click()
  await expect(page).toHaveURL(/\/library$/)
  await expect(tiles(page).nth(2)).toBeVisible()

  await tiles(page).nth(2).press('Enter')
  await expect(waiting).toBeVisible()
  await context.setOffline(false)
  await expect(page.getByRole('region', { name: 'Task', exact: true })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(tiles(page).nth(2)).toBeFocused()
})

test('a wall that is scrolled without a network fills by itself, and calls no picture missing', async ({
  context,
  page,
  studio,
  expectConsole,
}) => {
  expectConsole(away)
  await studio.signIn(page)
  await page.goto(`${studio.url()}/library`)
  await expect(tiles(page).first().locator('img')).toBeVisible()
  await context.setOffline(true)
  const scrollTo = (top: number) =>
    page.getByRole('grid').evaluate((grid, to) => {
      grid.parentElement!.scrollTop = to
    }, top)
  await scrollTo(1600)
  await expect(page.getByText(/^You are offline/)).toBeVisible()
  const broken = page.locator('[role=gridcell] img[data-broken]')
  await expect(broken).not.toHaveCount(0)
  await expect(page.getByTitle(/file is missing/)).toHaveCount(0)
  await context.setOffline(false)
  await expect(page.getByText(/^You are offline/)).toBeHidden()
  await expect(broken).toHaveCount(0)
  await expect(page.getByTitle(/file is missing/)).toHaveCount(0)
})

test('a search that a studio does not answer says so, and is answered when it is there again', async ({
  page,
  studio,
  expectConsole,
}) => {
  expectConsole(away)
  await studio.signIn(page)
  await page.goto(`${studio.url()}/library`)
  await expect(tiles(page).first().locator('img')).toBeVisible()
  // The browser itself knows of no fault: it is the studio that has gone.
  await page.route('**/*', (route) => route.abort())
  const search = page.getByRole('combobox', { name: 'Search the library' })
  await search.fill('fox')
  await expect(page.getByRole('heading', { name: 'The library could not be read' })).toBeVisible()
  await expect(page.getByText(/^The studio does not answer/)).toBeVisible()
  await page.unroute('**/*')
  await expect(tiles(page).first()).toHaveAccessibleName(/fox/)
})

test('a picture that a studio within reach does not have is called missing', async ({
  page,
  studio,
  expectConsole,
}) => {
  expectConsole(/status of 404/)
  await studio.signIn(page)
  const asked = new Map<string, number>()
  await page.route('**/images/**', (route) => {
    const url = route.request().url()
    asked.set(url, (asked.get(url) ?? 0) + 1)
    return route.fulfill({ status: 404 })
  })
  await page.goto(`${studio.url()}/library`)
  await expect(page.getByTitle(/file is missing/).first()).toBeVisible()
  await expect(page.locator('[role=gridcell] img')).toHaveCount(0)
  // Each was asked for twice, and is not when the studio is heard of once more.
  const heard = page.waitForResponse('**/api/changes*')
  await page.evaluate(() => window.dispatchEvent(new Event('online')))
  await heard
  expect(new Set(asked.values())).toEqual(new Set([2]))
})

test('a way to another page waits for the studio, and leads to the last one that was asked for', async ({
  context,
  page,
  studio,
  expectConsole,
}) => {
  expectConsole(away)
  await studio.signIn(page)
  const prompt = page.getByRole('textbox', { name: 'Prompt' })
  await prompt.fill('a paper boat')
  await context.setOffline(true)
  await expect(page.getByText(/^You are offline. Tasks go on/)).toBeVisible()
  const rail = page.getByRole('navigation').first()
  await rail.getByRole('link', { name: 'Settings' }).click()
  await rail.getByRole('link', { name: 'Library' }).click()
  await expect(prompt).toHaveValue('a paper boat')
  await context.setOffline(false)
  await expect(tiles(page).first()).toBeVisible()
  await expect(page).toHaveURL(/\/library$/)
})

test('a way that waits for the studio takes nobody away from what was opened meanwhile', async ({
  context,
  page,
  studio,
  expectConsole,
}) => {
  expectConsole(away)
  await studio.signIn(page)
  const picture = page.getByRole('link', { name: /^Quadrant 1 of 4/ }).first()
  await expect(picture).toBeVisible()
  await context.setOffline(true)
  const banner = page.getByText(/^You are offline. Tasks go on/)
  await expect(banner).toBeVisible()
  await page.getByRole('navigation').first().getByRole('link', { name: 'Library' }).click()
  await picture.click()
  await expect(page).toHaveURL(/\/t\//)
  const opened = page.url()
  await context.setOffline(false)
  await expect(page.getByRole('region', { name: 'Task', exact: true })).toBeVisible()
  await expect(banner).toBeHidden()
  await expect(page).toHaveURL(opened)
})
