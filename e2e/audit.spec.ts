import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { en } from '@/lib/i18n/en'
import { expect, test } from './fixtures'
import { join } from './members'

const { audit } = en

const table = (page: Page) => page.getByRole('table', { name: audit.table })
const lines = (page: Page, text: string) => table(page).getByRole('row').filter({ hasText: text })

test('the owner reads who did what, by person, to the beginning, and takes it along', async ({
  page,
  studio,
  browser,
}) => {
  const own = await studio.imagine('a lighthouse in fog')
  const anna = await join({ studio, browser }, { name: 'Anna', budgetPerDay: 12 })
  for (let made = 0; made < 12; made++) {
    await anna.submit({ verb: 'imagine', prompt: `a red fox ${made}` })
  }
  const { tasks } = (await (await anna.get('/api/tasks')).json()) as { tasks: { id: string }[] }
  for (const { id } of tasks) {
    await expect
      .poll(async () =>
        (await (await anna.get(`/api/tasks/${id}`)).text()).includes('"name":"done"'),
      )
      .toBe(true)
  }
  await studio.signIn(page)
  await page.goto(`${studio.url()}/settings`)
  await expect(lines(page, 'Anna').first()).toBeVisible()
  // Oneself: a link. Others' tasks are not the owner's to open.
  await expect(table(page).getByRole('link')).toHaveCount(0)
  await page.getByRole('button', { name: audit.earlier }).click()
  await expect(page.getByText(audit.beginning)).toBeVisible()
  await expect(lines(page, 'Invited Anna')).toHaveCount(1)
  const accepted = lines(page, 'Imagine accepted').filter({ hasText: 'Owner' })
  await expect(accepted.getByRole('link')).toHaveAttribute('href', new RegExp(own.id))
  await expect(lines(page, 'Imagine accepted').filter({ hasText: 'Anna' })).toHaveCount(12)
  await expect(page.getByText('a red fox')).toHaveCount(0)

  await page.getByRole('combobox', { name: audit.person }).selectOption('Owner')
  await expect(lines(page, 'Anna')).toHaveCount(1)
  await expect(lines(page, 'Invited Anna')).toHaveCount(1)

  await studio.post('/api/members', { name: 'Bertram', budgetPerDay: null })
  await page.reload()
  await page.getByRole('combobox', { name: audit.person }).selectOption('Bertram')
  await expect(page.getByText('Nothing of Bertram yet.')).toBeVisible()

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: audit.csv }).click(),
  ])
  const csv = await readFile(await download.path(), 'utf8')
  expect(csv.split('\r\n').filter((line) => line.includes(',accepted,Anna,'))).toHaveLength(12)
  expect(csv).not.toContain('a red fox')
})

test('a member reads their own lines, and those alone', async ({ studio, browser }) => {
  await studio.imagine('a lighthouse in fog')
  const anna = await join({ studio, browser }, { name: 'Anna' })
  const refused = await anna.submit({ verb: 'imagine', prompt: 'a guillotine in fog' })
  const page = await anna.open('/settings')
  await expect(table(page).getByRole('columnheader')).toHaveText([
    audit.when,
    audit.what,
    audit.gateway,
  ])
  await expect(lines(page, 'Imagine').first()).toBeVisible()
  await expect(table(page).getByRole('link', { name: 'Imagine submitted' })).toHaveAttribute(
    'href',
    new RegExp(refused.id),
  )
  await expect(lines(page, 'Imagine submitted')).toHaveCount(1)
  await expect(page.getByRole('link', { name: audit.csv })).toHaveCount(0)
  await expect(page.getByRole('combobox', { name: audit.person })).toHaveCount(0)
})
