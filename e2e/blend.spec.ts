import type { Page } from '@playwright/test'
import { fingersOn } from './devices'
import { expect, test } from './fixtures'
import { drag, enter, paste, pictureFile, zone } from './pictures'

const desk = (page: Page) => page.getByRole('region', { name: 'Desk' })
const row = (page: Page) => desk(page).getByRole('list', { name: 'Pictures to blend' })
const pictures = (page: Page) => row(page).getByRole('img', { name: /^Picture \d of \d$/ })
const submit = (page: Page) => desk(page).getByRole('button', { name: 'Blend', exact: true })

const reds = () =>
  Promise.all(['#a11d08', '#cf3a19', '#ff6a4d'].map((c, n) => pictureFile(`${n}.png`, c)))

/** What tells the pictures apart, in their order. */
const order = async (page: Page) =>
  Promise.all((await pictures(page).all()).map((picture) => picture.getAttribute('src')))

test('three files dragged onto Blend become one picture, and stay for another', async ({
  page,
  studio,
}) => {
  await enter(page, studio)
  const files = await drag(page, await reds())
  await files.dropOn(zone(page, 'Blend'))
  await expect(pictures(page)).toHaveCount(3)
  const ids = (await order(page)).map((src) => src?.split('/')[3])

  await desk(page)
    .getByRole('radio', { name: /Landscape/ })
    .check({ force: true })
  await submit(page).click()
  await expect(desk(page).getByText(/^Sent\./)).toBeVisible()
  await expect.poll(async () => (await studio.newest()).verb).toBe('blend')
  const task = await studio.kept((await studio.newest()).id)
  expect(task.references).toEqual(ids)
  expect(task.dimensions).toBe('LANDSCAPE')
  await expect(page.getByRole('article').getByRole('button', { name: 'U4' })).toBeVisible()

  await expect(pictures(page)).toHaveCount(3)
  await submit(page).click()
  await expect.poll(() => studio.demo.charges()).toBe(2)
})

test('a blend by keyboard alone: picked, ordered, removed, sent', async ({ page, studio }) => {
  await enter(page, studio)
  await page.getByRole('navigation').getByRole('button', { name: 'Blend' }).focus()
  await page.keyboard.press('Enter')
  await expect(desk(page)).toBeFocused()
  await expect(submit(page)).toHaveAccessibleDescription('Bring two to five pictures')

  const chooser = page.waitForEvent('filechooser')
  await desk(page).getByRole('button', { name: 'Add pictures' }).focus()
  await page.keyboard.press('Enter')
  await (
    await chooser
  ).setFiles(
    (await reds()).map(({ name, type, base64 }) => ({
      name,
      mimeType: type,
      buffer: Buffer.from(base64, 'base64'),
    })),
  )
  await expect(pictures(page)).toHaveCount(3)
  const [first, second, third] = await order(page)

  await desk(page).getByRole('button', { name: 'Remove picture 1' }).focus()
  await page.keyboard.press('ArrowRight')
  expect(await order(page)).toEqual([second, first, third])
  await expect(row(page).locator('xpath=..').getByText('Now picture 2 of 3')).toBeAttached()
  await expect(desk(page).getByRole('button', { name: 'Remove picture 2' })).toBeFocused()
  await page.keyboard.press('Delete')
  expect(await order(page)).toEqual([second, third])
  await desk(page).getByRole('button', { name: 'Move picture 1 back' }).focus()
  await page.keyboard.press('Enter')
  expect(await order(page)).toEqual([third, second])

  await submit(page).focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => studio.demo.charges()).toBe(1)
})

test('pictures are dragged into another order, and outlive a reload', async ({ page, studio }) => {
  await enter(page, studio)
  const files = await drag(page, await reds())
  await files.dropOn(zone(page, 'Blend'))
  await expect(pictures(page)).toHaveCount(3)
  const [first, second, third] = await order(page)

  const from = await pictures(page).nth(0).boundingBox()
  const to = await pictures(page).nth(2).boundingBox()
  await page.mouse.move(from!.x + from!.width / 2, from!.y + from!.height / 2)
  await page.mouse.down()
  await page.mouse.move(to!.x + to!.width / 2, to!.y + to!.height / 2, { steps: 8 })
  await page.mouse.up()
  expect(await order(page)).toEqual([second, third, first])

  await page.reload()
  await expect(pictures(page)).toHaveCount(3)
  expect(await order(page)).toEqual([second, third, first])
})

test('the sixth picture is left out and told so; one alone is not enough', async ({
  page,
  studio,
}) => {
  await enter(page, studio)
  const colours = ['#111111', '#333333', '#555555', '#777777', '#999999', '#bbbbbb']
  const six = await Promise.all(colours.map((colour, n) => pictureFile(`${n + 1}.png`, colour)))
  const one = await drag(page, six.slice(0, 1))
  await one.dropOn(zone(page, 'Blend'))
  await expect(pictures(page)).toHaveCount(1)
  await expect(submit(page)).toHaveAccessibleDescription('One more picture is needed')

  const rest = await drag(page, six.slice(1, 5))
  await rest.dropOn(zone(page, 'Add to this blend'))
  await expect(pictures(page)).toHaveCount(5)
  await expect(desk(page).getByText('Five pictures are the most a blend takes')).toBeVisible()

  const more = await drag(page, six.slice(5))
  await more.dropOn(zone(page, 'Blend'))
  const tray = page.getByRole('region', { name: 'Pictures on their way' })
  await expect(tray.getByText('Left out: there is no room for more pictures here.')).toBeVisible()
  await tray.getByRole('button', { name: 'Dismiss 6.png' }).click()
  await expect(tray).toBeHidden()
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true })

  test('a finger that holds still drags a picture into another order', async ({ page, studio }) => {
    await enter(page, studio)
    await paste(page, await reds())
    await page.getByRole('dialog').getByRole('button', { name: 'Blend' }).tap()
    await expect(pictures(page)).toHaveCount(3)
    const [first, second, third] = await order(page)
    const middle = async (index: number) => {
      const box = (await pictures(page).nth(index).boundingBox())!
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
    }
    const [from, to] = [await middle(0), await middle(2)]
    const finger = await fingersOn(page)

    await finger('touchStart', from)
    await expect(page.locator('[data-tile].cursor-grabbing')).toBeVisible()
    for (const share of [0.25, 0.5, 0.75, 1]) {
      await finger('touchMove', { x: from.x + (to.x - from.x) * share, y: from.y })
    }
    await finger('touchEnd')
    expect(await order(page)).toEqual([second, third, first])
  })
})
