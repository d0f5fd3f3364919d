import type { Locator, Page } from '@playwright/test'
import { en } from '@/lib/i18n/en'
import { expectNoBarriers } from './axe'
import { expect, test } from './fixtures'
import { join, memberPassword } from './members'

const { people, signIn } = en
const { tools } = en.settings

test.use({ studioOptions: { env: { SAFELIGHT_PASSWORD: 'the password of the owner' } } })

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const field = (page: Page, name: string) => page.getByLabel(name, { exact: true })
const prompt = (page: Page) => page.getByRole('textbox', { name: en.composer.prompt })

const looks = [
  { name: 'dark', use: { colorScheme: 'dark' } },
  { name: 'light', use: { colorScheme: 'light' } },
  { name: 'on a phone', use: { viewport: { width: 390, height: 844 }, hasTouch: true } },
] as const

for (const { name, use } of looks) {
  test.describe(name, () => {
    test.use(use)

    test('axe finds nothing on the screens of people, tokens and the audit', async ({
      page,
      studio,
      browser,
      expectConsole,
    }) => {
      expectConsole(/401|410/)
      await studio.signIn(page)
      const anna = await join({ studio, browser }, { name: 'Anna', budgetPerDay: 1 })
      await anna.submit({ verb: 'imagine', prompt: 'a red fox in the snow' })
      await studio.post('/api/members', { name: 'Bertram', budgetPerDay: null })

      await page.goto(`${studio.url()}/settings`)
      await expect(page.getByText('1 of 1 today')).toBeVisible()
      await field(page, tools.tokenName).fill('my-bot')
      await button(page, tools.makeToken).click()
      await expect(button(page, tools.copyToken)).toBeVisible()
      await button(page, people.invite).click()
      await button(page, people.form.make).click()
      await expect(page.getByText(people.form.invalidName)).toBeVisible()
      await expectNoBarriers(page, 'a form, a token, the audit')
      await field(page, people.form.name).fill('Cara')
      await button(page, people.form.make).click()
      const link = await field(page, people.link.field).inputValue()
      await expectNoBarriers(page, 'a link')
      await button(page, 'Edit Anna').click()
      await button(page, people.remove).click()
      await expect(page.getByRole('dialog')).toBeVisible()
      await expectNoBarriers(page, 'a question')

      await page.context().addCookies(await anna.context.cookies())
      await page.goto(`${studio.url()}/settings`)
      await button(page, people.own.changePassword).click()
      await field(page, people.own.next).fill('short')
      await expectNoBarriers(page, 'settings of a member')
      await page.goto(studio.url())
      await prompt(page).fill('one fox too many')
      await expect(page.getByText(/none left until/)).toBeVisible()
      await expectNoBarriers(page, 'a day that is used')

      await page.context().clearCookies()
      await page.goto('about:blank')
      await page.goto(link)
      await expect(page.getByRole('heading', { name: 'Welcome, Cara' })).toBeVisible()
      await field(page, signIn.invite.password).fill('short')
      await expectNoBarriers(page, 'an invitation')
      await page.goto('about:blank')
      await page.goto(`${studio.url()}/#invite=AAAAAAAAAAAAAAAAAAAAAA`)
      await expect(page.getByRole('heading', { name: signIn.invite.dead })).toBeVisible()
      await expectNoBarriers(page, 'a dead link')
      await button(page, signIn.invite.toSignIn).click()
      await field(page, signIn.name).fill('Anna')
      await field(page, signIn.password).fill('not her password')
      await button(page, signIn.enter).click()
      await expect(page.getByText(signIn.wrongName)).toBeVisible()
      await expectNoBarriers(page, 'a wrong password')
    })
  })
}

/** Goes there as somebody does who has no mouse. */
async function press(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible()
  for (let presses = 0; presses < 80; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) {
      return page.keyboard.press('Enter')
    }
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never reaches ${target.toString()}`)
}

test('inviting, joining and removing go by keyboard alone', async ({ page, studio, browser }) => {
  await studio.signIn(page)
  await press(page, page.getByRole('link', { name: en.shell.settings }))
  await press(page, button(page, people.invite))
  await page.keyboard.type('Anna')
  await page.keyboard.press('Tab')
  await page.keyboard.type('20')
  await page.keyboard.press('Enter')
  await expect(button(page, people.link.copy)).toBeFocused()
  const link = await field(page, people.link.field).inputValue()
  await press(page, button(page, people.link.done))
  await expect(button(page, people.invite)).toBeFocused()

  const theirs = await (await browser.newContext()).newPage()
  await theirs.goto(link)
  await expect(theirs.getByRole('heading', { name: 'Welcome, Anna' })).toBeVisible()
  await expect(field(theirs, signIn.invite.password)).toBeFocused()
  await theirs.keyboard.type(memberPassword)
  await theirs.keyboard.press('Enter')
  await press(theirs, button(theirs, 'You: Anna'))
  await press(theirs, theirs.getByRole('link', { name: en.shell.you.account }))
  await press(theirs, button(theirs, people.own.changePassword))
  await theirs.keyboard.type(memberPassword)
  await theirs.keyboard.press('Tab')
  await theirs.keyboard.press('Tab')
  await theirs.keyboard.type('another long password')
  await theirs.keyboard.press('Enter')
  await expect(theirs.getByText(people.own.changed)).toBeVisible()
  await expect(button(theirs, people.own.changePassword)).toBeFocused()

  await page.reload()
  await press(page, button(page, 'Edit Anna'))
  await expect(field(page, people.form.name)).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(button(page, 'Edit Anna')).toBeFocused()
  await page.keyboard.press('Enter')
  await press(page, button(page, people.remove))
  await press(page, button(page, 'Remove Anna'))
  await expect(button(page, people.invite)).toBeFocused()
})
