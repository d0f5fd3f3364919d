import { devices } from '@playwright/test'
import { expectNoBarriers } from './axe'
import { expect, test } from './fixtures'

const looks = [
  { name: 'dark', use: { colorScheme: 'dark' } },
  { name: 'light', use: { colorScheme: 'light' } },
  {
    name: 'on a phone',
    use: { viewport: { width: 390, height: 844 }, userAgent: devices['iPhone 14'].userAgent },
  },
] as const

for (const { name, use } of looks) {
  test.describe(name, () => {
    test.use(use)

    test('axe finds nothing from the door to a task and back', async ({ page, studio }) => {
      await page.goto(studio.url())
      await expect(page.getByRole('heading', { level: 1, name: 'Safelight' })).toBeVisible()
      await expectNoBarriers(page, 'sign-in')
      await studio.signIn(page)
      await expect(page.getByRole('heading', { name: 'The tray is empty' })).toBeVisible()
      await expectNoBarriers(page, 'Create, empty')

      const { id } = await studio.imagine('a red fox in the snow --ar 3:2')
      const failed = await studio.submit({ verb: 'imagine', prompt: 'a guillotine in fog' })
      await studio.until(failed.id, ({ state }) => state.name === 'failed')
      await studio.demo.pace(60_000)
      await studio.submit({ verb: 'imagine', prompt: 'a long winter' })
      await expect(page.getByRole('progressbar')).toBeVisible()
      await expect(page.getByRole('button', { name: 'U4' })).toBeVisible()
      await expectNoBarriers(page, 'Create: running, failed, done')

      await page.getByRole('button', { name: 'More actions' }).first().click()
      await expect(page.getByRole('menu')).toBeVisible()
      await expectNoBarriers(page, 'an open menu')
      await page.keyboard.press('Escape')

      await page.goto(`${studio.url()}/t/${id}`)
      await expect(page.getByRole('button', { name: 'Copy prompt' })).toBeVisible()
      await expectNoBarriers(page, 'task view')
    })
  })
}
