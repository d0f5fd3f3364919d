import { expect, test } from './fixtures'

test.use({ studioOptions: { personality: 'trueai', paceMs: 200 } })

test('a picture is animated, and the film plays in the feed and in its own view', async ({
  page,
  studio,
}) => {
  await studio.demo.account({ hasVideo: true, hasFilms: true })
  await studio.signIn(page)
  const grid = await studio.imagine('a lighthouse at dawn')
  const u1 = grid.buttons.find(({ label }) => label === 'U1')?.customId ?? ''
  const { id } = await studio.submit({ verb: 'action', taskId: grid.id, customId: u1 })
  const single = await studio.kept(id)

  await page.goto(`${studio.url()}/t/${single.id}`)
  await page.getByRole('button', { name: 'Animate (Low motion)' }).click()
  const parent = await studio.until(single.id, ({ children }) => children.length > 0)
  const film = await studio.kept(parent.children[0]!.id)
  expect(film.videos.length).toBeGreaterThan(0)

  await page.goto(studio.url())
  const inFeed = page.getByLabel(/^Film 1 of \d, a lighthouse at dawn$/)
  await expect(inFeed).toHaveJSProperty('paused', true)
  await inFeed.evaluate((video: HTMLVideoElement) => {
    video.muted = true
    return video.play()
  })
  await expect
    .poll(() => inFeed.evaluate((video: HTMLVideoElement) => video.readyState))
    .toBeGreaterThanOrEqual(2)
  await expect
    .poll(() => inFeed.evaluate((video: HTMLVideoElement) => video.currentTime))
    .toBeGreaterThan(0)

  await page.goto(`${studio.url()}/t/${film.id}`)
  const view = page.getByRole('region', { name: 'Task', exact: true })
  await expect(view.getByLabel(/^Film 1 of \d/)).toBeVisible()
  const started = page.waitForEvent('download')
  await view.getByRole('link', { name: 'Download: Film' }).click()
  expect((await started).suggestedFilename()).toMatch(/\.(mp4|webm)$/)
})
