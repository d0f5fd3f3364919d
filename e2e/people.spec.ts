import type { Page } from '@playwright/test'
import { en } from '@/lib/i18n/en'
import type { Member } from '@/lib/mj/members'
import { expect, test, type StudioUnderTest } from './fixtures'
import { join, memberPassword } from './members'

const { people, shell, signIn } = en
const ownerPassword = 'the password of the owner'

test.use({ studioOptions: { env: { SAFELIGHT_PASSWORD: ownerPassword } } })

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const field = (page: Page, name: string) => page.getByLabel(name, { exact: true })
const person = (page: Page, name: string) =>
  page.getByRole('list', { name: people.list }).getByRole('listitem').filter({ hasText: name })
const card = (page: Page, text: string) => page.getByRole('article').filter({ hasText: text })
const prompt = (page: Page) => page.getByRole('textbox', { name: en.composer.prompt })

async function openPeople(page: Page, studio: StudioUnderTest): Promise<void> {
  await studio.signIn(page)
  await page.goto(`${studio.url()}/settings`)
  await expect(person(page, 'Owner')).toBeVisible()
}

async function signInAs(page: Page, name: string, password: string): Promise<void> {
  await field(page, signIn.name).fill(name)
  await field(page, signIn.password).fill(password)
  await button(page, signIn.enter).click()
}

async function members(studio: StudioUnderTest): Promise<readonly Member[]> {
  const answer = await studio.get('/api/members')
  return ((await answer.json()) as { members: readonly Member[] }).members
}

test('whoever is invited joins by the link, and nobody after them', async ({
  page,
  studio,
  browser,
}) => {
  await openPeople(page, studio)
  await button(page, people.invite).click()
  await field(page, people.form.budget).fill('many')
  await button(page, people.form.make).click()
  await expect(field(page, people.form.name)).toBeFocused()
  await expect(page.getByText(people.form.invalidName)).toBeVisible()
  await field(page, people.form.name).fill('Anna')
  await button(page, people.form.make).click()
  await expect(page.getByText(people.form.invalidBudget)).toBeVisible()
  await field(page, people.form.budget).fill('20')
  await button(page, people.form.make).click()
  const link = await field(page, people.link.field).inputValue()
  expect(link).toContain(`${studio.url()}/#invite=`)
  await expect(page.getByText(/^Works once, until/)).toBeVisible()
  await expect(person(page, 'Anna')).toContainText('Invited; the link works until')

  const theirs = await (await browser.newContext()).newPage()
  await theirs.goto(link)
  await expect(theirs.getByRole('heading', { name: 'Welcome, Anna' })).toBeVisible()
  await expect(theirs).not.toHaveURL(/invite/)
  const password = field(theirs, signIn.invite.password)
  await password.fill('123456789')
  await expect(theirs.getByText('1 more character, of any kind')).toBeVisible()
  await password.press('Enter')
  await button(theirs, signIn.show).click()
  await expect(password).toHaveAttribute('type', 'text')
  await password.fill(memberPassword)
  await button(theirs, signIn.invite.join).click()
  await expect(prompt(theirs)).toBeVisible()

  const late = await (await browser.newContext()).newPage()
  await late.goto(link)
  await expect(late.getByRole('heading', { name: signIn.invite.dead })).toBeVisible()
  await button(late, signIn.invite.toSignIn).click()
  await expect(button(late, signIn.enter)).toBeVisible()

  await page.reload()
  await expect(person(page, 'Anna')).toContainText(people.here)
  await expect(person(page, 'Anna')).toContainText('0 of 20 today')
  await expect(field(page, people.link.field)).toHaveCount(0)
})

test('what a member makes is theirs, and a budget of two stops the third with the prompt kept', async ({
  page,
  studio,
  browser,
}) => {
  await studio.signIn(page)
  const anna = await join({ studio, browser }, { name: 'Anna', budgetPerDay: 2 })
  const theirs = await anna.open()
  await expect(button(theirs, 'You: Anna')).toBeVisible()
  for (const text of ['a red fox in the snow', 'a paper boat']) {
    await prompt(theirs).fill(text)
    await prompt(theirs).press('Enter')
    await expect(card(theirs, text)).toBeVisible()
  }
  await expect(theirs.getByText('None left', { exact: true })).toBeVisible()
  await prompt(theirs).fill('one fox too many')
  await expect(
    theirs.getByText(/Today’s 2 submits are used; none left until \d\d:\d\d/),
  ).toBeVisible()
  await prompt(theirs).press('Enter')
  await expect(button(theirs, en.composer.create)).toHaveAttribute('aria-disabled', 'true')
  await expect(prompt(theirs)).toHaveValue('one fox too many')
  await expect(theirs.getByRole('button', { name: 'U1' }).first()).toBeVisible()
  // A button has no way of knowing beforehand: the studio says no.
  await theirs.getByRole('button', { name: 'U1' }).first().click()
  await expect(theirs.getByText(en.errors.kind['over-budget'])).toBeVisible()
  expect(await studio.demo.charges()).toBe(2)

  await page.goto(`${studio.url()}/library`)
  await expect(page.getByRole('heading', { name: en.library.empty.title })).toBeVisible()

  await page.goto(`${studio.url()}/settings`)
  await expect(person(page, 'Anna')).toContainText('2 of 2 today')
  await button(page, 'Edit Anna').click()
  await field(page, people.form.budget).fill('3')
  await button(page, people.form.save).click()
  await expect(person(page, 'Anna')).toContainText('2 of 3 today')
  await theirs.reload()
  await expect(prompt(theirs)).toHaveValue('one fox too many')
  await prompt(theirs).press('Enter')
  await expect(card(theirs, 'one fox too many')).toBeVisible()
  await expect.poll(() => studio.demo.charges()).toBe(3)
})

test('more at once than are left is told with the number, before anything is sent', async ({
  studio,
  browser,
}) => {
  const anna = await join({ studio, browser }, { name: 'Anna', budgetPerDay: 2 })
  const theirs = await anna.open()
  await prompt(theirs).fill('a {red, white, grey} fox')
  await expect(
    theirs.getByText(/Only 2 submits are left until .*these braces make 3/),
  ).toBeVisible()
  await prompt(theirs).press('Enter')
  await expect(prompt(theirs)).toHaveValue('a {red, white, grey} fox')
  await prompt(theirs).fill('a {red, white} fox')
  await prompt(theirs).press('Enter')
  await expect(theirs.getByRole('article')).toHaveCount(2)
})

test('what the gateway refuses is given back to the day', async ({ studio, browser }) => {
  const anna = await join({ studio, browser }, { name: 'Anna', budgetPerDay: 1 })
  const theirs = await anna.open()
  await prompt(theirs).fill('a scene of gore by the sea')
  await prompt(theirs).press('Enter')
  await expect(theirs.getByText('The gateway does not accept “gore”')).toBeVisible()
  await expect(theirs.getByText('None left', { exact: true })).toHaveCount(0)
  await prompt(theirs).fill('a paper boat')
  await prompt(theirs).press('Enter')
  await expect(theirs.getByRole('link', { name: /^Quadrant 1 of 4/ })).toBeVisible()
  await expect(theirs.getByText('None left', { exact: true })).toBeVisible()
})

test('whoever is removed is out at once, and a new link brings them back to their pictures', async ({
  page,
  studio,
  browser,
}) => {
  await openPeople(page, studio)
  await join({ studio, browser }, { name: 'Bertram' })
  const anna = await join({ studio, browser }, { name: 'Anna' })
  await anna.submit({ verb: 'imagine', prompt: 'a red fox in the snow' })
  const theirs = await anna.open()
  await expect(theirs.getByRole('article')).toHaveCount(1)

  await page.reload()
  await button(page, 'Edit Anna').click()
  await button(page, people.remove).click()
  const question = page.getByRole('dialog', { name: 'Remove Anna?' })
  await expect(question).toContainText('signed out everywhere at once')
  await question.getByRole('button', { name: people.removal.keep }).click()
  await expect(question).toBeHidden()
  await button(page, people.remove).click()
  await question.getByRole('button', { name: 'Remove Anna' }).click()
  await expect(person(page, 'Anna')).toContainText(people.removed)
  await expect(button(page, people.invite)).toBeFocused()

  expect((await anna.get('/api/me')).status()).toBe(401)
  await prompt(theirs).fill('a paper boat')
  await prompt(theirs).press('Enter')
  await expect(theirs.getByText(en.errors.kind.unauthorised)).toBeVisible()
  await expect(prompt(theirs)).toHaveValue('a paper boat')
  await theirs.reload()
  await signInAs(theirs, 'Anna', memberPassword)
  await expect(theirs.getByText(signIn.wrongName)).toBeVisible()

  await button(page, 'New link for Anna').click()
  await theirs.goto(await field(page, people.link.field).inputValue())
  await expect(theirs.getByRole('heading', { name: 'Welcome, Anna' })).toBeVisible()
  await field(theirs, signIn.invite.password).fill('another long password')
  await button(theirs, signIn.invite.join).click()
  await expect(theirs.getByRole('article')).toHaveCount(1)
})

test('a member comes in by name and password, the owner by the password alone', async ({
  studio,
  browser,
}) => {
  const anna = await join({ studio, browser }, { name: 'Anna' })
  await anna.context.clearCookies()
  const page = await anna.open()
  await expect(page.getByText(signIn.nameHelp)).toBeVisible()
  await signInAs(page, 'Anna', 'not her password')
  await expect(page.getByText(signIn.wrongName)).toBeVisible()
  await expect(field(page, signIn.name)).toHaveValue('Anna')
  await signInAs(page, 'Nobody', memberPassword)
  await expect(page.getByText(signIn.wrongName)).toBeVisible()
  await signInAs(page, 'anna', memberPassword)
  await button(page, 'You: Anna').click()
  await button(page, shell.you.signOut).click()

  await signInAs(page, '', 'not the password')
  await expect(page.getByText(signIn.wrongPassword)).toBeVisible()
  await signInAs(page, '', ownerPassword)
  await expect(button(page, 'You: Owner')).toBeVisible()
})

test('a member changes name and password, and sees nothing that is the owner’s', async ({
  studio,
  browser,
}) => {
  const anna = await join({ studio, browser }, { name: 'Anna', budgetPerDay: 10 })
  const refused: string[] = []
  anna.page.on('response', (answer) => {
    if (answer.status() === 403) refused.push(answer.url())
  })
  const page = await anna.open('/settings')
  const index = page.getByRole('navigation', { name: en.settings.title })
  await expect(index.getByRole('link')).toHaveText(
    ['gateways', 'account', 'appearance', 'keyboard', 'tools', 'exchange', 'audit', 'signOut'].map(
      (id) => en.settings.sections[id as keyof typeof en.settings.sections],
    ),
  )
  await expect(page.getByText(en.settings.gateways.aboutMember)).toBeVisible()
  await expect(page.getByText(en.settings.gateways.offersAll)).toBeVisible()
  await expect(button(page, en.settings.gateways.add)).toHaveCount(0)
  await expect(page.getByText('0 of 10 today')).toBeVisible()

  await button(page, people.own.rename).click()
  await field(page, people.form.name).fill('Owner')
  await button(page, people.form.save).click()
  await expect(page.getByText(people.form.nameTaken)).toBeVisible()
  await field(page, people.form.name).fill('Anna Maria')
  await button(page, people.form.save).click()
  await expect(button(page, 'You: Anna Maria')).toBeVisible()

  await button(page, people.own.changePassword).click()
  await field(page, people.own.current).fill('not her password')
  await field(page, people.own.next).fill('another long password')
  await page.keyboard.press('Enter')
  await expect(page.getByText(people.own.wrongCurrent)).toBeVisible()
  expect(refused.splice(0)).toHaveLength(1)
  await field(page, people.own.current).fill(memberPassword)
  await page.keyboard.press('Enter')
  await expect(page.getByText(people.own.changed)).toBeVisible()
  expect((await anna.get('/api/me')).status()).toBe(200)
  expect(refused).toEqual([])

  const elsewhere = await (await browser.newContext()).newPage()
  await elsewhere.goto(studio.url())
  await signInAs(elsewhere, 'Anna Maria', 'another long password')
  await expect(prompt(elsewhere)).toBeVisible()
})

test('a link that the owner opens in their own browser is not spent', async ({ page, studio }) => {
  await studio.signIn(page)
  const answer = await studio.post('/api/members', { name: 'Anna', budgetPerDay: null })
  const { secret } = (await answer.json()) as { secret: string }
  await page.goto('about:blank')
  await page.goto(`${studio.url()}/#invite=${secret}`)
  await expect(page.getByText(/^You are Owner here, so this link was not used/)).toBeVisible()
  await expect(page).not.toHaveURL(/invite/)
  expect((await members(studio)).find(({ name }) => name === 'Anna')?.state).toBe('invited')
})

test('the index stays in sight while the page is read', async ({ page, studio }) => {
  await openPeople(page, studio)
  const index = page.getByRole('navigation', { name: en.settings.title })
  await page.getByRole('button', { name: en.settings.signOut.button }).scrollIntoViewIfNeeded()
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight))
  await expect(index).toBeInViewport({ ratio: 1 })
  await expect(index.getByRole('link', { name: en.settings.sections.signOut })).toHaveAttribute(
    'aria-current',
    'location',
  )
})
