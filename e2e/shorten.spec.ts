import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'

const field = (page: Page) => page.getByRole('textbox', { name: 'Prompt' })

test('a prompt is shortened where it is written, and a shorter one keeps its settings', async ({
  page,
  studio,
}) => {
  await studio.signIn(page)
  const words = 'a very very nice lighthouse standing on a cliff by the sea in the evening light'
  await field(page).fill(`${words} --ar 3:2`)
  await page.getByRole('button', { name: 'More parameters' }).click()
  await page.getByRole('button', { name: 'Shorten this prompt' }).click()
  // The draft is not sent: it is still being written.
  await expect(field(page)).toHaveValue(`${words} --ar 3:2`)
  const shortened = page.getByRole('article', { name: words }).first()
  await shortened.getByRole('button', { name: 'Use prompt 1' }).click()
  await expect(field(page)).toBeFocused()
  await expect(field(page)).not.toHaveValue(`${words} --ar 3:2`)
  await expect(field(page)).toHaveValue(/lighthouse/)
  await field(page).press('Enter')
  await expect
    .poll(async () => (await studio.feed()).map(({ verb }) => verb))
    .toEqual(['imagine', 'shorten'])
  const [imagined, asked] = await studio.feed()
  expect(asked?.prompt).toBe(words)
  expect(imagined?.prompt.length).toBeLessThan(words.length)
  expect(imagined?.prompt).toContain('--ar 3:2')
})

test.describe('a gateway without it', () => {
  test.use({ studioOptions: { env: { SAFELIGHT_GATEWAY_DIALECT: 'novicezk' } } })

  test('is named, and nothing is sent', async ({ page, studio }) => {
    await studio.signIn(page)
    await field(page).fill('a very nice lighthouse')
    await page.getByRole('button', { name: 'More parameters' }).click()
    const shorten = page.getByRole('button', { name: 'Shorten this prompt' })
    await expect(shorten).toHaveAccessibleDescription(/cannot shorten prompts$/)
    // It can be reached, so that its reason is read; pressed it does nothing.
    await shorten.press('Enter')
    await expect(page.getByRole('article')).toHaveCount(0)
  })
})
