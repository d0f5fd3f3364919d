import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { drag, enter, paste, pictureFile, zone } from './pictures'

const desk = (page: Page) => page.getByRole('region', { name: 'Desk' })
const cards = (page: Page) => page.getByRole('region', { name: 'Tasks' }).getByRole('article')

test('a picture dropped on Describe comes back as four prompts', async ({ page, studio }) => {
  await enter(page, studio)
  const file = await drag(page, [await pictureFile('dusk.png', '#3d2a6b')])
  await file.dropOn(zone(page, 'Describe'))
  await expect(cards(page)).toHaveCount(1)
  await expect(cards(page).first().getByRole('listitem')).toHaveCount(4, { timeout: 30_000 })
})

test('of several pictures each is described by itself', async ({ page, studio }) => {
  await enter(page, studio)
  const files = await drag(page, [
    await pictureFile('dusk.png', '#3d2a6b'),
    await pictureFile('sea.png', '#1c6b76'),
  ])
  await files.dropOn(zone(page, 'Describe'))
  await expect(cards(page)).toHaveCount(2)
  for (const card of await cards(page).all()) {
    await expect(card.getByRole('listitem')).toHaveCount(4, { timeout: 30_000 })
  }
})

test('the desk takes a pasted picture and describes it at a press', async ({ page, studio }) => {
  await enter(page, studio)
  await page.getByRole('navigation').getByRole('button', { name: 'Describe' }).click()
  const submit = desk(page).getByRole('button', { name: 'Describe', exact: true })
  await expect(submit).toHaveAccessibleDescription('Bring a picture first')
  await desk(page).getByRole('button', { name: 'Add a picture' }).focus()
  await paste(page, [await pictureFile('dusk.png', '#3d2a6b')])
  await expect(desk(page).getByRole('img', { name: 'Picture to describe' })).toBeVisible()
  await submit.click()
  await expect(cards(page).first().getByRole('listitem')).toHaveCount(4, { timeout: 30_000 })

  await desk(page).getByRole('button', { name: 'Close the desk' }).click()
  await expect(desk(page)).toBeHidden()
})

test('while a picture is read it lies where its description will lie', async ({ page, studio }) => {
  await studio.demo.pace(60_000)
  await enter(page, studio)
  const files = await drag(page, [await pictureFile('dusk.png', '#3d2a6b')])
  await files.dropOn(zone(page, 'Describe'))
  await expect(cards(page).getByRole('button', { name: 'Cancel' })).toBeVisible()
  await expect(
    cards(page).getByRole('img', { name: 'The picture that was described' }),
  ).toBeVisible()
})
