/** A page that is enlarged twice, a tablet, a phone: nothing lies over anything else, and what one paints on is seen. */
import type { Locator, Page } from '@playwright/test'
import { expectNoBarriers } from './axe'
import { openEditor, stage, upscale } from './darkroom'
import { expect, test } from './fixtures'

const boxOf = async (part: Locator) => (await part.boundingBox())!
const tiles = (page: Page) => page.getByRole('gridcell')

test.describe('a page enlarged twice', () => {
  test.use({ viewport: { width: 720, height: 450 }, studioOptions: { seeded: 60 } })

  test('the ways of viewing the library stand clear of its filters, all of which are reached', async ({
    page,
    studio,
  }) => {
    await studio.signIn(page)
    await page.goto(`${studio.url()}/library`)
    await expect(tiles(page).first().locator('img')).toBeVisible()
    const filters = page.getByRole('group', { name: 'Filters' })
    const [search, view, first] = await Promise.all([
      boxOf(page.getByRole('combobox', { name: 'Search the library' })),
      boxOf(page.getByRole('group', { name: 'View' })),
      boxOf(filters.getByRole('button').first()),
    ])
    expect(view.x).toBeGreaterThan(search.x + search.width)
    expect(view.y + view.height).toBeLessThan(first.y)
    await filters.getByRole('button', { name: 'More' }).click()
    await expect(page.getByRole('menuitem', { name: 'Trash' })).toBeVisible()
  })

  test('the mask editor keeps half of the height for the picture', async ({ page, studio }) => {
    await studio.signIn(page)
    await openEditor(page, studio, await upscale(studio))
    const picture = await boxOf(stage(page).locator('canvas').first())
    expect(picture.height).toBeGreaterThan(200)
    await expect(page.getByText('Paint the area that should change first.')).toBeInViewport()
    await expectNoBarriers(page)
  })
})

test.describe('on a phone', () => {
  test.use({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    studioOptions: { seeded: 60 },
  })

  test('what is selected can be thrown away and let go without looking for the button', async ({
    page,
    studio,
  }) => {
    await studio.signIn(page)
    await page.goto(`${studio.url()}/library`)
    await expect(tiles(page).first().locator('img')).toBeVisible()
    await tiles(page).first().focus()
    await page.keyboard.press('Space')
    const bar = page.getByRole('toolbar', { name: 'What is selected' })
    for (const name of ['Clear the selection', 'Favourite', 'Download .zip', 'Move to trash']) {
      await expect(bar.getByRole('button', { name, exact: true })).toBeInViewport({ ratio: 1 })
    }
    await bar.getByRole('button', { name: 'Clear the selection' }).tap()
    await expect(bar).toBeHidden()
  })
})

test('a mask is painted and sent by keys alone, which the editor lists', async ({
  page,
  studio,
}) => {
  await studio.signIn(page)
  await openEditor(page, studio, await upscale(studio))
  await page.keyboard.press('m')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  for (let n = 0; n < 12; n += 1) await page.keyboard.press('ArrowRight')
  for (let n = 0; n < 12; n += 1) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByText(/mask \d/)).toBeVisible()
  await page.keyboard.press('?')
  const keys = page.getByRole('dialog', { name: 'Keys' })
  await expect(keys.getByText('Press and let go; twice closes a polygon')).toBeVisible()
  await expectNoBarriers(page)
  await page.keyboard.press('Escape')
  await expect(keys).toBeHidden()
  await expect(page.getByText(/mask \d/)).toBeVisible()
  await page.getByRole('button', { name: 'Mask menu' }).click()
  await page.getByRole('menuitem', { name: 'Keys' }).click()
  await expect(keys).toBeVisible()
  await keys.getByRole('button', { name: 'Close' }).press('Enter')
  await stage(page).press('Control+Enter')
  await expect(page.getByText('Sent. The result appears here')).toBeVisible()
})
