import { rm } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from '@playwright/test'
import Sqlite from 'better-sqlite3'
import { en } from '@/lib/i18n/en'
import type { ArchiveState } from '@/lib/mj/archive'
import { expectNoBarriers } from './axe'
import { expect, test, type StudioUnderTest } from './fixtures'

const { settings, shell, storage } = en

const section = (page: Page) => page.getByRole('region', { name: settings.sections.storage })

async function openStorage(page: Page, studio: StudioUnderTest): Promise<void> {
  await studio.signIn(page)
  await page.goto(`${studio.url()}/settings#storage`)
  await expect(section(page)).toBeVisible()
}

async function archive(studio: StudioUnderTest): Promise<ArchiveState> {
  const answer = await studio.get('/api/archive')
  return ((await answer.json()) as { archive: ArchiveState }).archive
}

/** Takes what is kept away, and gives it up as the archive does after a day. */
async function lose(studio: StudioUnderTest, taskId: string): Promise<void> {
  const state = { name: 'done', archive: 'gone', detail: 'the picture is not there (HTTP 404)' }
  const rows = new Sqlite(path.join(studio.folder, 'studio.db'))
  const dueAt = rows.prepare('select archive_next_at from task where id = ?').pluck()
  // Until its last size is made the archive has a hand on it.
  await expect.poll(() => dueAt.get(taskId)).toBeNull()
  await rm(path.join(studio.folder, 'blobs'), { recursive: true })
  rows.exec(`update meta set value = value + 1 where key = 'seq'`)
  rows
    .prepare(
      `update task set state_json = ?, seq = (select value from meta where key = 'seq') where id = ?`,
    )
    .run(JSON.stringify(state), taskId)
  rows.close()
}

test('what is kept is counted, and the page can be read by everybody', async ({ page, studio }) => {
  await studio.imagine('a fox in the snow')
  await openStorage(page, studio)
  await expect(section(page)).toContainText('1 picture')
  await expect(section(page)).toContainText(storage.first)
  const meter = section(page).getByRole('meter', { name: storage.used })
  await expect(meter).toHaveAttribute('aria-valuetext', /in the data folder$/)
  const { usedBytes, freeBytes } = await archive(studio)
  expect(usedBytes).toBeGreaterThan(10_000)
  expect(freeBytes).toBeGreaterThan(usedBytes)
  await expectNoBarriers(page, 'the section', '#storage')
})

test('what could not be kept is named, and is fetched when somebody asks again', async ({
  page,
  studio,
  expectConsole,
}) => {
  // The feed, on the way to the settings, may still ask for the pictures that are gone.
  expectConsole(/status of 404/)
  const task = await studio.imagine('a lighthouse')
  await lose(studio, task.id)
  await openStorage(page, studio)
  await expect(section(page).getByRole('link', { name: 'a lighthouse' })).toBeVisible()
  await section(page).getByRole('button', { name: 'Try it again' }).click()
  await studio.kept(task.id)
  await expect(section(page)).not.toContainText('could not be fetched')
  expect((await archive(studio)).gone.count).toBe(0)
})

test.describe('with a quota that is used up', () => {
  test.use({ studioOptions: { env: { SAFELIGHT_QUOTA: '0.01M' } } })

  test('the page says so, and says it no more today when asked', async ({ page, studio }) => {
    await studio.imagine('a fox in the snow')
    await studio.signIn(page)
    const notice = page.getByText(shell.storage['quota-over'])
    await expect(notice).toBeVisible()
    await page.getByRole('link', { name: shell.storage.look }).click()
    await expect(section(page)).toContainText(storage.warning['quota-over'])
    await page.getByRole('button', { name: shell.storage.dismiss }).click()
    await expect(notice).toBeHidden()

    const asked = page.waitForResponse(/\/api\/archive$/)
    await page.goto(studio.url())
    await asked
    await expect(page.getByRole('textbox', { name: 'Prompt' })).toBeVisible()
    await expect(notice).toBeHidden()
  })
})
