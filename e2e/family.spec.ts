import type { Task } from '@/lib/mj/task'
import { expect, test } from './fixtures'
import type { StudioUnderTest } from './fixtures'

test.use({ studioOptions: { paceMs: 120 } })

async function press(studio: StudioUnderTest, task: Task, part: string): Promise<Task> {
  const customId = buttonOf(task, part)
  const child = await studio.submit({ verb: 'action', taskId: task.id, customId })
  return studio.kept(child.id)
}

/** The same by another tool: a request to the studio as a gateway. */
async function pressOutside(studio: StudioUnderTest, task: Task, part: string): Promise<Task> {
  const answer = await studio.post('/mj/submit/action', {
    taskId: task.id,
    customId: buttonOf(task, part),
  })
  const { result } = (await answer.json()) as { result: string }
  return studio.kept(result)
}

function buttonOf({ buttons }: Task, part: string): string {
  return buttons.find(({ customId }) => customId.includes(part))!.customId
}

test('a family five deep is walked by keys, the same after a restart', async ({ page, studio }) => {
  const grid = await studio.imagine('a red fox in the snow')
  const varied = await press(studio, grid, 'variation::2')
  const upscaled = await pressOutside(studio, varied, 'upsample::1')
  const wider = await press(studio, upscaled, 'Outpaint::50')
  await pressOutside(studio, wider, 'upsample::4')
  await press(studio, grid, 'upsample::3')
  await studio.restart()
  await studio.signIn(page)

  await page.goto(`${studio.url()}/t/${upscaled.id}`)
  await page.getByRole('button', { name: 'Whole family' }).click()
  const tree = page.getByRole('tree', { name: 'Family' })
  const members = tree.getByRole('treeitem')
  await expect(members).toHaveCount(6)
  const names = [
    'Start, a red fox in the snow',
    'V2',
    'U1, You are here',
    'Zoom out 2×',
    'U4',
    'U3',
  ]
  for (const [n, name] of names.entries()) await expect(members.nth(n)).toHaveAccessibleName(name)

  await expect(tree.getByRole('treeitem', { selected: true })).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await expect(tree.getByRole('treeitem', { selected: true })).toHaveAccessibleName('U4')
  for (let n = 0; n < 3; n += 1) await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowDown')
  await expect(tree.getByRole('treeitem', { selected: true })).toHaveAccessibleName('U3')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(`${studio.url()}/t/${varied.id}`)
  await expect(tree).toBeHidden()
})

test('Escape leads back to the task and to the button', async ({ page, studio }) => {
  await studio.signIn(page)
  const grid = await studio.imagine('a lighthouse')
  await press(studio, grid, 'upsample::2')
  await page.goto(`${studio.url()}/t/${grid.id}`)
  const button = page.getByRole('button', { name: 'Whole family' })
  await button.focus()
  await page.keyboard.press('l')
  await expect(page.getByRole('tree', { name: 'Family' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('tree', { name: 'Family' })).toBeHidden()
  await expect(page).toHaveURL(`${studio.url()}/t/${grid.id}`)
  await expect(button).toBeFocused()
})

test('branching puts the prompt of a member into the composer', async ({ page, studio }) => {
  await studio.signIn(page)
  const grid = await studio.imagine('a heron at dusk --ar 3:2')
  await press(studio, grid, 'variation::1')
  await page
    .getByRole('link', { name: /^Quadrant 1 of 4, a heron at dusk/ })
    .first()
    .click()
  await expect(page.getByRole('button', { name: 'Whole family' })).toBeVisible()
  await page.keyboard.press('l')
  await page.getByRole('treeitem', { name: /^Start/ }).click()
  await page.getByRole('button', { name: 'Branch from here' }).click()
  await expect(page).toHaveURL(`${studio.url()}/`)
  await expect(page.locator('html')).not.toHaveCSS('overflow-y', 'hidden')
  await expect(page.getByRole('textbox', { name: 'Prompt' })).toHaveValue('a heron at dusk')
})
