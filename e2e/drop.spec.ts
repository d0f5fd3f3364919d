import { devices, type Page } from '@playwright/test'
import { expectNoBarriers } from './axe'
import { expect, test } from './fixtures'
import { drag, enter, hugePictureFile, paste, pictureFile, textFile, zone } from './pictures'

const names = [
  'Image prompt',
  'Style reference',
  'Character reference',
  'Describe',
  'Blend',
  'Swap face',
]
const zones = (page: Page) => page.getByRole('region', { name: /^What should (it|they) become\?$/ })
const dialog = (page: Page) =>
  page.getByRole('dialog', { name: /^What should (it|they) become\?$/ })
const prompt = (page: Page) => page.getByRole('textbox', { name: 'Prompt' })
const desk = (page: Page) => page.getByRole('region', { name: 'Desk' })
const tray = (page: Page) => page.getByRole('region', { name: 'Pictures on their way' })

test('a drag opens six named zones; leaving the window and dropping beside them leaves no trace', async ({
  page,
  studio,
}) => {
  await enter(page, studio)
  const picture = await pictureFile('dusk.png', '#3d2a6b')
  const gone = await drag(page, [picture])
  for (const name of names) await expect(zone(page, name)).toBeVisible()
  await expectNoBarriers(page, 'zones under a drag')
  await gone.leave()
  await expect(zones(page)).toBeHidden()

  const beside = await drag(page, [picture])
  await expect(zones(page)).toBeVisible()
  await beside.over(page.getByRole('navigation'))
  const goesElsewhere = await beside.drop()
  expect(goesElsewhere, 'the browser keeps the page').toBe(false)
  await expect(zones(page)).toBeHidden()
  await expect(tray(page)).toBeHidden()
  await expect(desk(page)).toBeHidden()
})

test('each file gets its own sentence, and the good one is taken, shrunk to what the gateway takes', async ({
  page,
  studio,
  expectConsole,
}) => {
  // The recorder of traces asks the page again for pictures too large for its memory, and may not.
  expectConsole(/^Connecting to 'blob:/)
  await enter(page, studio)
  const files = await drag(page, [
    textFile('notes.txt', 'a list of things to draw'),
    textFile('empty.png', ''),
    await hugePictureFile('huge.png'),
  ])
  await files.dropOn(zone(page, 'Blend'))
  const line = (name: string) => tray(page).getByRole('listitem').filter({ hasText: name })
  await expect(line('notes.txt').getByText('This is no picture.')).toBeVisible()
  await expect(line('empty.png').getByText('This file is empty.')).toBeVisible()
  await expect(
    line('huge.png').getByText(/^Shrunk from 12[.\d]* MB to [1-4][.\d]* MB\.$/),
  ).toBeVisible({
    timeout: 30_000,
  })
  await expect(desk(page).getByRole('img', { name: 'Picture 1 of 1' })).toBeVisible()
  await tray(page).getByRole('button', { name: 'Dismiss all' }).click()
  await expect(tray(page)).toBeHidden()
})

test('a picture that could not be sent stays, and arrives at the next try', async ({
  page,
  studio,
  expectConsole,
}) => {
  expectConsole(/status of 507/)
  await enter(page, studio)
  await page.route('**/api/references', (route) =>
    route.fulfill({
      status: 507,
      contentType: 'application/json',
      body: JSON.stringify({ error: { kind: 'disk-full', message: 'no room' } }),
    }),
  )
  const file = await drag(page, [await pictureFile('dusk.png', '#3d2a6b')])
  await file.dropOn(zone(page, 'Blend'))
  await expect(tray(page).getByText(/The disk of the studio is full/)).toBeVisible()
  await page.unroute('**/api/references')
  await tray(page).getByRole('button', { name: 'Retry dusk.png' }).click()
  await expect(desk(page).getByRole('img', { name: 'Picture 1 of 1' })).toBeVisible()
  await expect(tray(page)).toBeHidden()
})

test('a picture of another page that comes without its file goes to the prompt by its address', async ({
  page,
  studio,
}) => {
  await enter(page, studio)
  const address = 'https://pictures.example/dusk.jpg'
  const dragged = await drag(page, [], {
    'text/uri-list': 'https://pictures.example/page',
    'text/html': `<a href="https://pictures.example/page"><img src="${address}"></a>`,
  })
  await expect(zone(page, 'Blend').getByText(/save the picture first$/)).toBeVisible()
  await dragged.dropOn(zone(page, 'Image prompt'))
  await expect(page.getByText('The picture went to the prompt by its address.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Remove Image prompt dusk.jpg' })).toBeVisible()

  const link = await drag(page, [], {
    'text/uri-list': 'https://pictures.example/page',
    'text/html': '<a href="https://pictures.example/page">a page</a>',
  })
  await link.dropOn(zone(page, 'Image prompt'))
  await expect(page.getByText(/^That is a link, not a picture\./)).toBeVisible()
})

test('a picture pasted into the prompt opens the zones as buttons, for keys alone', async ({
  page,
  studio,
}) => {
  await enter(page, studio)
  await prompt(page).focus()
  await paste(page, [await pictureFile('dusk.png', '#3d2a6b')])
  await expect(dialog(page).getByRole('img', { name: 'dusk.png' })).toBeVisible()
  await expect(dialog(page).getByRole('button', { name: 'Image prompt' })).toBeFocused()
  await expectNoBarriers(page, 'zones as a dialog')
  await page.keyboard.press('ArrowRight')
  await expect(dialog(page).getByRole('button', { name: 'Style reference' })).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(dialog(page).getByRole('button', { name: 'Blend' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(dialog(page)).toBeHidden()
  await expect(prompt(page)).toBeFocused()

  await paste(page, [await pictureFile('dusk.png', '#3d2a6b')])
  await expect(dialog(page)).toBeVisible()
  await page.keyboard.press('5')
  await expect(desk(page).getByRole('img', { name: 'Picture 1 of 1' })).toBeVisible()
  await expectNoBarriers(page, 'the blend desk')
})

test('pictures picked beside the prompt become its references', async ({ page, studio }) => {
  await enter(page, studio)
  const chooser = page.waitForEvent('filechooser')
  const composer = page.getByRole('region', { name: 'Composer' })
  await composer.getByRole('button', { name: 'Add pictures' }).click()
  const { name, type, base64 } = await pictureFile('dusk.png', '#3d2a6b')
  await (await chooser).setFiles([{ name, mimeType: type, buffer: Buffer.from(base64, 'base64') }])
  await dialog(page).getByRole('button', { name: 'Image prompt' }).click()
  await expect(
    composer.getByRole('list', { name: 'Image prompt' }).getByRole('listitem'),
  ).toHaveCount(1)
})

test('what is brought to another page goes to Create', async ({ page, studio }) => {
  await enter(page, studio)
  await page.getByRole('navigation').getByRole('link', { name: 'Settings' }).click()
  await expect(page).toHaveURL(/\/settings$/)
  await paste(page, [await pictureFile('dusk.png', '#3d2a6b')])
  await dialog(page).getByRole('button', { name: 'Blend' }).click()
  await expect(page).toHaveURL(`${studio.url()}/`)
  await expect(desk(page).getByRole('img', { name: 'Picture 1 of 1' })).toBeVisible()
})

test('text that comes with its picture stays text in the prompt', async ({ page, studio }) => {
  await enter(page, studio)
  await prompt(page).focus()
  await paste(page, [await pictureFile('cells.png', '#ffffff')], 'a table of words')
  await paste(page, [await pictureFile('dusk.png', '#3d2a6b')], 'dusk.png')
  await expect(dialog(page).getByRole('img', { name: 'dusk.png' })).toBeVisible()
})

test('several pictures leave open what several can become', async ({ page, studio }) => {
  await enter(page, studio)
  await paste(page, [await pictureFile('a.png', '#111111'), await pictureFile('b.png', '#eeeeee')])
  const character = dialog(page).getByRole('button', { name: 'Character reference' })
  await expect(character).toBeDisabled()
  await expect(character).toHaveAccessibleDescription('One picture at a time')
  await expect(dialog(page).getByRole('button', { name: 'Image prompt' })).toBeEnabled()
  await page.keyboard.press('3')
  await expect(dialog(page)).toBeVisible()
})

test.describe('a gateway that knows less', () => {
  test.use({ studioOptions: { personality: 'novicezk' } })

  test('greys out what it lacks, and says so', async ({ page, studio }) => {
    await enter(page, studio)
    await paste(page, [await pictureFile('dusk.png', '#3d2a6b')])
    const swap = dialog(page).getByRole('button', { name: 'Swap face' })
    await expect(swap).toBeDisabled()
    await expect(swap).toHaveAccessibleDescription(/cannot swap faces$/)
    await expect(dialog(page).getByRole('button', { name: 'Blend' })).toBeEnabled()
  })
})

test.describe('on a phone', () => {
  test.use({
    viewport: { width: 390, height: 844 },
    userAgent: devices['iPhone 14'].userAgent,
    hasTouch: true,
  })

  test('the zones are two columns for thumbs, and a tap chooses', async ({ page, studio }) => {
    await enter(page, studio)
    await paste(page, [await pictureFile('dusk.png', '#3d2a6b')])
    const boxes = await Promise.all(
      names.map((name) => dialog(page).getByRole('button', { name }).boundingBox()),
    )
    expect(new Set(boxes.map((box) => box!.x)).size).toBe(2)
    for (const box of boxes) {
      expect(box!.height).toBeGreaterThanOrEqual(88)
      expect(box!.y + box!.height).toBeLessThanOrEqual(844)
    }
    await expectNoBarriers(page, 'zones on a phone')
    await dialog(page).getByRole('button', { name: 'Blend' }).tap()
    await expect(desk(page).getByRole('img', { name: 'Picture 1 of 1' })).toBeVisible()
    await expectNoBarriers(page, 'the blend desk on a phone')
  })
})
