import type { Page } from '@playwright/test'
import { en } from '@/lib/i18n/en'
import { zh } from '@/lib/i18n/zh'
import { expect, test } from './fixtures'

/** What a person reads or hears of every control in sight. */
async function controls(page: Page): Promise<readonly string[]> {
  const roles = ['button', 'link', 'textbox', 'radio', 'group', 'navigation', 'region'] as const
  const names: string[] = []
  for (const role of roles) {
    for (const control of await page.getByRole(role).all()) {
      names.push((await control.getAttribute('aria-label')) ?? (await control.innerText()))
    }
  }
  return names.map((name) => name.trim()).filter((name) => name !== '')
}

function words(tree: object): readonly string[] {
  return Object.values(tree).flatMap((value: unknown) =>
    typeof value === 'string' ? [value] : words(value as object),
  )
}

/** English of ours that Chinese says otherwise. Names that are the same in both are not ours to translate. */
const chinese = new Set(words(zh))
const english = new Set(words(en).filter((word) => !word.includes('{') && !chinese.has(word)))

test.describe('a browser that prefers Chinese', () => {
  test.use({ locale: 'zh-CN' })

  test('finds every control in Chinese, and keeps English once it is chosen', async ({
    page,
    studio,
  }) => {
    const task = await studio.imagine('紫色的群山 --ar 3:2')
    await studio.signIn(page)
    await expect(page.getByRole('button', { name: 'U4' })).toBeVisible()
    const onCreate = await controls(page)
    expect(onCreate).toContain(zh.shell.settings)
    expect(onCreate.filter((name) => english.has(name))).toEqual([])

    await page.goto(`${studio.url()}/t/${task.id}`)
    await expect(page.getByRole('button', { name: zh.task.copyPrompt })).toBeVisible()
    const onTask = await controls(page)
    expect(onTask).toContain(zh.task.close)
    expect(onTask.filter((name) => english.has(name))).toEqual([])

    await page.goto(studio.url())
    await page.getByRole('link', { name: zh.shell.settings }).click()
    await page.getByRole('button', { name: zh.settings.gateways.add }).click()
    await expect(page.getByLabel(zh.settings.form.baseUrl, { exact: true })).toBeFocused()
    const onSettings = await controls(page)
    expect(onSettings).toContain(zh.doctor.test)
    expect(onSettings.filter((name) => english.has(name))).toEqual([])

    await page.getByText('English', { exact: true }).click()
    await expect(page.getByRole('heading', { level: 1, name: en.settings.title })).toBeVisible()
    await page.getByRole('link', { name: en.shell.create, exact: true }).click()
    await expect(page.getByRole('textbox', { name: 'Prompt' })).toBeVisible()
    await page.reload()
    await expect(page.getByRole('textbox', { name: 'Prompt' })).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en')
  })
})

test('a chosen light stays after a reload', async ({ page, studio }) => {
  await studio.signIn(page)
  const colour = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  const dark = await colour()
  await page.getByRole('link', { name: en.shell.settings }).click()
  await page.getByText(en.settings.appearance.light, { exact: true }).click()
  await expect.poll(colour).not.toBe(dark)
  const light = await colour()
  await page.reload()
  expect(await colour()).toBe(light)
})
