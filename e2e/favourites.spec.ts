/** Favourites where the pictures appear, by pointer and by key. */
import type { Page } from '@playwright/test'
import { expectNoBarriers } from './axe'
import { expect, test } from './fixtures'

test.use({ studioOptions: { paceMs: 200 } })

const quadrant = (page: Page, index: number) =>
  page.getByRole('link', { name: new RegExp(`^Quadrant ${index} of 4`) })
const heart = (page: Page, index: number) =>
  page.getByRole('button', { name: `Favourite quadrant ${index}` })

test('a quadrant becomes a favourite on its card, and the library knows', async ({
  page,
  studio,
}) => {
  await studio.signIn(page)
  await studio.imagine('a lighthouse')
  await quadrant(page, 2).hover()
  await heart(page, 2).click()
  await expect(heart(page, 2)).toHaveAttribute('aria-pressed', 'true')
  await expectNoBarriers(page, 'a favourite under the pointer')

  // What has the focus is meant, wherever the pointer was left.
  await page.keyboard.press('3')
  await expect(quadrant(page, 3)).toBeFocused()
  await page.keyboard.press('s')
  await expect(heart(page, 3)).toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.press('s')
  await expect(heart(page, 3)).toHaveAttribute('aria-pressed', 'false')
  await page.keyboard.press('s')
  await expect(heart(page, 3)).toHaveAttribute('aria-pressed', 'true')

  await page.goto(`${studio.url()}/library?q=is:favourite`)
  await expect(page.getByRole('gridcell')).toHaveCount(2)
})

test('a single picture has its heart too; a grid of which none is chosen asks for one', async ({
  page,
  studio,
}) => {
  await studio.signIn(page)
  const grid = await studio.imagine('a lighthouse')
  const button = grid.buttons.find(({ customId }) => customId.includes('upsample::1'))!
  const { id } = await studio.submit({
    verb: 'action',
    taskId: grid.id,
    customId: button.customId,
  })
  const picture = page.getByRole('link', { name: /^Picture/ })
  await expect(picture).toHaveAttribute('href', `/t/${id}`)
  await picture.hover()
  const favourite = page.getByRole('button', { name: 'Favourite', exact: true })
  await favourite.click()
  await expect(favourite).toHaveAttribute('aria-pressed', 'true')

  await page.getByRole('button', { name: 'U2' }).focus()
  await page.keyboard.press('s')
  await expect(page.getByText('Choose one of the pictures first')).toBeVisible()
})
