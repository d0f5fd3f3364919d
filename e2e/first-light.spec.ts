import type { Page } from '@playwright/test'
import type { Task } from '@/lib/mj/task'
import { expect, test } from './fixtures'

const prompt = 'violet mountains at dusk, layered haze'

const card = (page: Page, name: string | RegExp) => page.getByRole('article', { name }).first()

async function typePrompt(page: Page, text: string): Promise<void> {
  const box = page.getByRole('textbox', { name: 'Prompt' })
  await box.fill(text)
  await box.press('Enter')
}

test.describe('a prompt becomes pictures', () => {
  test.use({ studioOptions: { paceMs: 4000 } })

  test('a person watches a print develop, and four pictures appear without a reload', async ({
    page,
    studio,
  }) => {
    await studio.signIn(page)
    let loads = 0
    page.on('load', () => loads++)
    await typePrompt(page, `${prompt} --ar 3:2`)

    const print = card(page, prompt)
    const progress = print.getByRole('progressbar')
    await expect(progress).toBeVisible()
    const seen = new Set<string>()
    await expect
      .poll(async () => {
        const now = await progress.getAttribute('aria-valuenow', { timeout: 500 }).catch(() => null)
        if (now !== null) seen.add(now)
        return seen.size
      })
      .toBeGreaterThan(1)

    for (const quadrant of [1, 2, 3, 4]) {
      await expect(
        print.getByRole('link', { name: `Quadrant ${quadrant} of 4, ${prompt}` }),
      ).toBeVisible()
    }
    const painted = print.getByRole('img').or(print.locator('img')).first()
    await expect
      .poll(() => painted.evaluate((image: HTMLImageElement) => image.naturalWidth))
      .toBeGreaterThan(100)
    expect(loads).toBe(0)
  })

  test('a reload in the middle of a run loses nothing', async ({ page, studio }) => {
    await studio.signIn(page)
    await typePrompt(page, `${prompt} --ar 3:2`)
    await expect(card(page, prompt).getByRole('progressbar')).toBeVisible()
    await page.reload()
    await expect(card(page, prompt).getByRole('button', { name: 'U4' })).toBeVisible()
    expect(await studio.demo.charges()).toBe(1)
  })

  test('a killed studio goes on where it was', async ({ page, studio, expectConsole }) => {
    // While the process is gone the page's questions fail, and the browser says so.
    expectConsole(/ERR_CONNECTION_(REFUSED|RESET)|ERR_EMPTY_RESPONSE|ERR_INCOMPLETE_CHUNKED/)
    await studio.signIn(page)
    await typePrompt(page, `${prompt} --ar 3:2`)
    await expect(card(page, prompt).getByRole('progressbar')).toBeVisible()
    await studio.restart('SIGKILL')
    await expect(card(page, prompt).getByRole('button', { name: 'U4' })).toBeVisible({
      timeout: 30_000,
    })
    expect(await studio.demo.charges()).toBe(1)
  })
})

test.describe('every button of a result works', () => {
  test.use({ studioOptions: { paceMs: 800 } })
  test.setTimeout(150_000)

  test('U2, vary, zoom, custom zoom, pan, square and reroll, each shown on its button', async ({
    page,
    studio,
  }) => {
    await studio.signIn(page)
    const grid = await studio.imagine(`${prompt} --ar 3:2`)
    const gridCard = card(page, prompt)

    /** Presses a button of a card, waits for its tick, and returns the child it made. */
    const press = async (parent: Task, name: string): Promise<Task> => {
      const button = page
        .locator(`[data-task-id="${parent.id}"]`)
        .getByRole('button', { name, exact: true })
      await button.click()
      await expect(button).toHaveAccessibleDescription(`${name}: done, open the result`)
      const child = await studio.newest()
      expect(child.parent?.id).toBe(parent.id)
      return studio.kept(child.id)
    }

    await expect(gridCard.getByRole('button', { name: 'U2' })).toBeVisible()
    const single = await press(grid, 'U2')
    expect(single.pictures).toHaveLength(1)
    expect(single.pictures[0]?.quadrants).toBeNull()

    await press(single, 'Vary (Strong)')
    const zoomed = await press(single, 'Zoom out 2×')
    expect(zoomed.pictures[0]?.quadrants).toHaveLength(4)
    await press(single, 'Pan left')
    const square = await press(single, 'Make square')
    const [box] = square.pictures[0]?.quadrants ?? []
    expect(box?.width).toBe(box?.height)

    const customZoom = page
      .locator(`[data-task-id="${single.id}"]`)
      .getByRole('button', { name: 'Custom zoom', exact: true })
    await customZoom.click()
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByRole('textbox', { name: 'Prompt' })).toHaveValue(/violet mountains/)
    await dialog.getByRole('textbox', { name: 'Prompt' }).fill(`${prompt}, first snow --ar 3:2`)
    await dialog.getByRole('slider', { name: 'Zoom' }).fill('1.4')
    await dialog.getByRole('button', { name: 'Send' }).click()
    await expect(dialog).toBeHidden()
    await expect(customZoom).toHaveAccessibleDescription('Custom zoom: done, open the result')
    const custom = await studio.newest()
    expect(custom.parent?.id).toBe(single.id)
    expect(custom.prompt).toContain('first snow')
    expect(custom.prompt).toContain('--zoom 1.4')

    const again = await press(grid, 'Reroll')
    expect(again.parent?.id).toBe(grid.id)
    // imagine, U2, vary, zoom, pan, square, custom zoom, reroll
    expect(await studio.demo.charges()).toBe(8)
  })
})
