import type { Locator, Page } from '@playwright/test'
import sharp from 'sharp'
import type { Task } from '@/lib/mj/task'
import { expectNoBarriers } from './axe'
import { isRegion, original, type Raw, upscale } from './darkroom'
import { fingersOn, phone } from './devices'
import { expect, test, type StudioUnderTest } from './fixtures'

/** A result of a mask that is white on the left half of its picture. */
async function repainted(studio: StudioUnderTest): Promise<{ task: Task; result: Task }> {
  const task = await upscale(studio)
  const { width, height } = task.pictures[0]!
  const data = new Uint8Array(width * height)
  for (let y = 0; y < height; y++) data.fill(255, y * width, y * width + width / 2)
  const png = await sharp(data, { raw: { width, height, channels: 1 } })
    .png()
    .toBuffer()
  const { id } = await studio.submit({
    verb: 'action',
    taskId: task.id,
    customId: task.buttons.find(isRegion)!.customId,
    answer: {
      prompt: 'a paper moon',
      maskBase64: `data:image/png;base64,${png.toString('base64')}`,
    },
  })
  return { task, result: await studio.kept(id) }
}

/** The mean light of a part of what is on the stage, given by its sides from 0 to 1. */
async function light(pictures: Locator, side: { left: number; right: number }): Promise<number> {
  const image = sharp(await pictures.screenshot())
  const { width, height } = await image.metadata()
  const [left, right] = [Math.round(side.left * width), Math.round(side.right * width)]
  // Labels and the handle lie elsewhere.
  const box = {
    left,
    width: right - left,
    top: Math.round(height * 0.6),
    height: Math.round(height * 0.3),
  }
  const { channels } = await sharp(await image.extract(box).removeAlpha().toBuffer()).stats()
  return channels.reduce((sum, { mean }) => sum + mean, 0) / channels.length
}

/** The same of a picture as it was kept. */
function lightOf({ width, height, channels, data }: Raw, side: { left: number; right: number }) {
  let [sum, count] = [0, 0]
  for (let y = Math.round(height * 0.6); y < Math.round(height * 0.9); y++) {
    for (let x = Math.round(side.left * width); x < Math.round(side.right * width); x++) {
      for (let n = 0; n < 3; n++) sum += data[(y * width + x) * channels + n]!
      count += 3
    }
  }
  return sum / count
}

const painted = { left: 0.1, right: 0.4 }
const kept = { left: 0.6, right: 0.9 }

const picturesOf = (page: Page) =>
  page.getByRole('img', { name: 'The result of “a paper moon”' }).locator('../..')

async function expectNoViolations(page: Page): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    await expectNoBarriers(page, colorScheme)
  }
}

test('by keyboard: slider, blink and difference show what the mask has changed', async ({
  page,
  studio,
}) => {
  await studio.signIn(page)
  const { task, result } = await repainted(studio)
  const before = lightOf(await original(studio, task.pictures[0]!.id), painted)
  await page.goto(`${studio.url()}/t/${result.id}?q=2`)
  const pictures = picturesOf(page)
  await page.getByRole('radio', { name: 'Result' }).focus()
  const after = lightOf(await original(studio, result.pictures[0]!.id, 'quadrant-2'), painted)
  expect(Math.abs(after - before)).toBeGreaterThan(4)
  await expect.poll(async () => Math.abs((await light(pictures, painted)) - after)).toBeLessThan(3)

  await page.keyboard.press('ArrowRight')
  const slider = page.getByRole('slider', { name: 'Border between before and after' })
  await slider.press('End')
  await expect.poll(async () => Math.abs((await light(pictures, painted)) - before)).toBeLessThan(3)
  await slider.press('Home')
  await expect.poll(async () => Math.abs((await light(pictures, painted)) - after)).toBeLessThan(3)
  await expectNoViolations(page)

  await page.keyboard.down('b')
  const blink = page.getByRole('button', { name: 'Before', exact: true })
  await expect(blink).toHaveAttribute('aria-pressed', 'true')
  await expect.poll(async () => Math.abs((await light(pictures, painted)) - before)).toBeLessThan(3)
  await page.keyboard.up('b')
  await expect(blink).toHaveAttribute('aria-pressed', 'false')

  await page.getByRole('radio', { name: 'Before / after' }).press('ArrowRight')
  await expect(page.getByRole('radio', { name: 'Difference' })).toBeChecked()
  await expect.poll(() => light(pictures, kept)).toBeLessThan(2)
  expect(await light(pictures, painted)).toBeGreaterThan(20)
  await page.getByRole('button', { name: 'Mask outline' }).press('Enter')
  await expectNoViolations(page)
})

test.describe('on a phone', () => {
  test.use(phone)

  test('by touch: the border follows the finger, a held button shows the picture before', async ({
    page,
    studio,
  }) => {
    await studio.signIn(page)
    const { result } = await repainted(studio)
    await page.goto(`${studio.url()}/t/${result.id}?q=2`)
    const pictures = picturesOf(page)
    await page.getByText('Before / after').tap()
    const slider = page.getByRole('slider', { name: 'Border between before and after' })
    await expect(slider).toHaveAttribute('aria-valuenow', '50')
    const finger = await fingersOn(page)
    const box = (await pictures.boundingBox())!
    const y = box.y + box.height * 0.25
    await finger('touchStart', { x: box.x + box.width * 0.5, y })
    await finger('touchMove', { x: box.x + box.width * 0.6, y })
    await finger('touchMove', { x: box.x + box.width * 0.8, y })
    await finger('touchEnd')
    await expect(slider).toHaveAttribute('aria-valuenow', '80')
    // The page has not turned meanwhile.
    await expect(page).toHaveURL(new RegExp(`/t/${result.id}\\?q=2$`))

    const blink = page.getByRole('button', { name: 'Before', exact: true })
    const button = (await blink.boundingBox())!
    await finger('touchStart', { x: button.x + 20, y: button.y + 20 })
    await expect(blink).toHaveAttribute('aria-pressed', 'true')
    await finger('touchEnd')
    await expect(blink).toHaveAttribute('aria-pressed', 'false')

    await page.getByText('Difference').tap()
    await expect.poll(() => light(pictures, kept)).toBeLessThan(2)
    expect(await light(pictures, painted)).toBeGreaterThan(20)
    await expectNoViolations(page)
  })
})
