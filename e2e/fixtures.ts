/**
 * The vocabulary of the browser tests. Each test has a built studio of its own, on a free port with its own data
 * folder, in front of a demo gateway of its own; both are gone when it ends. An error on the browser's console
 * fails the test: the page's policy reports its violations there.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type APIResponse, type BrowserContext, expect, type Page } from '@playwright/test'
import type { StudioSubmission } from '@/lib/mj/submission'
import type { Task } from '@/lib/mj/task'
import { type Demo, demoOf } from './demo'
import { type OpenDemo, test as base } from './demos'
import { freePort, seedFolder, startStudio, type StudioProcess } from './processes'

export { expect }

export type StudioOptions = {
  /** More of the studio's environment. */
  env: Readonly<Record<string, string>>
  /** Milliseconds a grid takes. */
  paceMs: number
  /** The gateway's key, as the studio knows it. */
  key: string
  /** Which gateway the demo speaks as; the studio is told its dialect. */
  personality: string
  /** False: the studio begins with what is built in, and the demo waits for somebody to connect it. */
  isConnected: boolean
  /** So many tasks are in its library before it starts; the same ones each time. */
  seeded: number
}

export type StudioUnderTest = {
  url(): string
  folder: string
  demo: Demo
  /** Everything the studio's processes have written. */
  output(): string
  /** Opens the studio in `page`: with the printed address at first, with its session from then on. */
  signIn(page: Page): Promise<void>
  /** A request as the studio's own page sends it, in the session of this test. */
  get(at: string): Promise<APIResponse>
  post(at: string, body?: unknown): Promise<APIResponse>
  submit(submission: StudioSubmission): Promise<Task>
  /** Submits and waits until the picture is kept. */
  imagine(prompt: string): Promise<Task>
  /** Waits until `check` holds for the task, and returns it. */
  until(taskId: string, check: (task: Task) => boolean): Promise<Task>
  /** Waits until it is done and its pictures are kept. */
  kept(taskId: string): Promise<Task>
  /** Its tasks, the newest first. */
  feed(): Promise<readonly Task[]>
  /** Waits for the first where there is none. */
  newest(): Promise<Task>
  /** Ends the process as asked and starts another on the same folder and port. */
  restart(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>
  stop(): Promise<void>
}

/** An open page asks on while its studio ends, for code too, and the browser remarks on every answer that it does not get. */
export const nobodyAnswers =
  /ERR_(CONNECTION|EMPTY_RESPONSE|SOCKET)|status of 503|^Refused to execute script .* MIME type \(''\)/

type Fixtures = {
  studioOptions: Partial<StudioOptions>
  studio: StudioUnderTest
  /** What the console may say although it is an error: a test that provokes a 401 expects the browser's remark. */
  expectConsole: (pattern: RegExp) => void
}

export const test = base.extend<Fixtures>({
  studioOptions: [{}, { option: true }],

  expectConsole: [
    async ({ context }, provide) => {
      const expected: RegExp[] = []
      const errors: string[] = []
      context.on('console', (message) => {
        if (message.type() === 'error') errors.push(message.text())
      })
      context.on('weberror', (error) => errors.push(String(error.error())))
      await provide((pattern) => {
        expected.push(pattern)
      })
      const surprises = errors.filter((text) => !expected.some((pattern) => pattern.test(text)))
      expect(surprises, 'errors on the console').toEqual([])
    },
    { auto: true },
  ],

  studio: async ({ context, demos, studioOptions, expectConsole }, provide, testInfo) => {
    const { env = {}, paceMs = 400, key = 'sk-e2e-gateway-key' } = studioOptions
    const { personality = 'plus', isConnected = true, seeded = 0 } = studioOptions
    const folder = await mkdtemp(path.join(tmpdir(), 'safelight-e2e-'))
    const demo = await demos.open({
      folder: path.join(folder, 'gateway'),
      key,
      paceMs,
      personality,
    })
    const data = path.join(folder, 'data')
    if (seeded > 0) await seedFolder(data, seeded)
    const open = async (port: string) =>
      startStudio({
        PORT: port,
        SAFELIGHT_DATA: data,
        SAFELIGHT_DEMO_PACE: String(paceMs),
        ...(isConnected
          ? {
              SAFELIGHT_GATEWAY_URL: demo.url,
              SAFELIGHT_GATEWAY_KEY: key,
              SAFELIGHT_GATEWAY_DIALECT: personality,
            }
          : {}),
        ...env,
      })
    try {
      const port = String(await freePort())
      const studio = await drive({ context, demo, data, expectConsole, open: () => open(port) })
      await provide(studio)
      if (testInfo.status !== testInfo.expectedStatus) {
        await testInfo.attach('studio output', { body: studio.output() })
      }
      await studio.stop()
    } finally {
      await demo.close()
      await rm(folder, { recursive: true, force: true })
    }
  },
})

async function drive(stage: {
  context: BrowserContext
  demo: OpenDemo
  data: string
  expectConsole: Fixtures['expectConsole']
  open: () => Promise<StudioProcess>
}): Promise<StudioUnderTest> {
  const { context } = stage
  let process = await stage.open()
  let past = ''
  let isSignedIn = false

  const headers = () => ({ origin: process.url, 'x-safelight': '1' })
  const signInByToken = async () => {
    if (isSignedIn) return
    const token = process.signInUrl.split('#t=')[1]
    const answer = await context.request.post(`${process.url}/api/login`, {
      headers: headers(),
      data: { token },
    })
    expect(answer.status()).toBe(204)
    isSignedIn = true
  }
  const get = async (at: string) => {
    await signInByToken()
    // A connection kept from before a restart may be closed just now; asking again changes nothing.
    return context.request.get(process.url + at, { maxRetries: 1 })
  }
  const post = async (at: string, body: unknown = {}) => {
    await signInByToken()
    return context.request.post(process.url + at, { headers: headers(), data: body })
  }
  const read = async (taskId: string) => {
    const answer = await get(`/api/tasks/${taskId}`)
    return ((await answer.json()) as { task: Task }).task
  }
  const until = async (taskId: string, check: (task: Task) => boolean) => {
    await expect
      .poll(async () => check(await read(taskId)), { intervals: [150], timeout: 60_000 })
      .toBe(true)
    return read(taskId)
  }
  const kept = (taskId: string) => until(taskId, isKept)
  const feed = async () => {
    const answer = await get('/api/tasks?limit=50')
    return ((await answer.json()) as { tasks: readonly Task[] }).tasks
  }
  const submit = (submission: StudioSubmission) => submitBy(post, submission)
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    stage.expectConsole(nobodyAnswers)
    await process.end(signal)
  }

  return {
    url: () => process.url,
    folder: stage.data,
    demo: demoOf(stage.demo),
    output: () => past + process.output(),
    async signIn(page) {
      await page.goto(isSignedIn ? process.url : process.signInUrl)
      isSignedIn = true
      await expect.poll(async () => (await get('/api/me')).status()).toBe(200)
      await expect(page).not.toHaveURL(/#t=/)
      // Who comes in by the printed address has the visitor's page in front of them until the studio's own is loaded.
      await expect(page.getByRole('navigation').first()).toBeVisible()
      await page.waitForLoadState()
    },
    get,
    post,
    submit,
    until,
    kept,
    feed,
    async newest() {
      await expect.poll(async () => (await feed()).length).toBeGreaterThan(0)
      return (await feed())[0]!
    },
    async imagine(prompt) {
      return kept((await submit({ verb: 'imagine', prompt })).id)
    },
    async restart(signal = 'SIGTERM') {
      await end(signal)
      past += process.output()
      process = await stage.open()
    },
    stop: () => end('SIGTERM'),
  }
}

export const isKept = ({ state }: Task) => state.name === 'done' && state.archive === 'kept'

/** One submit, as the page sends it. */
export async function submitBy(
  post: (at: string, body: unknown) => Promise<APIResponse>,
  submission: StudioSubmission,
): Promise<Task> {
  const items = [{ clientKey: crypto.randomUUID(), submission }]
  const answer = await post('/api/submits', { items })
  expect(answer.status()).toBe(202)
  return ((await answer.json()) as { tasks: readonly [Task] }).tasks[0]
}
