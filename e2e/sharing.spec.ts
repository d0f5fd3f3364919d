import type { Browser, BrowserContext, Locator, Page } from '@playwright/test'
import type { Task } from '@/lib/mj/task'
import { expectNoBarriers } from './axe'
import { expect, type StudioUnderTest, test } from './fixtures'

const tiles = (page: Page): Locator => page.getByRole('gridcell')
const bar = (page: Page): Locator => page.getByRole('toolbar', { name: 'What is selected' })
const inBar = (page: Page, name: string): Locator =>
  bar(page).getByRole('button', { name, exact: true })
const tasksOf = async (answer: { json(): Promise<unknown> }) =>
  ((await answer.json()) as { tasks: readonly Task[] }).tasks

/** Somebody whom the owner has invited, in a browser of their own. */
async function invite(
  browser: Browser,
  studio: StudioUnderTest,
  name: string,
): Promise<BrowserContext> {
  const invited = await studio.post('/api/members', { name })
  const { secret } = (await invited.json()) as { secret: string }
  const context = await browser.newContext()
  const taken = await context.request.post(`${studio.url()}/api/invitations/take`, {
    headers: { origin: studio.url(), 'x-safelight': '1' },
    data: { secret, password: 'a password of hers' },
  })
  expect(taken.status()).toBe(204)
  return context
}

async function openShared(page: Page, studio: StudioUnderTest): Promise<void> {
  await page.goto(`${studio.url()}/library`)
  await page.getByRole('button', { name: /^Images/ }).click()
  await page.getByRole('button', { name: 'Shared library' }).click()
  await expect(page.getByRole('button', { name: /^Shared \d/ })).toBeVisible()
}

async function choose(tile: Locator): Promise<void> {
  await tile.hover()
  await tile.click({ modifiers: ['ControlOrMeta'] })
  await expect(tile).toHaveAttribute('aria-selected', 'true')
}

test('two people share a studio: what one shares the other finds, uses and cannot change', async ({
  browser,
  page,
  studio,
}) => {
  const fox = await studio.imagine('a red fox in the snow')
  await studio.imagine('a private heron')
  const annas = await invite(browser, studio, 'Anna')
  const anna = await annas.newPage()
  const hers: string[] = []
  anna.on('pageerror', (error) => hers.push(String(error)))

  await test.step('nothing is shared yet', async () => {
    await openShared(anna, studio)
    await expect(anna.getByText('Nothing is shared yet')).toBeVisible()
    await expectNoBarriers(anna)
  })

  await test.step('the owner shares a task by one of its pictures', async () => {
    await studio.signIn(page)
    await page.goto(`${studio.url()}/library`)
    await expect(tiles(page)).toHaveCount(8)
    await choose(page.getByRole('gridcell', { name: /a red fox/ }).first())
    await inBar(page, 'Share').click()
    await expect(page.getByText('1 picture is shared with everybody')).toBeVisible()
    await expect(page.getByRole('gridcell', { name: /a red fox.*, shared$/ })).toHaveCount(4)
    await expectNoBarriers(page)
  })

  const shown = anna.getByRole('gridcell', { name: /a red fox in the snow.*, by Owner$/ })
  await test.step('it is there for the other at once, under the name of whose it is', async () => {
    await expect(shown).toHaveCount(4)
    await expect(tiles(anna)).toHaveCount(4)
    await expect(shown.first().locator('img')).toBeVisible()
    await anna.getByRole('combobox', { name: 'Search the library' }).fill('by:')
    await expect(anna.getByRole('option', { name: /by:Owner/ })).toBeVisible()
    await anna.getByRole('combobox', { name: 'Search the library' }).fill('is:shared snow')
    await expect(shown).toHaveCount(4)
    await anna.goBack()
  })

  await test.step('what is another’s says why it cannot be marked', async () => {
    await openShared(anna, studio)
    await choose(shown.first())
    for (const name of ['Favourite', 'Stop sharing', 'Move to trash']) {
      await expect(inBar(anna, name)).toHaveAttribute('aria-disabled', 'true')
    }
    await expect(inBar(anna, 'Move to trash')).toHaveAttribute(
      'title',
      'Only whoever shares it can change it',
    )
    await expect(inBar(anna, 'Collect')).not.toHaveAttribute('aria-disabled')
    await expectNoBarriers(anna)
    await inBar(anna, 'Clear the selection').click()
    await expect(bar(anna)).toHaveCount(0)
    await shown.first().focus()
    await anna.keyboard.press('f')
    await expect(anna.getByText('Only whoever shares it can change it')).toBeVisible()
  })

  const view = anna.getByRole('region', { name: 'Task' })
  await test.step('a button of it makes a task of whoever presses', async () => {
    await shown.first().click()
    await expect(view.getByText('by Owner')).toBeVisible()
    await expect(view.getByRole('textbox', { name: 'Note' })).toHaveCount(0)
    await expect(view.getByRole('button', { name: 'Move to trash' })).toHaveAttribute(
      'aria-disabled',
      'true',
    )
    await expectNoBarriers(anna)
    await view.getByRole('button', { name: 'U1', exact: true }).click()
    const mine = async () => tasksOf(await annas.request.get(`${studio.url()}/api/tasks`))
    await expect.poll(async () => (await mine()).map(({ parent }) => parent?.id)).toEqual([fox.id])
    const told = await studio.until(fox.id, () => true)
    expect(told.children).toEqual([])
    expect(await tasksOf(await studio.get('/api/tasks'))).toHaveLength(2)
  })

  const own = page.getByRole('region', { name: 'Task' })
  await test.step('what is no longer shared goes from where it is looked at', async () => {
    await page.keyboard.press('Escape')
    await page
      .getByRole('gridcell', { name: /a red fox/ })
      .first()
      .click()
    await expect(own.getByText('Shared with everybody')).toBeVisible()
    await own.getByRole('button', { name: 'Stop sharing' }).click()
    await expect(page.getByText('4 pictures are private again')).toBeVisible()
    await expect(own.getByText('Shared with everybody')).toHaveCount(0)
    await expect(anna.getByText('This task is not here')).toBeVisible()
    await anna.goBack()
    await expect(anna.getByText('Nothing is shared yet')).toBeVisible()
  })

  await test.step('and is taken back', async () => {
    await page.getByRole('button', { name: 'Undo' }).last().click()
    await expect(own.getByText('Shared with everybody')).toBeVisible()
    await expect(shown).toHaveCount(4)
  })

  expect(hers).toEqual([])
  await annas.close()
})
