/** What a gateway says no with, as people read it and what they can do about it. */
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { throughGoBetween } from './go-between'

const field = (page: Page) => page.getByRole('textbox', { name: 'Prompt' })
const card = (page: Page, name: string | RegExp) => page.getByRole('article', { name }).first()

test('a banned word is underlined where it stands, in either language', async ({
  page,
  studio,
}) => {
  await studio.signIn(page)
  await studio.submit({ verb: 'imagine', prompt: 'a scene of GORE by the sea' })
  const english = card(page, 'a scene of GORE by the sea')
  await expect(english.getByText('The gateway does not accept “gore”')).toBeVisible()
  await expect(english.getByRole('heading').locator('mark')).toHaveText('GORE')
  await expect(english.getByRole('button', { name: 'Try again' })).toBeHidden()
  await english.getByRole('button', { name: 'Edit prompt' }).click()
  await expect(field(page)).toHaveValue('a scene of GORE by the sea')

  await page.context().addCookies([{ name: 'safelight_locale', value: 'zh', url: studio.url() }])
  await page.reload()
  await studio.submit({ verb: 'imagine', prompt: '海边的血腥场面 --ar 3:2' })
  const chinese = card(page, '海边的血腥场面')
  await expect(chinese.getByText('网关不接受“血腥”')).toBeVisible()
  await expect(chinese.getByRole('heading').locator('mark')).toHaveText('血腥')
})

test('a word that Midjourney refuses late is underlined too', async ({ page, studio }) => {
  await studio.signIn(page)
  await studio.submit({ verb: 'imagine', prompt: 'an old guillotine in a museum' })
  const refused = card(page, 'an old guillotine in a museum')
  await expect(refused.getByRole('heading').locator('mark')).toHaveText('guillotine')
})

test('asked for a slower pace, it counts down and goes again by itself', async ({
  page,
  studio,
}) => {
  await studio.signIn(page)
  await studio.demo.faults('rate-limit next=1')
  await studio.submit({ verb: 'imagine', prompt: 'a paper boat' })
  const boat = card(page, 'a paper boat')
  await expect(boat.getByText(/next try in \d+ s|trying now/)).toBeVisible()
  await expect(boat.getByRole('button', { name: 'Withdraw' })).toBeVisible()
  await expect(boat.getByRole('link', { name: /^Quadrant 1 of 4/ })).toBeVisible()
  expect(await studio.demo.charges()).toBe(1)
})

test('what waits can be withdrawn, and was never sent', async ({ page, studio }) => {
  await studio.signIn(page)
  await studio.demo.faults('rate-limit-retry-after next=9 ms=60000')
  await studio.submit({ verb: 'imagine', prompt: 'a paper boat' })
  const boat = card(page, 'a paper boat')
  await boat.getByRole('button', { name: 'Withdraw' }).click()
  await expect(boat.getByText('Cancelled', { exact: true })).toBeVisible()
  expect(await studio.demo.charges()).toBe(0)
})

test('a submit whose answer is lost is found again, and charged once', async ({ page, studio }) => {
  await studio.signIn(page)
  await studio.demo.faults('reset-after-accept next=1')
  await studio.submit({ verb: 'imagine', prompt: 'a paper boat' })
  const boat = card(page, 'a paper boat')
  // The demo gateway lists tasks by their state, so that the studio finds it again by itself.
  await expect(boat.getByRole('link', { name: /^Quadrant 1 of 4/ })).toBeVisible({
    timeout: 40_000,
  })
  expect(await studio.demo.charges()).toBe(1)
})

test.describe('where nothing can be looked up', () => {
  test.use({ studioOptions: { personality: 'modes' } })

  test('an unclear submit waits for a person', async ({ page, studio }) => {
    await studio.signIn(page)
    await studio.demo.faults('html-502-after-accept next=1')
    await studio.submit({ verb: 'imagine', prompt: 'a paper boat' })
    const boat = card(page, 'a paper boat')
    await expect(boat.getByText('Nobody knows whether this was taken')).toBeVisible()
    for (const name of ['Look again', 'I know its task ID', 'Send again', 'Put aside']) {
      await expect(boat.getByRole('button', { name })).toBeVisible()
    }
    await boat.getByRole('button', { name: 'Send again' }).click()
    await boat.getByRole('button', { name: 'Yes, send again' }).click()
    await expect(boat.getByRole('link', { name: /^Quadrant 1 of 4/ })).toBeVisible()
    expect(await studio.demo.charges()).toBe(2)
  })
})

test.describe('through somebody else’s gateway', () => {
  throughGoBetween(
    'no credit, a full queue and a lost parent each say what to do',
    async ({ page, studio, goBetween }) => {
      const answers: Record<string, { status?: number; json: unknown }> = {
        poor: {
          status: 403,
          json: {
            error: {
              message: '用户额度不足, 剩余额度: $0.00 (request id: 2026)',
              type: 'new_api_error',
              code: 'insufficient_user_quota',
            },
          },
        },
        lost: { json: { code: 3, description: '关联任务不存在或已失效', result: null } },
      }
      goBetween.answer((_, { prompt }) => answers[String(prompt)] ?? null)
      await studio.signIn(page)
      await studio.submit({ verb: 'imagine', prompt: 'poor' })
      // While nothing runs the page asks every fifteen seconds, and is told of what another client does.
      const soon = { timeout: 30_000 }
      await expect(card(page, 'poor').getByText(/has no credit left/)).toBeVisible(soon)
      await studio.submit({ verb: 'imagine', prompt: 'lost' })
      await expect(card(page, 'lost').getByText(/no longer knows the picture/)).toBeVisible(soon)
      await expect(card(page, 'lost').getByRole('button', { name: 'Try again' })).toBeHidden()

      let isFull = true
      goBetween.answer(() =>
        isFull ? { json: { code: 23, description: '队列已满，请稍后尝试', result: null } } : null,
      )
      await field(page).fill('a paper boat')
      await field(page).press('Enter')
      await expect(card(page, 'a paper boat').getByText(/queue is full/)).toBeVisible()
      isFull = false
      await expect(
        card(page, 'a paper boat').getByRole('link', { name: /^Quadrant 1 of 4/ }),
      ).toBeVisible({ timeout: 40_000 })
    },
  )
})

test.describe('with a wrong key', () => {
  test.use({ studioOptions: { env: { SAFELIGHT_GATEWAY_KEY: 'sk-wrong' } } })

  test('the refusal leads to the settings', async ({ page, studio }) => {
    await studio.signIn(page)
    await studio.submit({ verb: 'imagine', prompt: 'a paper boat' })
    const boat = card(page, 'a paper boat')
    await expect(boat.getByText('The gateway refuses the key')).toBeVisible()
    await boat.getByRole('link', { name: 'Open Settings' }).click()
    await expect(page).toHaveURL(`${studio.url()}/settings`)
  })
})

test.describe('without a gateway at the other end', () => {
  test.use({ studioOptions: { env: { SAFELIGHT_GATEWAY_URL: 'http://127.0.0.1:9' } } })

  test('a submit waits and says for what', async ({ page, studio, expectConsole }) => {
    await studio.signIn(page)
    await studio.submit({ verb: 'imagine', prompt: 'a paper boat' })
    const boat = card(page, 'a paper boat')
    await expect(boat.getByText(/The gateway does not answer/)).toBeVisible()
    await expect(boat.getByText(/next try in \d+ s/)).toBeVisible()
    // What is being tried just then cannot be withdrawn, as its person is told; a moment later it can.
    expectConsole(/status of 409/)
    const edit = boat.getByRole('button', { name: 'Edit prompt' })
    await expect(async () => {
      const withdraw = boat.getByRole('button', { name: 'Withdraw' })
      if (await withdraw.isVisible()) await withdraw.click({ timeout: 1000 })
      await expect(edit).toBeVisible({ timeout: 3000 })
    }).toPass({ timeout: 30_000 })
    await edit.click()
    await expect(field(page)).toHaveValue('a paper boat')
  })
})
