import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import { expect, type StudioUnderTest, test } from './fixtures'

/** The gateway's key, made so that it is found wherever it leaks, whole or in part. */
const canary = 'sk-CANARY7f3a9e51c0d84b62'
const traces = ['CANARY7f3a9e51', Buffer.from(canary).toString('base64').slice(0, 20)]

test.use({ studioOptions: { key: canary, paceMs: 300 } })

const holdsKey = (text: string) => traces.some((trace) => text.includes(trace))

/** One fault of each kind: before the submit is accepted, after it, in the shape of answers, and in tasks. */
const faultPlans = [
  'html-502 next=1',
  'html-200 next=1',
  'rate-limit next=1',
  'reset-before-accept next=1',
  'reset-after-accept next=1',
  'empty-200 next=1',
  'cut-json next=1',
  'number-ids next=1 on=all',
  'null-buttons next=3 on=all',
  'html-502 next=4 on=read',
  'late-failure next=1',
]

/** Every text the browser receives while `page` lives. */
function listen(page: Page): () => Promise<readonly { url: string; text: string }[]> {
  const answers: Promise<{ url: string; text: string }>[] = []
  page.on('response', (response) => {
    const head = async () => JSON.stringify(await response.allHeaders().catch(() => ({})))
    const body = () => response.text().catch(() => '')
    answers.push(
      Promise.all([head(), body()]).then((parts) => ({
        url: response.url(),
        text: parts.join('\n'),
      })),
    )
  })
  return () => Promise.all(answers)
}

/** As many submits as there are faults, one after the other: each meets another one. */
async function driveThroughFaults(studio: StudioUnderTest): Promise<void> {
  await studio.imagine('a red fox in the snow')
  await studio.demo.faults(faultPlans.join(', '))
  for (const plan of faultPlans) {
    await studio.submit({ verb: 'imagine', prompt: `a lighthouse, ${plan}` })
  }
  // Some wait: after a 429 the studio sends one a second, after lost connections it first sees who is there.
  await expect.poll(() => studio.demo.charges(), { timeout: 90_000 }).toBeGreaterThan(5)
  await studio.demo.faults(null)
}

/** Answers of every route that reads, with what each says to a wrong id. */
async function readEverything(studio: StudioUnderTest): Promise<readonly string[]> {
  const feed = await studio.get('/api/tasks?limit=200')
  const { tasks } = (await feed.json()) as {
    tasks: readonly { id: string; pictures: readonly { id: string }[] }[]
  }
  const paths = [
    '/',
    '/library',
    '/settings',
    '/api/health',
    '/api/me',
    '/api/gateways',
    '/api/tasks',
    '/api/changes?after=0',
    '/api/tasks/nobody',
    '/nothing/here',
    '/mj/task/nobody/fetch',
    '/mj/nothing',
    ...tasks.flatMap(({ id, pictures }) => [
      `/t/${id}`,
      `/api/tasks/${id}`,
      `/api/tasks/${id}/history`,
      `/mj/task/${id}/fetch`,
      `/images/preview/${id}?v=1`,
      ...pictures.slice(0, 1).map((picture) => `/images/${picture.id}/256`),
    ]),
  ]
  const texts: string[] = []
  for (const at of paths) {
    const answer = await studio.get(at)
    texts.push(`${at}\n${JSON.stringify(answer.headers())}\n${await answer.text()}`)
  }
  return texts
}

async function filesUnder(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
}

async function filesWithKey(folder: string): Promise<readonly string[]> {
  const found: string[] = []
  for (const file of await filesUnder(folder)) {
    if (holdsKey((await readFile(file)).toString('latin1'))) found.push(file)
  }
  return found
}

test('the key is in no answer, page, bundle, log, file or browser storage', async ({
  page,
  studio,
  expectConsole,
}) => {
  test.setTimeout(240_000)
  // Wrong ids are asked for on purpose.
  expectConsole(/404|401/)
  const heard = listen(page)
  await studio.signIn(page)
  await driveThroughFaults(studio)
  await page.reload()
  await page.waitForLoadState('networkidle').catch(() => undefined)

  const read = await readEverything(studio)
  expect(read.length).toBeGreaterThan(50)
  expect(read.filter(holdsKey)).toEqual([])
  const answers = await heard()
  expect(answers.length).toBeGreaterThan(10)
  expect(answers.filter(({ text }) => holdsKey(text)).map(({ url }) => url)).toEqual([])

  const stored = await page.evaluate(async () => {
    const databases = await indexedDB.databases()
    return JSON.stringify([
      Object.entries(localStorage),
      Object.entries(sessionStorage),
      document.cookie,
      databases,
    ])
  })
  expect(holdsKey(stored)).toBe(false)

  await studio.stop()
  expect(studio.output()).toContain('Safelight is ready')
  expect(holdsKey(studio.output())).toBe(false)
  // The ledger's file and its write-ahead log among them.
  expect((await filesUnder(studio.folder)).some((file) => file.endsWith('.db'))).toBe(true)
  expect(await filesWithKey(studio.folder)).toEqual([])
  const root = path.resolve(fileURLToPath(import.meta.url), '../..')
  const bundle = path.join(root, process.env['SAFELIGHT_DIST'] ?? '.next', 'static')
  expect((await filesUnder(bundle)).length).toBeGreaterThan(5)
  expect(await filesWithKey(bundle)).toEqual([])
})

test('the static bundle has no maps and no word of the server', async () => {
  const root = path.resolve(fileURLToPath(import.meta.url), '../..')
  const bundle = path.join(root, process.env['SAFELIGHT_DIST'] ?? '.next', 'static')
  const files = await filesUnder(bundle)
  expect(files.filter((file) => file.endsWith('.map'))).toEqual([])
  for (const file of files.filter((name) => name.endsWith('.js'))) {
    const text = await readFile(file, 'utf8')
    for (const word of ['SAFELIGHT_GATEWAY_KEY', 'better-sqlite3', 'gateway_task_id']) {
      expect(text.includes(word), `${word} in ${path.basename(file)}`).toBe(false)
    }
  }
})
