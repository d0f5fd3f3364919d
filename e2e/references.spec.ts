/** Pictures beside a prompt: what they are for, how they reach the gateway, and how they are put in order. */
import type { Page } from '@playwright/test'
import type { Task } from '@/lib/mj/task'
import { expectNoBarriers } from './axe'
import { expect, test, type StudioUnderTest } from './fixtures'
import { throughGoBetween } from './go-between'
import { pictureFile } from './pictures'

const colours = { red: '#a33b2c', green: '#3f7d4f', blue: '#2f4f8f' } as const
type Colour = keyof typeof colours
type Role = 'image' | 'style' | 'character'

const field = (page: Page) => page.getByRole('textbox', { name: 'Prompt' })
const create = (page: Page) => page.getByRole('button', { name: /^(Create|Uploading…)$/ })
const row = (page: Page) => page.getByRole('list', { name: 'References' })
const thumb = (page: Page, name: string | RegExp) =>
  row(page).getByRole('button', { name, exact: true })
/** The pictures of a role as the row shows them. */
const shown = (page: Page, role: string) =>
  row(page)
    .getByRole('list', { name: role, exact: true })
    .locator('img')
    .evaluateAll((images) => images.map((image) => image.getAttribute('src')?.split('/')[3]))

async function keep(studio: StudioUnderTest, colour: Colour): Promise<string> {
  const { base64 } = await pictureFile(`${colour}.png`, colours[colour])
  const picture = `data:image/png;base64,${base64}`
  const answer = await studio.post('/api/references', { picture })
  return ((await answer.json()) as { reference: { id: string } }).reference.id
}

const keepAll = (studio: StudioUnderTest) =>
  Promise.all([keep(studio, 'red'), keep(studio, 'green'), keep(studio, 'blue')])

/** Leaves a draft with these pictures where the composer finds it, as a person would after a reload. */
async function lay(page: Page, references: readonly { id: string; role: Role }[]): Promise<void> {
  await page.evaluate((pictures) => {
    const draft = { images: [], text: '', settings: '', references: pictures }
    const kept = { version: 2, state: { draft, speed: 'fast', hasChosenSpeed: false, history: [] } }
    localStorage.setItem('safelight.composer', JSON.stringify(kept))
  }, references)
  await page.reload()
}

async function send(page: Page, text: string): Promise<void> {
  await field(page).fill(text)
  await field(page).press('Enter')
  await expect(field(page)).toHaveValue('')
}

async function imagined(studio: StudioUnderTest): Promise<readonly Task[]> {
  return (await studio.feed()).filter(({ verb }) => verb === 'imagine')
}

async function newest(studio: StudioUnderTest, count: number): Promise<Task> {
  await expect.poll(async () => (await imagined(studio)).length).toBe(count)
  return (await imagined(studio))[0]!
}

async function uploads(studio: StudioUnderTest): Promise<number> {
  const { requests } = (await studio.demo.counts()) as {
    requests: Record<string, { total: number }>
  }
  return requests['submit/upload-discord-images']?.total ?? 0
}

const address = /http:\/\/127\.0\.0\.1:\d+\/demo\/given\/\w+\.png/g

test('a style reference is uploaded once and used twice', async ({ page, studio }) => {
  await studio.signIn(page)
  await lay(page, [{ id: await keep(studio, 'red'), role: 'style' }])
  await expect(thumb(page, 'Style 1')).toBeVisible()
  await send(page, 'a fox --v 7 --sw 250')
  const first = await newest(studio, 1)
  await send(page, 'an owl')
  const second = await newest(studio, 2)
  expect(first.prompt.match(address)).toHaveLength(1)
  expect(first.prompt).toMatch(/^a fox --v 7 --sw 250 --sref http\S+$/)
  expect(second.prompt.match(address)).toEqual(first.prompt.match(address))
  expect(await uploads(studio)).toBe(1)
  const picture = await fetch(first.prompt.match(address)![0])
  expect(picture.headers.get('content-type')).toContain('image/png')
})

test('a character is --cref to V6, --oref to V7, and left out of V8 with a way on', async ({
  page,
  studio,
}) => {
  await studio.signIn(page)
  await lay(page, [{ id: await keep(studio, 'red'), role: 'character' }])
  await send(page, 'a fox --v 6 --cw 40')
  expect((await newest(studio, 1)).prompt).toMatch(/^a fox --v 6 --cw 40 --cref http\S+$/)
  await send(page, 'a fox --v 8')
  expect((await newest(studio, 2)).prompt).not.toMatch(/--[co]ref/)
  await expect(page.getByText('v8 takes no character reference; it is left out.')).toBeVisible()
  await page.getByRole('button', { name: 'Use v7' }).click()
  await expect(page.getByText('v8 takes no character reference')).toBeHidden()
  await page
    .getByRole('button', { name: 'Remove Character weight' })
    .or(field(page))
    .first()
    .click()
  await send(page, 'a fox')
  expect((await newest(studio, 3)).prompt).toMatch(/--v 7.* --oref http\S+$/)
  expect(await uploads(studio)).toBe(1)
})

test('image prompts go beside the prompt, in order and with their weight', async ({
  page,
  studio,
}) => {
  await studio.signIn(page)
  const [red, blue] = [await keep(studio, 'red'), await keep(studio, 'blue')]
  await lay(page, [
    { id: red, role: 'image' },
    { id: blue, role: 'image' },
  ])
  await thumb(page, 'Image prompt 1').click()
  const panel = page.getByRole('dialog', { name: 'Image prompt 1' })
  await panel.getByRole('spinbutton', { name: 'Image weight' }).fill('1.5')
  await page.keyboard.press('Escape')
  await expect(row(page).getByText('Image prompt · 1.5')).toBeVisible()
  await send(page, 'a fox')
  const task = await newest(studio, 1)
  expect(task.prompt).toBe('a fox --iw 1.5')
  expect(task.references).toEqual([red, blue])
  const done = await studio.until(task.id, ({ state }) => state.name === 'done')
  expect(done.finalPrompt.match(address)).toHaveLength(2)
  // What was sent stays for the next prompt.
  expect(await shown(page, 'Image prompt')).toEqual([red, blue])
  expect(await uploads(studio)).toBe(0)
})

test('keys put pictures in order and take them out, and a reload keeps it so', async ({
  page,
  studio,
}) => {
  await studio.signIn(page)
  const [red, green, blue] = await keepAll(studio)
  await lay(page, [
    { id: red, role: 'image' },
    { id: green, role: 'image' },
    { id: blue, role: 'image' },
    { id: red, role: 'style' },
  ])
  await thumb(page, 'Image prompt 1').focus()
  await page.keyboard.press('Alt+ArrowRight')
  await expect(thumb(page, 'Image prompt 2')).toBeFocused()
  await expect(page.getByText('Image prompt 2 of 3')).toBeAttached()
  expect(await shown(page, 'Image prompt')).toEqual([green, red, blue])
  await page.keyboard.press('Delete')
  expect(await shown(page, 'Image prompt')).toEqual([green, blue])
  await expect(thumb(page, 'Image prompt 2')).toBeFocused()
  expect(await shown(page, 'Style')).toEqual([red])

  await page.reload()
  await expect(thumb(page, 'Style 1')).toBeVisible()
  expect(await shown(page, 'Image prompt')).toEqual([green, blue])

  // Back and forth, as with everything else that is composed.
  await thumb(page, 'Image prompt 1').press('Delete')
  await expect.poll(() => shown(page, 'Image prompt')).toEqual([blue])
  await field(page).press('Control+z')
  await expect.poll(() => shown(page, 'Image prompt')).toEqual([green, blue])
})

test('a picture is carried to another place and into another role', async ({ page, studio }) => {
  await studio.signIn(page)
  const [red, green, blue] = await keepAll(studio)
  await lay(page, [
    { id: red, role: 'image' },
    { id: green, role: 'image' },
    { id: blue, role: 'style' },
  ])
  await carry(page, 'Image prompt 1', 'Image prompt 2')
  await expect.poll(() => shown(page, 'Image prompt')).toEqual([green, red])
  await carry(page, 'Image prompt 2', 'Style 1')
  await expect.poll(() => shown(page, 'Style')).toEqual([blue, red])
  expect(await shown(page, 'Image prompt')).toEqual([green])
  // A drag is no press.
  await expect(page.getByRole('dialog')).toBeHidden()

  await thumb(page, 'Style 2').click()
  await page.getByRole('dialog').getByText('Character', { exact: true }).click()
  await expect.poll(() => shown(page, 'Character')).toEqual([red])
  await expect(thumb(page, /^Character 1/)).toBeFocused()
})

/** Onto the right half of the other picture. */
async function carry(page: Page, from: string, to: string): Promise<void> {
  const start = (await thumb(page, from).boundingBox())!
  const end = (await thumb(page, to).boundingBox())!
  await page.mouse.move(start.x + 12, start.y + 12)
  await page.mouse.down()
  await page.mouse.move(end.x + end.width - 6, end.y + 15, { steps: 6 })
  await page.mouse.up()
}

test('pictures are added without dragging, and everything about them can be read out', async ({
  page,
  studio,
}) => {
  await studio.signIn(page)
  const chooser = page.waitForEvent('filechooser')
  const add = page.getByRole('button', { name: 'Add pictures' })
  await add.focus()
  await page.keyboard.press('Enter')
  const { name, type, base64 } = await pictureFile('dusk.png', colours.blue)
  await (await chooser).setFiles({ name, mimeType: type, buffer: Buffer.from(base64, 'base64') })
  await page.getByRole('dialog').getByRole('button', { name: 'Character reference' }).click()
  await field(page).fill('a fox --v 8')
  await expect(thumb(page, 'Character 1, not sent')).toBeVisible()
  await thumb(page, 'Character 1, not sent').click()
  await expect(page.getByRole('img', { name: 'Character 1' })).toBeVisible()
  await expectNoBarriers(page)
})

test('a submit waits for an upload that is under way, and typing goes on', async ({
  page,
  studio,
}) => {
  await studio.signIn(page)
  const id = await keep(studio, 'green')
  await studio.demo.faults('slow next=1 ms=2500 on=submit')
  await lay(page, [{ id, role: 'style' }])
  await expect(thumb(page, 'Style 1, uploading')).toBeVisible()
  await field(page).fill('a fox')
  await field(page).press('Enter')
  await expect(create(page)).toHaveText('Uploading…')
  await field(page).pressSequentially(' cub')
  expect((await newest(studio, 1)).prompt).toMatch(/^a fox --sref http\S+$/)
  await expect(field(page)).toHaveValue('a fox cub')
  await expect(create(page)).toHaveText('Create')
})

test.describe('a gateway that does not take a picture', () => {
  throughGoBetween(
    'says so in a sentence, and takes it when asked again',
    async ({ page, studio, goBetween, expectConsole }) => {
      // The browser's own remark on an upload that was refused.
      expectConsole(/status of 409/)
      const refusal = { code: 4, description: '禁止上传', result: null }
      goBetween.answer((path) => (path.includes('upload') ? { json: refusal } : null))
      await studio.signIn(page)
      await lay(page, [{ id: await keep(studio, 'blue'), role: 'style' }])
      await expect(thumb(page, 'Style 1, upload failed')).toBeVisible()
      await expect(
        page.getByText(
          'Style 1 could not be uploaded. The gateway did not take it; its card below says why.',
        ),
      ).toBeVisible()
      await field(page).fill('a fox')
      await field(page).press('Enter')
      await expect(page.getByText('Style 1 could not be uploaded.')).toBeVisible()
      await expect(field(page)).toHaveValue('a fox')
      expect(await imagined(studio)).toEqual([])

      goBetween.answer(null)
      await page.getByRole('button', { name: 'Retry', exact: true }).click()
      await expect(thumb(page, 'Style 1')).toBeVisible()
      await field(page).press('Enter')
      expect((await newest(studio, 1)).prompt).toMatch(/^a fox --sref http\S+$/)
    },
  )
})

test('a picture that the studio no longer has says so and can be taken out', async ({
  page,
  studio,
  expectConsole,
}) => {
  expectConsole(/status of 404/)
  await studio.signIn(page)
  await lay(page, [{ id: 'e'.repeat(64), role: 'image' }])
  await thumb(page, 'Image prompt 1, missing').click()
  await expect(page.getByText('Image prompt 1 is no longer in the studio.')).toBeVisible()
  await page.getByRole('button', { name: 'Remove', exact: true }).click()
  await expect(row(page)).toBeHidden()
  await expect(field(page)).toBeFocused()
})
