import type { Page } from '@playwright/test'
import type { Task } from '@/lib/mj/task'
import { expect, test } from './fixtures'

const field = (page: Page) => page.getByRole('textbox', { name: 'Prompt' })
const card = (page: Page, name: string | RegExp) => page.getByRole('article', { name }).first()

async function send(page: Page, text: string): Promise<void> {
  await field(page).fill(text)
  await field(page).press('Enter')
}

test('the text and the chips are one prompt, and no flag is said twice', async ({
  page,
  studio,
}) => {
  await studio.signIn(page)
  await field(page).fill('a red fox --ar 3:2 --v 7')
  const ratio = page.getByRole('button', { name: 'Aspect ratio: 3:2' })
  await ratio.click()
  await page.getByRole('dialog').getByText('16:9', { exact: true }).click()
  await expect(page.getByRole('button', { name: 'Aspect ratio: 16:9' })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Model: v7' }).click()
  await page.getByRole('menuitemradio').filter({ hasText: '6.1' }).first().click()
  await field(page).press('Enter')
  await expect.poll(async () => (await studio.feed()).length).toBe(1)
  const [{ prompt } = { prompt: '' }] = await studio.feed()
  expect(prompt).toContain('--ar 16:9')
  expect(prompt).not.toContain('3:2')
  expect(prompt.match(/--v\b/g)).toHaveLength(1)
  expect(prompt).toContain('--v 6.1')
})

test('braces are counted on the button and become that many tasks', async ({ page, studio }) => {
  await studio.signIn(page)
  await field(page).fill('a lighthouse at {dawn, storm}')
  await page.getByRole('button', { name: 'Create 2', exact: true }).click()
  await expect(card(page, 'a lighthouse at dawn')).toBeVisible()
  await expect(card(page, 'a lighthouse at storm')).toBeVisible()
  await expect.poll(() => studio.demo.charges()).toBe(2)
})

test('Ctrl+Enter keeps the text, Alt+Up brings it back, a draft outlives a reload', async ({
  page,
  studio,
}) => {
  await studio.signIn(page)
  await field(page).fill('a paper boat')
  await field(page).press('Control+Enter')
  await expect(card(page, 'a paper boat')).toBeVisible()
  await expect(field(page)).toHaveValue('a paper boat')
  await field(page).press('Enter')
  await expect(field(page)).toHaveValue('')
  await field(page).press('Alt+ArrowUp')
  await expect(field(page)).toHaveValue('a paper boat')
  await field(page).fill('half a thought')
  await page.reload()
  await expect(field(page)).toHaveValue('half a thought')
  await expect.poll(async () => (await studio.feed()).length).toBe(2)
})

test('Enter that ends a composition of an input method sends nothing', async ({ page, studio }) => {
  await studio.signIn(page)
  await field(page).fill('红色的狐狸')
  const composing = { key: 'Enter', isComposing: true, bubbles: true, cancelable: true }
  await field(page).dispatchEvent('compositionstart')
  await field(page).dispatchEvent('keydown', composing)
  await field(page).dispatchEvent('compositionend')
  await expect(field(page)).toHaveValue('红色的狐狸')
  await field(page).press('Enter')
  await expect(field(page)).toHaveValue('')
  await expect.poll(() => studio.demo.charges()).toBe(1)
  expect(await studio.feed()).toHaveLength(1)
})

test('a banned word is named, marked and costs nothing', async ({ page, studio }) => {
  await studio.signIn(page)
  await send(page, 'a scene of gore at night')
  const refused = card(page, 'a scene of gore at night')
  await expect(refused.getByText('The gateway does not accept “gore”')).toBeVisible()
  const word = refused.getByText('gore', { exact: true })
  expect(await word.evaluate((element) => element.tagName)).toBe('MARK')
  await refused.getByRole('button', { name: 'Edit prompt' }).click()
  await expect(field(page)).toBeFocused()
  await expect(field(page)).toHaveValue('a scene of gore at night')
  expect(await studio.demo.charges()).toBe(0)
})

test('after a late failure Try again makes a task of its own', async ({ page, studio }) => {
  await studio.signIn(page)
  await studio.demo.faults('late-failure next=1')
  await send(page, 'a quiet harbour')
  const failed = card(page, 'a quiet harbour')
  await failed.getByRole('button', { name: 'Try again' }).click({ timeout: 30_000 })
  await expect(page.getByRole('article', { name: 'a quiet harbour' })).toHaveCount(2)
  await expect.poll(async () => new Set((await studio.feed()).map(({ id }) => id)).size).toBe(2)
})

test('the same click sent twice is one task and one charge', async ({ studio }) => {
  // Signed in beforehand: the two must only differ in their arrival.
  expect((await studio.get('/api/me')).status()).toBe(200)
  const items = [
    { clientKey: crypto.randomUUID(), submission: { verb: 'imagine', prompt: 'one owl' } },
  ]
  const answers = await Promise.all([
    studio.post('/api/submits', { items }),
    studio.post('/api/submits', { items }),
  ])
  const ids: string[] = []
  for (const answer of answers) {
    ids.push(((await answer.json()) as { tasks: readonly [Task] }).tasks[0].id)
  }
  expect(ids[0]).toBe(ids[1])
  await studio.until(ids[0]!, ({ state }) => state.name === 'done')
  expect(await studio.demo.charges()).toBe(1)
})

test('an unclear submit offers four ways and finds its pictures by itself', async ({
  page,
  studio,
}) => {
  await studio.signIn(page)
  await studio.demo.faults('reset-after-accept next=1')
  await send(page, 'a heron in reeds')
  const unclear = card(page, 'a heron in reeds')
  await expect(unclear.getByText('Nobody knows whether this was taken')).toBeVisible()
  for (const name of ['Look again', 'I know its task ID', 'Send again', 'Put aside']) {
    await expect(unclear.getByRole('button', { name, exact: true })).toBeVisible()
  }
  await expect(unclear.getByRole('button', { name: 'U4' })).toBeVisible({ timeout: 30_000 })
  expect(await studio.demo.charges()).toBe(1)
})

test('a gateway that asks to wait is counted down to, and then sent to by itself', async ({
  page,
  studio,
}) => {
  await studio.signIn(page)
  await studio.demo.faults('rate-limit-retry-after next=1 ms=5000')
  await send(page, 'a kite over dunes')
  const waiting = card(page, 'a kite over dunes')
  await expect(waiting.getByText(/next try in [1-5] s/)).toBeVisible()
  await expect(waiting.getByRole('button', { name: 'U4' })).toBeVisible({ timeout: 30_000 })
  expect(await studio.demo.charges()).toBe(1)
})

test.describe('a slow gateway', () => {
  test.use({ studioOptions: { paceMs: 60_000 } })

  test('Cancel ends a running task', async ({ page, studio }) => {
    await studio.signIn(page)
    await send(page, 'a long winter')
    const running = card(page, 'a long winter')
    await expect(running.getByRole('progressbar')).toBeVisible()
    await running.getByRole('button', { name: 'Cancel' }).click()
    await expect(running.getByText('Cancelled', { exact: true })).toBeVisible()
  })
})

test('undo goes back through what controls wrote and what was typed', async ({ page, studio }) => {
  await studio.signIn(page)
  await field(page).focus()
  // At once: a second's rest between two letters would make two steps of them.
  await page.keyboard.insertText('a red fox --ar 1:1')
  await page.getByRole('button', { name: 'Aspect ratio: 1:1' }).click()
  await page.getByRole('dialog').getByText('16:9', { exact: true }).click()
  await page.keyboard.press('Escape')
  await expect(field(page)).toHaveValue('a red fox --ar 16:9')
  await page.getByRole('button', { name: 'Raw' }).click()
  await expect(page.getByRole('button', { name: 'Raw' })).toHaveAttribute('aria-pressed', 'true')

  await field(page).press('Control+z')
  await expect(page.getByRole('button', { name: 'Raw' })).toHaveAttribute('aria-pressed', 'false')
  await field(page).press('Control+z')
  await expect(field(page)).toHaveValue('a red fox --ar 1:1')
  await field(page).press('Control+Shift+z')
  await expect(field(page)).toHaveValue('a red fox --ar 16:9')
  await field(page).press('Control+z')
  await field(page).press('Control+z')
  await expect(field(page)).toHaveValue('')
  await field(page).press('Control+y')
  await expect(field(page)).toHaveValue('a red fox --ar 1:1')
  await field(page).press('End')
  await field(page).pressSequentially(' in snow')
  await expect(field(page)).toHaveValue('a red fox --ar 1:1 in snow')
})

test('-- offers the flags of the model, and takes no key that was meant for the text', async ({
  page,
  studio,
}) => {
  await studio.signIn(page)
  const list = page.getByRole('listbox', { name: 'Parameters of this model' })
  await field(page).focus()
  await field(page).pressSequentially('a fox --v 8 --')
  await expect(list.getByRole('option', { name: /^--hd/ })).toBeVisible()
  await expect(list.getByRole('option', { name: /^--cref/ })).toHaveCount(0)
  await field(page).pressSequentially('st')
  await expect(list.getByRole('option')).toHaveText([/^--stylize/, /^--style/])
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(list.getByRole('option', { name: /^--style\s*Style$/ })).toHaveAttribute(
    'aria-selected',
    'true',
  )
  await page.keyboard.press('Enter')
  await expect(field(page)).toHaveValue('a fox --v 8 --style ')
  await expect(list).toBeHidden()
  expect(await studio.feed()).toHaveLength(0)

  await field(page).pressSequentially('raw --s')
  await expect(list).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(list).toBeHidden()
  await field(page).pressSequentially('w')
  await expect(list).toBeHidden()
  await field(page).fill('a fox --v 7 --s')
  await expect(list).toBeVisible()
  // Nothing in it was chosen: Enter is the person's own.
  await page.keyboard.press('Enter')
  await expect(field(page)).toHaveValue('')
  await expect.poll(async () => (await studio.feed()).length).toBe(1)
})

test('an input method at work is left alone by the list of flags', async ({ page, studio }) => {
  await studio.signIn(page)
  await field(page).focus()
  await field(page).pressSequentially('狐狸 ')
  const session = await page.context().newCDPSession(page)
  await session.send('Input.imeSetComposition', { selectionStart: 2, selectionEnd: 2, text: '--' })
  await expect(field(page)).toHaveValue('狐狸 --')
  await expect(page.getByRole('listbox')).toBeHidden()
  await session.send('Input.insertText', { text: '--' })
  await expect(page.getByRole('listbox', { name: 'Parameters of this model' })).toBeVisible()
})
