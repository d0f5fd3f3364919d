import sharp from 'sharp'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'

const card = (page: Page, name: string | RegExp) => page.getByRole('article', { name }).first()
async function sunset(): Promise<string> {
  const background = { r: 214, g: 96, b: 58 }
  const picture = sharp({ create: { width: 480, height: 320, channels: 3, background } })
  return `data:image/png;base64,${(await picture.png().toBuffer()).toString('base64')}`
}

test('a picture is described, and one of its prompts imagined from its card', async ({
  page,
  studio,
}) => {
  await studio.signIn(page)
  const { id } = await studio.submit({ verb: 'describe', base64: await sunset() })
  await studio.kept(id)
  const described = card(page, 'Describe a picture')
  await expect(described.getByRole('listitem')).toHaveCount(4)
  await expect(described.getByRole('img', { name: 'The picture that was described' })).toBeVisible()

  const second = described.getByRole('listitem').nth(1)
  const imagine = second.getByRole('button', { name: 'Imagine prompt 2' })
  await imagine.click()
  await expect(imagine).toHaveAccessibleDescription('Imagine prompt 2: done, open the result')
  const [newest] = await studio.feed()
  expect(newest).toMatchObject({ verb: 'imagine', parent: null, speed: 'fast' })
  await expect(second).toContainText(newest?.prompt ?? '-')

  // The cards stay, and know what was made of them.
  await page.reload()
  await expect(imagine).toHaveAccessibleDescription('Imagine prompt 2: done, open the result')
  await imagine.click()
  await expect(page).toHaveURL(`${studio.url()}/t/${newest?.id}`)
  await page.goBack()

  await described.getByRole('button', { name: 'Imagine all' }).click()
  await expect.poll(async () => (await studio.feed()).length).toBe(5)
  const prompts = (await studio.feed()).filter(({ verb }) => verb === 'imagine')
  expect(new Set(prompts.map(({ prompt }) => prompt)).size).toBe(4)
})

test('a picture is described again without being brought again', async ({ page, studio }) => {
  await studio.signIn(page)
  const { id } = await studio.submit({ verb: 'describe', base64: await sunset() })
  await studio.kept(id)
  await card(page, 'Describe a picture').getByRole('button', { name: 'Describe again' }).click()
  await expect(page.getByRole('list').filter({ hasText: '--ar 3:2' })).toHaveCount(2)
  const [again, first] = await studio.feed()
  expect(again?.id).not.toBe(id)
  expect(first?.id).toBe(id)
})

test('a prompt is shortened, its words weighed, and a short one goes into the composer', async ({
  page,
  studio,
}) => {
  await studio.signIn(page)
  const prompt = 'a very very nice lighthouse standing on a cliff by the sea in the evening light'
  const { id } = await studio.submit({ verb: 'shorten', prompt })
  await studio.kept(id)
  const shortened = card(page, prompt)
  const weights = shortened.getByRole('region', { name: 'What weighs' })
  await expect(weights.getByText('lighthouse')).toBeVisible()
  const first = shortened.getByRole('button', { name: 'Use prompt 1' })
  const words = await shortened.getByRole('list').last().getByRole('listitem').first().innerText()
  await first.click()
  const field = page.getByRole('textbox', { name: 'Prompt' })
  await expect(field).toBeFocused()
  await expect(field).not.toHaveValue('')
  expect(words).toContain(await field.inputValue())
})
