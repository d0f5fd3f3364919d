import type { Page } from '@playwright/test'
import type { Task } from '@/lib/mj/task'
import { expect, type StudioUnderTest, test } from './fixtures'
import { throughGoBetween } from './go-between'

const card = (page: Page, name: string | RegExp) => page.getByRole('article', { name }).first()
/** What the gateway itself says of a task. */
async function atGateway(page: Page, studio: StudioUnderTest, task: Task) {
  const answer = await page.request.get(`${studio.demo.url}/mj/task/${task.gatewayTaskId}/fetch`, {
    headers: { authorization: 'Bearer sk-e2e-gateway-key' },
  })
  return (await answer.json()) as { status: string; prompt: string; promptEn: string }
}

async function childOf(studio: StudioUnderTest, parentId: string, customId: string) {
  const parent = await studio.until(parentId, ({ children }) =>
    children.some((child) => child.customId === customId),
  )
  const child = parent.children.findLast((one) => one.customId === customId)
  return child?.id ?? ''
}

test('the seed is asked for once and can be copied from then on', async ({ page, studio }) => {
  await studio.signIn(page)
  const task = await studio.imagine('a red fox in the snow')
  await page.goto(`${studio.url()}/t/${task.id}`)
  await page.getByRole('button', { name: 'ask for it' }).click()
  const seed = page.getByRole('button', { name: 'Copy seed' })
  await expect(seed).toHaveText(/^\d{5,10}$/)
  const text = await seed.textContent()
  await page.reload()
  await expect(seed).toHaveText(text ?? '')
})

test.describe('with a slow gateway', () => {
  test.use({ studioOptions: { paceMs: 20_000 } })

  test('Cancel ends a running task at the gateway', async ({ page, studio }) => {
    await studio.signIn(page)
    const { id } = await studio.submit({ verb: 'imagine', prompt: 'a paper boat' })
    const running = await studio.until(id, ({ state }) => state.name === 'running')
    await card(page, 'a paper boat').getByRole('button', { name: 'Cancel' }).click()
    await expect(card(page, 'a paper boat').getByText('Cancelled', { exact: true })).toBeVisible()
    expect((await atGateway(page, studio, running)).status).toBe('CANCEL')
  })
})

test('V3 with an edited prompt reaches the gateway with that prompt', async ({ page, studio }) => {
  await studio.signIn(page)
  const grid = await studio.imagine('a lighthouse at dawn')
  const v3 = card(page, 'a lighthouse at dawn').getByRole('button', { name: 'V3', exact: true })
  await v3.click({ modifiers: ['Shift'] })
  const dialog = page.getByRole('dialog', { name: 'V3 with another prompt' })
  await dialog.getByRole('textbox', { name: 'Prompt' }).fill('a lighthouse in a thunderstorm')
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  const customId = grid.buttons.find(({ label }) => label === 'V3')?.customId ?? ''
  const child = await studio.kept(await childOf(studio, grid.id, customId))
  expect((await atGateway(page, studio, child)).prompt).toBe('a lighthouse in a thunderstorm')
  await expect(v3).toHaveAccessibleDescription('V3: done, open the result')
  await expect(card(page, 'a lighthouse in a thunderstorm')).toBeVisible()
})

test('a quadrant goes beside the next prompt', async ({ page, studio }) => {
  await studio.signIn(page)
  const grid = await studio.imagine('a lighthouse at dawn')
  await page.goto(`${studio.url()}/t/${grid.id}`)
  const useAs = page.getByRole('button', { name: 'Use as…' })
  await expect(useAs).toHaveAccessibleDescription('Choose one of the pictures first')
  await page.keyboard.press('3')
  await useAs.click()
  await page.getByRole('menuitem', { name: 'Use as image prompt' }).click()
  await expect(page).toHaveURL(`${studio.url()}/`)
  const field = page.getByRole('textbox', { name: 'Prompt' })
  await expect(field).toBeFocused()
  await field.fill('the same in winter')
  await field.press('Enter')
  const winter = card(page, 'the same in winter')
  await expect(winter.getByRole('link', { name: 'Image 1' })).toBeVisible()
  await expect(winter.getByRole('link', { name: /^Quadrant 1 of 4/ })).toBeVisible()
})

test.describe('behind a relay', () => {
  test.use({ studioOptions: { personality: 'new-api' } })

  test('a button that is not passed on is greyed out and says why', async ({ page, studio }) => {
    await studio.signIn(page)
    const grid = await studio.imagine('a harbour in the morning')
    const u1 = grid.buttons.find(({ label }) => label === 'U1')?.customId ?? ''
    const { id } = await studio.submit({ verb: 'action', taskId: grid.id, customId: u1 })
    const single = await studio.kept(id)
    const charges = await studio.demo.charges()
    await page.goto(`${studio.url()}/t/${single.id}`)
    const heart = page.getByRole('button', { name: 'Favourite at the gateway' })
    await expect(heart).toHaveAttribute('aria-disabled', 'true')
    const reason = /does not pass this button on$/
    await expect(heart).toHaveAccessibleDescription(reason)
    await heart.focus()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('status').getByText(reason)).toBeVisible()
    expect(await studio.demo.charges()).toBe(charges)
    await expect(page.getByRole('button', { name: 'Vary (Subtle)' })).not.toHaveAttribute(
      'aria-disabled',
    )
  })
})

test.describe('where only an index can be followed', () => {
  test.use({ studioOptions: { personality: 'novicezk' } })

  test('a variation works and a new prompt for it is refused in words', async ({
    page,
    studio,
  }) => {
    await studio.signIn(page)
    await studio.imagine('a harbour in the morning')
    // The oldest of its name: what is made of it has the same prompt, and stands above.
    const harbour = page.getByRole('article', { name: 'a harbour in the morning' }).last()
    const v3 = harbour.getByRole('button', { name: 'V3', exact: true })
    await v3.click({ modifiers: ['Shift'] })
    await expect(page.getByRole('status').getByText(/takes no prompt with a button$/)).toBeVisible()
    await expect(page.getByRole('dialog')).toBeHidden()
    await harbour.getByRole('button', { name: 'More actions' }).click()
    await expect(page.getByRole('menuitem', { name: /^V3 with another prompt/ })).toHaveAttribute(
      'aria-disabled',
      'true',
    )
    await page.keyboard.press('Escape')
    await v3.click()
    await expect(v3).toHaveAccessibleDescription('V3: done, open the result')
  })
})

test.describe('at a gateway with favourites', () => {
  throughGoBetween(
    'a favourite stays pressed and makes no card',
    async ({ page, studio, goBetween }) => {
      // Gateways answer a bookmark with the parent's own id (gateways.md 2.2).
      goBetween.answer((path, { customId, taskId }) =>
        path.endsWith('/submit/action') && String(customId).includes('BOOKMARK')
          ? { json: { code: 1, description: 'Submit success', result: taskId, properties: {} } }
          : null,
      )
      await studio.signIn(page)
      const grid = await studio.imagine('a harbour in the morning')
      const { id } = await studio.submit({
        verb: 'action',
        taskId: grid.id,
        customId: grid.buttons[0]!.customId,
      })
      await studio.kept(id)
      await page.goto(`${studio.url()}/t/${id}`)
      const heart = page.getByRole('button', { name: 'Favourite at the gateway' })
      await heart.click()
      await expect(heart).toHaveAttribute('aria-pressed', 'true')
      await expect(heart).toHaveAccessibleDescription('A favourite at the gateway')
      await page.reload()
      await expect(heart).toHaveAttribute('aria-pressed', 'true')
      await page.goto(studio.url())
      await expect(page.getByRole('article')).toHaveCount(2)
      await expect(page.getByRole('heading', { name: /2 in the tray/ })).toBeVisible()
    },
  )
})
