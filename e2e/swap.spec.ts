import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { drag, enter, pictureFile, zone } from './pictures'

const desk = (page: Page) => page.getByRole('region', { name: 'Desk' })
const submit = (page: Page) => desk(page).getByRole('button', { name: 'Swap face', exact: true })
const source = (page: Page, name: string) =>
  desk(page).getByRole('img', { name, exact: true }).getAttribute('src')

test('a face and a picture, dropped one after the other, become a third', async ({
  page,
  studio,
}) => {
  await enter(page, studio)
  const face = await drag(page, [await pictureFile('face.png', '#b98d6f')])
  await face.dropOn(zone(page, 'Swap face'))
  await expect(desk(page).getByRole('img', { name: 'Face', exact: true })).toBeVisible()
  await expect(submit(page)).toHaveAccessibleDescription('Bring the picture it goes on')

  const target = await drag(page, [await pictureFile('statue.png', '#7d7f80')])
  await target.dropOn(zone(page, 'Add to this face swap'))
  await expect(desk(page).getByRole('img', { name: 'Picture', exact: true })).toBeVisible()

  const [first, second] = [await source(page, 'Face'), await source(page, 'Picture')]
  await desk(page).getByRole('button', { name: 'Swap places' }).click()
  expect([await source(page, 'Face'), await source(page, 'Picture')]).toEqual([second, first])
  await desk(page).getByRole('button', { name: 'Swap places' }).click()

  await submit(page).click()
  const card = page.getByRole('region', { name: 'Tasks' }).getByRole('article').first()
  await expect(card.getByRole('link', { name: /^Picture/ })).toBeVisible({ timeout: 30_000 })
  const { verb, references } = await studio.newest()
  expect(verb).toBe('swap')
  expect(references).toEqual([first, second].map((src) => src?.split('/')[3]))
})

test('two files at once fill both places, the face first', async ({ page, studio }) => {
  await enter(page, studio)
  const both = await drag(page, [
    await pictureFile('face.png', '#b98d6f'),
    await pictureFile('statue.png', '#7d7f80'),
  ])
  await both.dropOn(zone(page, 'Swap face'))
  await expect(desk(page).getByRole('img', { name: 'Face', exact: true })).toBeVisible()
  await expect(desk(page).getByRole('img', { name: 'Picture', exact: true })).toBeVisible()
  await desk(page).getByRole('button', { name: 'Remove the face' }).click()
  await expect(submit(page)).toHaveAccessibleDescription('Bring the face')
})
