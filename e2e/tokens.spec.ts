import type { Page } from '@playwright/test'
import { en } from '@/lib/i18n/en'
import { expect, test, type StudioUnderTest } from './fixtures'
import { join } from './members'

const { tools } = en.settings

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const field = (page: Page, name: string) => page.getByLabel(name, { exact: true })
const token = (page: Page, name: string) =>
  page.getByRole('list', { name: tools.tokens }).getByRole('listitem').filter({ hasText: name })

/** Makes one on the page, and reads it while it can be read. */
async function makeToken(page: Page, name: string): Promise<string> {
  await field(page, tools.tokenName).fill(name)
  await button(page, tools.makeToken).click()
  const secret = await page.getByRole('textbox', { name: tools.tokens }).inputValue()
  await button(page, tools.secretDone).click()
  return secret
}

/** What a tool does that has nothing but the token. */
function imagine(studio: StudioUnderTest, secret: string): Promise<Response> {
  return fetch(`${studio.url()}/mj/submit/imagine`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    body: JSON.stringify({ prompt: 'a lighthouse in fog' }),
  })
}

test('a token is shown once, opens /mj, tells its last use, and ends when it is revoked', async ({
  page,
  studio,
}) => {
  await studio.signIn(page)
  await page.goto(`${studio.url()}/settings`)
  await expect(page.getByText(tools.noTokens)).toBeVisible()
  await button(page, tools.makeToken).click()
  await expect(page.getByText(tools.invalidName)).toBeVisible()
  const secret = await makeToken(page, 'my-bot')
  expect(secret).toMatch(/^sl-/)
  await expect(button(page, tools.makeToken)).toBeFocused()
  await expect(token(page, 'my-bot')).toContainText(tools.neverUsed)
  expect(await page.content()).not.toContain(secret)
  expect(await (await studio.get('/api/tokens')).text()).not.toContain(secret)

  const answer = await imagine(studio, secret)
  expect(((await answer.json()) as { code: number }).code).toBe(1)
  await page.reload()
  await expect(token(page, 'my-bot')).toContainText('Last used just now')

  await button(page, 'Revoke my-bot').click()
  const question = page.getByRole('dialog', { name: 'Revoke my-bot?' })
  await question.getByRole('button', { name: tools.revokeKeep }).click()
  expect((await imagine(studio, secret)).status).toBe(200)
  await button(page, 'Revoke my-bot').click()
  await question.getByRole('button', { name: tools.revokeConfirm }).click()
  await expect(page.getByText(tools.noTokens)).toBeVisible()
  await expect(page.getByText('1 revoked token')).toBeVisible()
  expect((await imagine(studio, secret)).status).toBe(401)
})

test('a member’s token spends the member’s day; the owner sees it, and may end it', async ({
  page,
  studio,
  browser,
}) => {
  await studio.signIn(page)
  const anna = await join({ studio, browser }, { name: 'Anna', budgetPerDay: 1 })
  await page.goto(`${studio.url()}/settings`)
  await makeToken(page, 'the owner’s bot')
  const theirs = await anna.open('/settings')
  const secret = await makeToken(theirs, 'a desk')
  await expect(theirs.getByText('the owner’s bot')).toHaveCount(0)
  expect((await imagine(studio, secret)).status).toBe(200)
  const second = (await (await imagine(studio, secret)).json()) as { code: number }
  expect(second.code).not.toBe(1)
  expect(await studio.demo.charges()).toBe(1)
  await anna.open()
  await expect(theirs.getByRole('article')).toHaveCount(1)

  await page.reload()
  await expect(token(page, 'a desk')).toContainText('Anna')
  await button(page, 'Revoke a desk').click()
  await button(page, tools.revokeConfirm).click()
  await expect(token(page, 'a desk')).toHaveCount(0)
  expect((await imagine(studio, secret)).status).toBe(401)
})
