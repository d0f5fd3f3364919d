/** What axe finds on a page, once the page has come to rest: colours on their way between two states are neither's. */
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** Running animations that will end; those that go on for ever are a state of their own. */
const onTheWay = () =>
  document
    .getAnimations()
    .filter(
      ({ effect }) =>
        effect?.getTiming().iterations === 1 &&
        effect.getComputedTiming().progress !== null &&
        effect.getComputedTiming().progress !== 1,
    ).length

const tries = 3

/** Fails with every barrier on the page, or within one part of it; `where` says at which moment of the story. */
export async function expectNoBarriers(
  page: Page,
  where = 'the page',
  part?: string,
): Promise<void> {
  let found: readonly string[] = []
  for (let n = 0; n < tries; n += 1) {
    await expect.poll(() => page.evaluate(onTheWay)).toBe(0)
    const builder = new AxeBuilder({ page })
    const { violations } = await (part === undefined ? builder : builder.include(part)).analyze()
    found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((it) => it.html).join('\n')}`)
    // What began to move while axe was reading was read in the middle of its way.
    if (found.length === 0 || (await page.evaluate(onTheWay)) === 0) break
  }
  expect(found, where).toEqual([])
}
