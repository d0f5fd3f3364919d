import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { expectNoBarriers } from './axe'
import { expect, test } from './fixtures'

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

test('a quadrant opens by Enter, U acts on it, and Escape leads back', async ({ page, studio }) => {
  await studio.signIn(page)
  const grid = await studio.imagine('a red fox in the snow --ar 3:2')
  const second = page.getByRole('link', { name: 'Quadrant 2 of 4, a red fox in the snow' })
  await second.focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`/t/${grid.id}\\?q=2$`))
  const view = page.getByRole('region', { name: 'Task', exact: true })
  await expect(view).toBeVisible()
  await expect(page).toHaveTitle(/a red fox in the snow/)

  await page.keyboard.press('u')
  await expect(view.getByRole('button', { name: 'U2', exact: true })).toHaveAccessibleDescription(
    'U2: done, open the result',
  )
  const upscale = await studio.kept((await studio.newest()).id)
  expect(upscale.parent).toEqual({ id: grid.id, customId: grid.buttons[1]?.customId })

  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeHidden()
  await page.keyboard.press('Escape')
  await expect(view).toBeHidden()
  await expect(page).toHaveURL(studio.url() + '/')
})

test('a prompt cut at a space in the tab leaves the page awake', async ({ page, studio }) => {
  await studio.signIn(page)
  // The eightieth character, where the tab's title is cut, is a space: titles read back with spaces folded.
  const prompt = `${'a fox and '.repeat(8)}a hare in the snow`
  expect(prompt[79]).toBe(' ')
  const task = await studio.imagine(prompt)
  await page.goto(`${studio.url()}/t/${task.id}`)
  await expect(page.getByRole('region', { name: 'Task', exact: true })).toBeVisible()
  await expect(page).toHaveTitle(/^a fox and .* · Safelight$/)
  await page.getByRole('button', { name: 'ask for it' }).click()
  await expect(page.getByText(/^\d{5,10}$/)).toBeVisible()
})

test('the download is the gateway’s own bytes', async ({ page, studio }) => {
  await studio.signIn(page)
  const task = await studio.imagine('a lighthouse at dawn')
  const headers = { authorization: 'Bearer sk-e2e-gateway-key' }
  const report = await page.request.get(`${studio.demo.url}/mj/task/${task.gatewayTaskId}/fetch`, {
    headers,
  })
  const { imageUrl } = (await report.json()) as { imageUrl: string }
  const original = await (await page.request.get(imageUrl)).body()

  await page.goto(`${studio.url()}/t/${task.id}`)
  const started = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download' }).click()
  const file = await (await started).path()
  expect(sha256(await readFile(file))).toBe(sha256(original))
})

test('an unknown task says so and shows the way back', async ({ page, studio, expectConsole }) => {
  expectConsole(/404/)
  await studio.signIn(page)
  await page.goto(`${studio.url()}/t/abcdefghijklmnopqrstuvwxyz`)
  await expect(page.getByRole('heading', { name: 'This task is not here' })).toBeVisible()
})

/** How wide the picture is shown, in pixels. */
const shownWidth = async (page: Page) =>
  (await page.getByRole('img', { name: /^Picture for: / }).boundingBox())?.width ?? 0

test('one goes on picture by picture, through grids and from task to task', async ({
  page,
  studio,
}) => {
  await studio.signIn(page)
  const older = await studio.imagine('a lighthouse')
  const newer = await studio.imagine('a heron')
  await page.goto(`${studio.url()}/t/${newer.id}?q=3`)
  await expect(page.getByRole('button', { name: 'Next picture' })).toBeVisible()
  // Both at once: the second comes before the page has arrived where the first one leads.
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await expect(page).toHaveURL(new RegExp(`${older.id}\\?q=1$`))
  await page.getByRole('button', { name: 'Previous picture' }).click()
  await expect(page).toHaveURL(new RegExp(`${newer.id}\\?q=4$`))
})

test('from the library one goes on through what was searched for', async ({ page, studio }) => {
  await studio.signIn(page)
  const fox = await studio.imagine('a red fox')
  await studio.imagine('a lighthouse')
  await studio.imagine('a grey fox')
  await page.goto(`${studio.url()}/library?q=fox`)
  await page
    .getByRole('gridcell', { name: /a grey fox/ })
    .last()
    .click()
  const view = page.getByRole('region', { name: 'Task', exact: true })
  await expect(view.getByText('4 of 8')).toBeVisible()
  await page.keyboard.press('ArrowRight')
  await expect(page).toHaveURL(new RegExp(`${fox.id}\\?q=1$`))
  await expect(view.getByText('5 of 8')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL(`${studio.url()}/library?q=fox`)
})

test('the picture is looked at from nearer by wheel, keys and two clicks', async ({
  page,
  studio,
}) => {
  await studio.signIn(page)
  const grid = await studio.imagine('a heron at dusk --ar 3:2')
  await page.goto(`${studio.url()}/t/${grid.id}?q=1`)
  await expect.poll(() => shownWidth(page)).toBeGreaterThan(400)
  const whole = await shownWidth(page)
  await page.getByRole('img', { name: /^Picture for: / }).hover()
  await page.mouse.wheel(0, -500)
  await expect.poll(() => shownWidth(page)).toBeGreaterThan(whole * 2)
  await page.keyboard.press('f')
  await expect.poll(() => shownWidth(page)).toBeCloseTo(whole, 0)
  await page.keyboard.press('a')
  const { width } = grid.pictures[0]!.quadrants![0]!
  await expect.poll(() => shownWidth(page)).toBeCloseTo(width, 0)
  await page.keyboard.press('f')
  await page.getByRole('img', { name: /^Picture for: / }).dblclick()
  await expect.poll(() => shownWidth(page)).toBeGreaterThan(whole * 1.9)
})

test('favourite and trash by keys, with the way back', async ({ page, studio }) => {
  await studio.signIn(page)
  const grid = await studio.imagine('a heron')
  await page.goto(`${studio.url()}/t/${grid.id}?q=2`)
  const heart = page.getByRole('button', { name: 'Favourite', exact: true })
  await expect(heart).toHaveAttribute('aria-pressed', 'false')
  await page.keyboard.press('s')
  await expect(heart).toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.press('x')
  await expect(page).toHaveURL(new RegExp(`${grid.id}\\?q=3$`))
  await expect(heart).toHaveAttribute('aria-pressed', 'false')
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click()
  await expect(page).toHaveURL(new RegExp(`${grid.id}\\?q=2$`))
  await expect(heart).toHaveAttribute('aria-pressed', 'true')
  await page.reload()
  await expect(heart).toHaveAttribute('aria-pressed', 'true')
  await expect(page.getByText('In the trash')).toBeHidden()
})

test('a note saves itself, and Escape leaves only the field', async ({ page, studio }) => {
  await studio.signIn(page)
  const grid = await studio.imagine('a heron')
  await page.goto(`${studio.url()}/t/${grid.id}`)
  const note = page.getByRole('textbox', { name: 'Note' })
  await expect(note).toBeVisible()
  await page.keyboard.press('n')
  await expect(note).toBeFocused()
  await page.keyboard.type('for the cover, 封面')
  await page.keyboard.press('Escape')
  await expect(note).not.toBeFocused()
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  await page.reload()
  await expect(note).toHaveValue('for the cover, 封面')
})

test('a note that cannot be saved survives a reload', async ({ page, studio, expectConsole }) => {
  expectConsole(/ERR_FAILED|Failed to load/)
  await studio.signIn(page)
  const grid = await studio.imagine('a heron')
  await page.goto(`${studio.url()}/t/${grid.id}`)
  await page.route('**/note', (route) => route.abort())
  const note = page.getByRole('textbox', { name: 'Note' })
  await note.fill('not lost')
  await expect(page.getByText('Not saved yet; it is tried again')).toBeVisible()
  await page.unroute('**/note')
  await page.reload()
  await expect(note).toHaveValue('not lost')
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  expect((await studio.until(grid.id, ({ note: kept }) => kept !== '')).note).toBe('not lost')
})

test('nothing is said badly: axe, on the view with its list of keys', async ({ page, studio }) => {
  await studio.signIn(page)
  const grid = await studio.imagine('雪地里的红狐狸')
  await page.goto(`${studio.url()}/t/${grid.id}?q=1`)
  await expect(page.getByRole('button', { name: 'Favourite', exact: true })).toBeVisible()
  await expectNoBarriers(page)
  await page.keyboard.press('?')
  const keys = page.getByRole('dialog', { name: 'Keys' })
  await expect(keys.getByText('Previous or next picture')).toBeVisible()
  await expectNoBarriers(page)
})
