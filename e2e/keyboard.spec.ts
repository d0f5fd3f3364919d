import type { Page } from '@playwright/test'
import type { Task } from '@/lib/mj/task'
import { expect, test, type StudioUnderTest } from './fixtures'

test.use({ studioOptions: { paceMs: 200 } })

/** Waits for the task that a key has begun; `before` is the newest one until then. */
async function made(studio: StudioUnderTest, before: Task): Promise<Task> {
  await expect.poll(async () => (await studio.newest()).id).not.toBe(before.id)
  return studio.kept((await studio.newest()).id)
}

const customIdOf = (task: Task, place: RegExp) =>
  task.buttons.find(({ customId }) => place.test(customId))?.customId

test('a day in the feed by keyboard alone', async ({ page, studio }) => {
  await studio.signIn(page)
  const { keyboard } = page
  await expect(page.getByRole('heading', { name: 'The tray is empty' })).toBeVisible()
  await keyboard.press('/')
  await keyboard.type('a lighthouse at dawn --ar 3:2')
  await keyboard.press('Enter')
  await expect
    .poll(async () => (await studio.newest()).prompt)
    .toBe('a lighthouse at dawn --ar 3:2')
  const grid = await studio.kept((await studio.newest()).id)
  await expect(quadrant(page, 2)).toBeVisible()
  await page.getByRole('textbox', { name: 'Prompt' }).blur()

  // A quadrant, and what can be made of it.
  await keyboard.press('2')
  await expect(quadrant(page, 2)).toBeFocused()
  await keyboard.press('u')
  const upscale = await made(studio, grid)
  expect(upscale.parent?.customId).toBe(customIdOf(grid, /upsample::2/))
  await expect(quadrant(page, 2)).toBeFocused()
  await keyboard.press('ArrowRight')
  await expect(quadrant(page, 3)).toBeFocused()
  await keyboard.press('v')
  const variation = await made(studio, upscale)
  expect(variation.parent?.customId).toBe(customIdOf(grid, /variation::3/))
  await keyboard.press('r')
  const reroll = await made(studio, variation)
  expect(reroll.parent?.customId).toBe(customIdOf(grid, /reroll/))

  // Remix: the prompt first.
  await keyboard.press('Shift+V')
  const dialog = page.getByRole('dialog', { name: 'V3 with another prompt' })
  await expect(dialog.getByRole('textbox', { name: 'Prompt' })).toBeFocused()
  await keyboard.press('ControlOrMeta+a')
  await keyboard.type('a lighthouse at midnight')
  await keyboard.press('Enter')
  const remix = await made(studio, reroll)
  expect(remix.prompt).toBe('a lighthouse at midnight')

  // To the card of the upscale, its own keys, and into its view.
  const { id } = upscale
  for (let steps = 0; steps < 9 && !(await isAtCard(page, id)); steps += 1) {
    await keyboard.press('k')
  }
  expect(await isAtCard(page, id)).toBe(true)
  await keyboard.press('z')
  const zoom = await made(studio, remix)
  expect(zoom.parent).toEqual({ id, customId: customIdOf(upscale, /Outpaint::50/) })
  await keyboard.down('p')
  await keyboard.press('ArrowLeft')
  await keyboard.up('p')
  const pan = await made(studio, zoom)
  expect(pan.parent).toEqual({ id, customId: customIdOf(upscale, /pan_left/) })

  await keyboard.press('Enter')
  await expect(page).toHaveURL(`${studio.url()}/t/${id}`)
  await expect(page.getByRole('region', { name: 'Task', exact: true })).toBeVisible()
  await keyboard.press('Escape')
  await expect(page).toHaveURL(`${studio.url()}/`)
  await expect.poll(() => isAtCard(page, id)).toBe(true)
})

/** Whether the focus is in the card of this task. */
function isAtCard(page: Page, id: string): Promise<boolean> {
  return page.evaluate(
    (taskId) =>
      document.activeElement?.closest('[data-task-id]')?.getAttribute('data-task-id') === taskId,
    id,
  )
}

/** Of the first grid: what is made of it has the same prompt, and stands above. */
function quadrant(page: Page, index: number) {
  return page.getByRole('link', { name: `Quadrant ${index} of 4, a lighthouse at dawn` }).last()
}
