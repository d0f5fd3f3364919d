import type { Page } from '@playwright/test'
import type { LibraryFrame } from '@/lib/mj/library'
import { expectNoBarriers } from './axe'
import { phone } from './devices'
import { expect, test, type StudioUnderTest } from './fixtures'

test.use({ studioOptions: { paceMs: 120 } })

/** Two grids of different prompts; ids of their first frames. */
async function twoGrids(studio: StudioUnderTest): Promise<readonly string[]> {
  const fox = await studio.imagine('a red fox in the snow --ar 3:2 --s 100')
  const hare = await studio.imagine('a white hare in the snow --ar 3:2 --s 250')
  return [`${fox.pictures[0]!.id}-1`, `${hare.pictures[0]!.id}-1`]
}

async function marksOf(studio: StudioUnderTest, ids: readonly string[]) {
  const answer = await studio.post('/api/library/frames', { ids })
  const { frames } = (await answer.json()) as { frames: readonly LibraryFrame[] }
  return frames.map(({ isFavourite, isKept, trashedAt }) => ({
    isFavourite,
    isKept,
    isTrashed: trashedAt !== null,
  }))
}

const pictures = (page: Page) =>
  page.getByRole('region', { name: 'Compare' }).getByRole('group', { name: /^\d: / })

/** Where a picture lies in its cell, as parts of the cell. */
async function placeIn(page: Page, n: number) {
  const cell = pictures(page).nth(n)
  const [outer, inner] = [await cell.boundingBox(), await cell.getByRole('img').boundingBox()]
  if (!outer || !inner) throw new Error('not drawn')
  return {
    width: inner.width / outer.width,
    left: (inner.x - outer.x) / outer.width,
    top: (inner.y - outer.y) / outer.height,
  }
}

test('all pictures are looked at alike', async ({ page, studio }) => {
  await studio.signIn(page)
  const ids = await twoGrids(studio)
  await page.goto(`${studio.url()}/library?compare=${ids.join(',')}`)
  await expect(pictures(page)).toHaveCount(2)
  const whole = await placeIn(page, 0)
  await pictures(page).nth(0).hover()
  await page.mouse.wheel(0, -400)
  await expect.poll(async () => (await placeIn(page, 0)).width).toBeGreaterThan(whole.width * 2)
  const [first, second] = [await placeIn(page, 0), await placeIn(page, 1)]
  for (const side of ['width', 'left', 'top'] as const) {
    expect(second[side]).toBeCloseTo(first[side], 2)
  }
  await page.keyboard.press('f')
  await expect.poll(async () => (await placeIn(page, 1)).width).toBeCloseTo(whole.width, 2)
})

test('marks are given and taken back by keys, and what differs is told', async ({
  page,
  studio,
}) => {
  await studio.signIn(page)
  const ids = await twoGrids(studio)
  await page.goto(`${studio.url()}/library?compare=${ids.join(',')}`)
  await expect(pictures(page)).toHaveCount(2)
  await expect(page.getByRole('row', { name: /--s 100 250/ })).toBeVisible()
  await expect(page.getByRole('row', { name: /^Prompt/ }).getByRole('insertion')).toHaveText([
    'white hare',
  ])
  await expect(page.getByText(/things are the same for all/)).toBeVisible()

  await page.keyboard.press('2')
  await expect(pictures(page).nth(1)).toBeFocused()
  await page.keyboard.press('k')
  await page.keyboard.press('s')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('x')
  await expect
    .poll(() => marksOf(studio, ids))
    .toEqual([
      { isFavourite: false, isKept: false, isTrashed: true },
      { isFavourite: true, isKept: true, isTrashed: false },
    ])
  for (let n = 0; n < 3; n += 1) await page.keyboard.press('z')
  const blank = { isFavourite: false, isKept: false, isTrashed: false }
  await expect.poll(() => marksOf(studio, ids)).toEqual([blank, blank])
})

test('pairs: an edge that is pulled, turns, and a difference', async ({ page, studio }) => {
  await studio.signIn(page)
  const [fox] = await twoGrids(studio)
  const four = [1, 2, 3].map((n) => fox!.replace(/\d$/, String(n)))
  await page.goto(`${studio.url()}/library?compare=${four.join(',')}`)
  await expect(pictures(page)).toHaveCount(3)
  await page.getByRole('radio', { name: 'Slider' }).check({ force: true })
  const edge = page.getByRole('slider', { name: 'Edge between the two pictures' })
  await edge.focus()
  await page.keyboard.press('End')
  await expect(edge).toHaveAttribute('aria-valuenow', '100')

  await page.getByRole('radio', { name: 'Difference' }).check({ force: true })
  await expect(page.getByRole('img', { name: /of the pixels differ/ })).toBeVisible()
  const second = page.getByRole('group', { name: 'Second picture' })
  await second.getByRole('radio', { name: '3' }).check({ force: true })
  await expect(page.getByRole('img', { name: /of the pixels differ/ })).toBeVisible()

  await page.getByRole('radio', { name: 'Blink' }).check({ force: true })
  const shown = page.getByRole('region', { name: 'Compare' }).getByRole('img')
  await expect(shown).toHaveAccessibleName('Picture 1')
  await page.keyboard.down('b')
  await expect(shown).toHaveAccessibleName('Picture 3')
  await page.keyboard.up('b')
  await expect(shown).toHaveAccessibleName('Picture 1')
})

test('taking out changes the address, and what is gone is told', async ({ page, studio }) => {
  await studio.signIn(page)
  const ids = await twoGrids(studio)
  await page.goto(`${studio.url()}/library?compare=${[...ids, 'nothing'].join(',')}`)
  await expect(page.getByText('1 picture is no longer here')).toBeVisible()
  await page.keyboard.press('Delete')
  await expect(pictures(page)).toHaveCount(1)
  await expect(page).toHaveURL(new RegExp(`compare=${ids[1]},nothing$`))
})

test('opened from a task, Escape leads back to where one was', async ({ page, studio }) => {
  await studio.signIn(page)
  const grid = await studio.imagine('a lighthouse')
  await page.goto(`${studio.url()}/t/${grid.id}?q=2`)
  const button = page.getByRole('button', { name: 'Compare' })
  await button.click()
  await expect(pictures(page)).toHaveCount(4)
  await expectNoBarriers(page)
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL(`${studio.url()}/t/${grid.id}?q=2`)
  await expect(button).toBeFocused()
})

test.describe('on a phone', () => {
  test.use(phone)

  test('one picture at a time, a step to the next', async ({ page, studio }) => {
    await studio.signIn(page)
    const ids = await twoGrids(studio)
    await page.goto(`${studio.url()}/library?compare=${ids.join(',')}`)
    await expect(pictures(page)).toHaveAccessibleName(/^1: a red fox/)
    await page.getByRole('button', { name: 'Next picture' }).tap()
    await expect(pictures(page)).toHaveAccessibleName(/^2: a white hare/)
  })
})
