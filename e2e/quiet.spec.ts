import { expect, test } from './fixtures'

type Counts = { requests: Readonly<Record<string, { total: number; lastMinute: number }>> }

test.describe('a quiet client', () => {
  // Long enough that none of the thirty ends while they are counted.
  test.use({ studioOptions: { paceMs: 240_000 } })
  test.setTimeout(150_000)

  test('thirty running tasks and three open tabs cost at most 25 requests a minute', async ({
    page,
    context,
    studio,
  }) => {
    await studio.signIn(page)
    for (let n = 1; n <= 30; n++) await studio.submit({ verb: 'imagine', prompt: `a red fox ${n}` })
    const others = [await context.newPage(), await context.newPage()]
    for (const other of others) await other.goto(studio.url())
    await expect.poll(() => studio.demo.charges()).toBe(30)
    for (const tab of [page, ...others]) {
      await expect(tab.getByText('30 developing').first()).toBeVisible()
    }

    const from = Date.now()
    await expect
      .poll(() => Date.now() - from, { intervals: [1000], timeout: 70_000 })
      .toBeGreaterThan(61_000)
    const { requests } = (await studio.demo.counts()) as Counts
    // The pictures' addresses belong to a content network, not to the gateway; all else is counted.
    const asked = Object.entries(requests).filter(([kind]) => kind !== 'picture')
    const inAMinute = asked.reduce((sum, [, { lastMinute }]) => sum + lastMinute, 0)
    expect(inAMinute).toBeGreaterThan(0)
    expect(inAMinute).toBeLessThanOrEqual(25)
    expect(
      new Set(asked.filter(([, { lastMinute }]) => lastMinute > 0).map(([kind]) => kind)),
    ).toEqual(new Set(['task/list-by-condition']))
  })
})
