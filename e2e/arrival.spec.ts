/** What is on the page before its scripts are: they are kept back here for as long as the story wants. */
import type { BrowserContext } from '@playwright/test'
import { en } from '@/lib/i18n/en'
import { expect, test } from './fixtures'

/** Keeps every script file back until the returned function is called. */
async function holdScripts(context: BrowserContext): Promise<() => void> {
  let letGo: () => void = () => undefined
  const held = new Promise<void>((resolve) => {
    letGo = resolve
  })
  await context.route('**/_next/static/**/*.js', async (route) => {
    await held
    await route.continue()
  })
  return letGo
}

test('who comes by a link never sees the form of those who have none', async ({
  studio,
  browser,
}) => {
  const invited = await studio.post('/api/members', { name: 'Anna', budgetPerDay: null })
  const { secret } = (await invited.json()) as { secret: string }
  const context = await browser.newContext()
  const letGo = await holdScripts(context)
  const page = await context.newPage()
  await page.goto(`${studio.url()}/#invite=${secret}`, { waitUntil: 'commit' })
  await expect(page.getByRole('main')).toBeVisible()
  await expect(page.getByRole('textbox')).toBeHidden()
  await expect(page.getByText(en.signIn.intro)).toBeHidden()
  letGo()
  await expect(page.getByRole('heading', { name: 'Welcome, Anna' })).toBeVisible()
  await context.close()
})

test('the printed address shows no form either', async ({ page, context, studio }) => {
  const printed = /https?:\S+#t=\S+/.exec(studio.output())![0]
  const letGo = await holdScripts(context)
  await page.goto(printed, { waitUntil: 'commit' })
  await expect(page.getByRole('main')).toBeVisible()
  await expect(page.getByRole('textbox')).toBeHidden()
  letGo()
  await expect(page.getByRole('textbox', { name: en.composer.prompt })).toBeVisible()
})

test('who has no key sees the form at once, before any script', async ({
  page,
  context,
  studio,
}) => {
  const letGo = await holdScripts(context)
  await page.goto(studio.url(), { waitUntil: 'commit' })
  await page.getByLabel(en.signIn.address).fill('http://127.0.0.1/#t=not-a-token-of-this-studio')
  letGo()
  await expect(page.getByRole('button', { name: en.signIn.enter })).toBeEnabled()
  await expect(page.getByLabel(en.signIn.address)).toHaveValue(/not-a-token/)
})
