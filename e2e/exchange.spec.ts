/** Taking pictures along: out of one studio and into another, from another client's history, by ids of the gateway. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { dooyExport } from '@/lib/mj/testing/mover-histories'
import type { LibraryFrame } from '@/lib/mj/library'
import type { Task } from '@/lib/mj/task'
import { expectNoBarriers } from './axe'
import { expect, nobodyAnswers, test as base, type StudioUnderTest } from './fixtures'
import { freePort, startStudio } from './processes'

/** A second studio in front of the same gateway, with nothing in it. */
const test = base.extend<{ empty: { page: Page; url: string } }>({
  empty: async ({ studio, browser, expectConsole }, provide) => {
    expectConsole(nobodyAnswers)
    const folder = await mkdtemp(path.join(tmpdir(), 'safelight-empty-'))
    const other = await startStudio({
      PORT: String(await freePort()),
      SAFELIGHT_DATA: folder,
      SAFELIGHT_GATEWAY_URL: studio.demo.url,
      SAFELIGHT_GATEWAY_KEY: 'sk-e2e-gateway-key',
      SAFELIGHT_GATEWAY_DIALECT: 'plus',
    })
    const context = await browser.newContext({ locale: 'en-US', acceptDownloads: true })
    const page = await context.newPage()
    await page.goto(other.signInUrl)
    await expect(page.getByRole('textbox', { name: 'Prompt' })).toBeVisible()
    await provide({ page, url: other.url })
    await context.close()
    await other.end('SIGTERM')
    await rm(folder, { recursive: true, force: true })
  },
})

const block = (page: Page, name: string) => page.getByRole('region', { name, exact: true })

async function open(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/settings#exchange`)
  await expect(block(page, 'Import').getByRole('button', { name: 'Choose a file' })).toBeVisible()
}

/** Chooses a file as a person does, through the button. */
async function choose(page: Page, file: string | { name: string; text: string }): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await block(page, 'Import')
    .getByRole('button', { name: /^Choose (a|another) file$/ })
    .click()
  const given =
    typeof file === 'string'
      ? file
      : { name: file.name, mimeType: 'application/json', buffer: Buffer.from(file.text) }
  await (await chooser).setFiles(given)
}

async function framesIn(page: Page, url: string, taskId: string): Promise<readonly LibraryFrame[]> {
  const answer = await page.request.get(`${url}/api/library/frames/of-tasks?ids=${taskId}`)
  return ((await answer.json()) as { frames: readonly LibraryFrame[] }).frames
}

async function bytesOf(page: Page, url: string, pictureId: string): Promise<Buffer> {
  return (await page.request.get(`${url}/images/${pictureId}/original`)).body()
}

async function mark(studio: StudioUnderTest, id: string): Promise<void> {
  const selection = { ids: [id] }
  const answer = await studio.post('/api/library/mark', { selection, marks: { favourite: true } })
  expect(answer.ok()).toBe(true)
}

test('a library leaves one studio and arrives in an empty one, favourites and all', async ({
  page,
  studio,
  empty,
}) => {
  await studio.signIn(page)
  const fox = await studio.imagine('a red fox --ar 3:2')
  const owl = await studio.imagine('雪中的猫头鹰')
  await mark(studio, `${fox.pictures[0]!.id}-3`)

  await open(page, studio.url())
  const out = block(page, 'Export')
  await expect(out.getByText('2 tasks')).toBeVisible()
  await expect(out.getByText('2 pictures')).toBeVisible()
  const downloading = page.waitForEvent('download')
  await out.getByRole('button', { name: 'Export everything' }).click()
  const download = await downloading
  expect(download.suggestedFilename()).toMatch(/^safelight-library-\d{4}-\d\d-\d\d\.zip$/)
  const file = await download.path()

  await open(empty.page, empty.url)
  await choose(empty.page, file)
  const into = block(empty.page, 'Import')
  await expect(into.getByText('This is a library of a studio')).toBeVisible()
  await expect(into.getByText(/^It holds 2 tasks with 2 pictures/)).toBeVisible()
  await into.getByRole('button', { name: 'Import 2 tasks' }).click()
  await expect(into.getByText(/^Imported from/)).toBeVisible()
  await expect(into.getByText('2 pictures')).toBeVisible()

  for (const task of [fox, owl]) {
    const id = task.pictures[0]!.id
    const there = await bytesOf(empty.page, empty.url, id)
    expect(there.equals(await bytesOf(page, studio.url(), id))).toBe(true)
  }
  const frames = await framesIn(empty.page, empty.url, fox.id)
  expect(frames.filter(({ isFavourite }) => isFavourite).map(({ quadrant }) => quadrant)).toEqual([
    3,
  ])

  // Once more: everything is known.
  await into.getByRole('button', { name: 'Done' }).click()
  await choose(empty.page, file)
  await expect(into.getByText('All of it is here already; nothing would be added.')).toBeVisible()
  await into.getByRole('button', { name: 'Cancel' }).click()
  await into.getByRole('button', { name: 'Choose a file' }).waitFor()
  await empty.page.goto(`${empty.url}/t/${owl.id}`)
  await expect(empty.page.getByText('雪中的猫头鹰').first()).toBeVisible()
})

test('a selection is a ZIP of exactly that', async ({ page, studio }) => {
  await studio.signIn(page)
  const { pictures } = await studio.imagine('a red fox')
  await studio.imagine('an owl')
  const selection = { ids: [`${pictures[0]!.id}-2`] }
  const made = await studio.post('/api/exports', { selection })
  expect(await made.json()).toMatchObject({ export: { tasks: 1, pictures: 1 } })
})

test('a history of another client is told, then brought in with what the gateway still knows', async ({
  page,
  studio,
}) => {
  await studio.signIn(page)
  const { gatewayTaskId } = await studio.imagine('a lighthouse')
  const known = { ...dooyExport.data.chat[0].data[1], mjID: gatewayTaskId!, opt: undefined }
  const history = {
    data: {
      ...dooyExport.data,
      chat: [{ uuid: 1, data: [...dooyExport.data.chat[0].data, known] }],
    },
  }
  await open(page, studio.url())
  await choose(page, { name: 'chat-store_2024.json', text: JSON.stringify(history) })
  const into = block(page, 'Import')
  await expect(into.getByText('This is a history of Dooy’s client')).toBeVisible()
  await expect(into.getByText(/The link of one task has run out/)).toBeVisible()
  await into.getByRole('button', { name: 'Import 4 tasks' }).click()
  await expect(into.getByText('One was here already.')).toBeVisible()
  await expect(into.getByText(/One link has run out/)).toBeVisible()
  await into.getByText(/things stayed behind$/).click()
  await expect(into.getByText('chat[0].data[7]')).toBeVisible()
  await page.goto(studio.url())
  await expect(page.getByText('雪中的红狐').first()).toBeVisible()
})

test('tasks are adopted by their ids at the gateway, and each is told', async ({
  studio,
  empty,
}) => {
  const { gatewayTaskId } = await studio.imagine('a lighthouse')
  const charges = await studio.demo.charges()
  await open(empty.page, empty.url)
  const adopt = block(empty.page, 'Adopt by id')
  await adopt
    .getByRole('textbox', { name: 'Task ids at the gateway' })
    .fill(`${gatewayTaskId}, 1619855216344100864`)
  await adopt.getByRole('button', { name: 'Adopt 2 tasks' }).click()
  const results = adopt.getByRole('list', { name: 'What became of them' })
  await expect(results.getByText('adopted')).toBeVisible()
  await expect(results.getByText('the gateway does not know it')).toBeVisible()
  await results.getByRole('link', { name: gatewayTaskId! }).click()
  await expect(empty.page.getByText('a lighthouse').first()).toBeVisible()
  await expect
    .poll(async () => {
      const answer = await empty.page.request.get(`${empty.url}/api/tasks?limit=9`)
      const { tasks } = (await answer.json()) as { tasks: readonly Task[] }
      return tasks[0]?.pictures.length
    })
    .toBe(1)
  expect(await studio.demo.charges()).toBe(charges)
})

test('a file that is nothing of the kind is refused with a sentence, and another can be chosen', async ({
  page,
  studio,
}) => {
  await studio.signIn(page)
  await open(page, studio.url())
  await choose(page, { name: 'notes.json', text: '{"hello":"world"}' })
  const into = block(page, 'Import')
  await expect(into.getByRole('alert')).toContainText('neither a library of a studio nor a history')
  const folder = await mkdtemp(path.join(tmpdir(), 'safelight-cut-'))
  const cut = path.join(folder, 'cut.zip')
  await writeFile(cut, Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(500)]))
  await choose(page, cut)
  await expect(into.getByRole('alert')).toContainText('The ZIP is damaged')
  expect((await readFile(cut)).length).toBe(504)
  await rm(folder, { recursive: true })
})

test('the section is clean for assistive tools in its states, and fits a phone', async ({
  page,
  studio,
}) => {
  await studio.signIn(page)
  await studio.imagine('a red fox')
  const check = () => expectNoBarriers(page, 'the section', '#exchange')
  await open(page, studio.url())
  await check()
  await choose(page, { name: 'chat.json', text: JSON.stringify(dooyExport) })
  await expect(block(page, 'Import').getByText(/history of Dooy/)).toBeVisible()
  await check()
  await page.setViewportSize({ width: 390, height: 844 })
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  expect(width).toBeLessThanOrEqual(390)
  await block(page, 'Import').getByRole('button', { name: 'Cancel' }).click()
  await choose(page, { name: 'notes.json', text: '{}' })
  await expect(block(page, 'Import').getByRole('alert')).toBeVisible()
  await check()
})
