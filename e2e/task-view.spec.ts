import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
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
  const upscale = await studio.until(
    (await newestId(studio)) ?? '',
    ({ state }) => state.name === 'done' && state.archive === 'kept',
  )
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

async function newestId(studio: { get(at: string): Promise<{ json(): Promise<unknown> }> }) {
  const { tasks } = (await (await studio.get('/api/tasks?limit=1')).json()) as {
    tasks: readonly { id: string }[]
  }
  return tasks[0]?.id
}
