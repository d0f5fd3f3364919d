/**
 * Programs in every text that a person or a gateway can write, looked at by a real browser in both themes, and in files
 * opened as documents. Nothing may run, and the page's policy may have nothing to forbid.
 */
import path from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test'
import type { Task } from '@/lib/mj/task'
import { browserOptions } from '../../e2e/browser'
import { type BuiltStudio, openBuiltStudio } from '../built-studio'
import { hostileFiles } from '../corpus/pictures'
import { littlePicture } from '../little-picture'
import { openPlainGateway } from '../plain-gateway'
import { atLeast, type Check, exactly, never, type Scenario, sized, type Stage } from '../scenario'
import { payloads } from '../corpus/payloads'
import { until } from '../until'

export const scripts: Scenario = {
  name: 'scripts',
  about: 'programs in every text and file, in a browser and both themes',
  pace: 'works',
  run: write,
}

/** Every text of its own that a gateway sends with a task. */
function taskOf(number: number, url: string): Readonly<Record<string, unknown>> {
  const text = payloads[number % payloads.length]!
  const words = {
    promptEn: text,
    description: text,
    progress: text,
    properties: { finalPrompt: text, messageContent: text, notifyHook: text },
  }
  if (number % 3 === 1) return { ...words, status: 'FAILURE', failReason: text }
  if (number % 3 === 2) return { ...words, status: text, imageUrl: text }
  const buttons = [1, 2, 3, 4].map((n) => ({
    customId: `MJ::JOB::upsample::${n}::${text}`,
    label: text,
    emoji: text.slice(0, 60),
    style: 2,
  }))
  return { ...words, imageUrl: `${url}/own.png`, buttons }
}

/** What else people write, and the route that takes it. A row more for each new field. */
const fields: readonly {
  name: string
  at: (task: string) => string
  body: (text: string, n: number) => unknown
}[] = [
  { name: 'note', at: (task) => `/api/tasks/${task}/note`, body: (note) => ({ note }) },
  {
    name: 'collection',
    at: () => '/api/collections',
    body: (text) => ({ name: text.slice(0, 100) }),
  },
  {
    name: 'saved search',
    at: () => '/api/searches',
    body: (text) => ({ name: text.slice(0, 100), query: text }),
  },
  {
    name: 'state of another tool',
    at: () => '/mj/submit/imagine',
    body: (text, n) => ({ prompt: `${text} #${n}`, state: text.slice(0, 255) }),
  },
]

type Seen = { views: number; dialogs: number; ran: number; violations: number; weak: number }

async function write(stage: Stage): Promise<readonly Check[]> {
  const count = sized(stage, payloads.length, 24)
  const gateway = await openPlainGateway({
    taskOf,
    serve: () => ({ status: 200, headers: { 'content-type': 'image/png' }, body: littlePicture }),
  })
  const studio = await openBuiltStudio(path.join(stage.folder, 'studio'), {
    SAFELIGHT_GATEWAY_URL: gateway.url,
    SAFELIGHT_GATEWAY_KEY: 'sk-torture',
    SAFELIGHT_GATEWAY_NAME: payloads[0]!.slice(0, 60),
  })
  const browser = await chromium.launch(browserOptions)
  try {
    const tasks = await fill(studio, count)
    const written = await fillFields(studio, tasks)
    const seen: Seen = { views: 0, dialogs: 0, ran: 0, violations: 0, weak: 0 }
    for (const theme of ['dark', 'light'] as const) {
      const context = await watched(browser, studio, { theme, seen, say: stage.say })
      await lookAround(context, studio, {
        tasks,
        seen,
        pages: sized(stage, 40, 2),
        screens: sized(stage, 12, 3),
      })
      await openFiles(context, studio, seen, stage)
      await context.close()
    }
    const proof = await proveWatch(browser)
    return [
      atLeast('payloads', 100, payloads.length),
      exactly('tasks whose every text is one', count, tasks.length),
      atLeast('other texts that were taken', sized(stage, 150, 30), written),
      atLeast('views in a browser', sized(stage, 150, 40), seen.views),
      never('dialogs', seen.dialogs),
      never('programs that ran', seen.ran),
      never('violations of the policy', seen.violations),
      never('pages whose policy lets inline scripts or eval run', seen.weak),
      exactly('programs seen to run where they may', 1, proof),
    ]
  } finally {
    await browser.close()
    await studio.end('SIGTERM')
    await gateway.close()
  }
}

async function fill(studio: BuiltStudio, count: number): Promise<readonly Task[]> {
  const ids: string[] = []
  for (let from = 0; from < count; from += 40) {
    const items = Array.from({ length: Math.min(40, count - from) }, (_, n) => ({
      clientKey: `scripts-${from + n}`,
      submission: { verb: 'imagine', prompt: `${payloads[from + n]} #${from + n}` },
    }))
    const answer = await studio.post('/api/submits', { items })
    const { tasks } = JSON.parse(answer.bytes.toString()) as { tasks: readonly Task[] }
    ids.push(...tasks.map(({ id }) => id))
  }
  const read = async (id: string) => {
    const answer = await studio.get(`/api/tasks/${id}`)
    return (JSON.parse(answer.bytes.toString()) as { task: Task }).task
  }
  const tasks: Task[] = []
  for (const id of ids) {
    // Words that are no state leave a task running.
    await until(async () => !['queued', 'sending'].includes((await read(id)).state.name), 120_000)
    tasks.push(await read(id))
  }
  const finished = tasks.find((_task, n) => n % 3 === 0)!
  await until(async () => (await read(finished.id)).state.name === 'done', 60_000)
  return tasks
}

async function fillFields(studio: BuiltStudio, tasks: readonly Task[]): Promise<number> {
  let taken = 0
  for (const [n, task] of tasks.entries()) {
    for (const { at, body } of fields) {
      const { status } = await studio.post(at(task.id), body(payloads[n]!, n))
      if (status < 300) taken += 1
    }
  }
  return taken
}

/** A context that hears of everything that runs, and of everything that the policy had to stop. */
async function watched(
  browser: Browser,
  studio: BuiltStudio,
  { theme, seen, say }: { theme: 'dark' | 'light'; seen: Seen; say: Stage['say'] },
): Promise<BrowserContext> {
  const context = await browser.newContext({ colorScheme: theme, reducedMotion: 'reduce' })
  const [name = '', value = ''] = studio.cookie.split('=')
  await context.addCookies([{ name, value, url: studio.url }])
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      const page = globalThis as { violations?: string[] }
      ;(page.violations ??= []).push(`${violatedDirective} ${blockedURI}`)
    })
  })
  context.on('dialog', (dialog) => {
    seen.dialogs += 1
    say(`a dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  context.on('response', (response) => {
    if (!response.request().isNavigationRequest() || response.status() >= 500) return
    const policy = response.headers()['content-security-policy'] ?? ''
    const directives = policy.split('; ')
    const named = (name: string) => directives.find((one) => one.startsWith(`${name} `))
    const directive = named('script-src') ?? named('default-src')
    if (directive === undefined || /unsafe-(?:inline|eval)|\*/.test(directive)) {
      seen.weak += 1
      say(`${response.url()} has the policy ${policy}`)
    }
  })
  return context
}

async function tally(page: Page, seen: Seen, say: Stage['say'] = () => undefined): Promise<void> {
  seen.views += 1
  const { ran, violations } = await page.evaluate(() => {
    const marked = globalThis as { ran?: number; violations?: readonly string[] }
    return { ran: marked.ran !== undefined, violations: marked.violations ?? [] }
  })
  if (ran) seen.ran += 1
  seen.violations += violations.length
  if (ran || violations.length > 0) say(`${page.url()}: ran ${ran}; ${violations.join(', ')}`)
}

async function lookAround(
  context: BrowserContext,
  studio: BuiltStudio,
  look: { tasks: readonly Task[]; seen: Seen; pages: number; screens: number },
): Promise<void> {
  const { tasks, seen, pages, screens } = look
  const page = await context.newPage()
  for (const at of ['/', '/library', '/settings']) {
    await page.goto(studio.url + at)
    await page.getByRole('main').first().waitFor()
    // A long feed draws what is in sight: it is walked to its end.
    for (let screen = 0; screen < screens; screen += 1) {
      await page.mouse.wheel(0, 2000)
      await tally(page, seen)
    }
  }
  for (const { id } of tasks.slice(0, pages)) {
    await page.goto(`${studio.url}/t/${id}`)
    await page.getByRole('heading').first().waitFor()
    await tally(page, seen)
  }
  for (const text of payloads.slice(0, pages)) {
    const word = encodeURIComponent(text)
    for (const at of [`/library?q=${word}`, `/nothing/${word}`, `/#t=${word}`]) {
      await page.goto(studio.url + at)
      await tally(page, seen)
    }
  }
  await page.close()
}

/** Every file as a document of its own, and answers that repeat what was asked. */
async function openFiles(
  context: BrowserContext,
  studio: BuiltStudio,
  seen: Seen,
  stage: Stage,
): Promise<void> {
  const page = await context.newPage()
  const files = (await hostileFiles({ isShort: true })).filter(({ name }) =>
    /page|SVG|jar/.test(name),
  )
  const addresses: string[] = []
  for (const { bytes } of files) {
    const picture = `data:image/png;base64,${bytes.toString('base64')}`
    const answer = await studio.post('/api/references', { picture })
    if (answer.status !== 201) continue
    const { reference } = JSON.parse(answer.bytes.toString()) as { reference: { id: string } }
    addresses.push(
      ...['original', '256'].map((size) => `/images/reference/${reference.id}/${size}`),
    )
  }
  const word = encodeURIComponent(payloads[0]!)
  addresses.push(`/api/tasks/${word}`, `/api/tasks?limit=${word}`, `/mj/task/${word}/fetch`)
  addresses.push(`/images/${word}/256`, '/api/tasks', '/api/collections', '/api/searches')
  for (const at of addresses) {
    await page.goto(studio.url + at)
    await tally(page, seen, stage.say)
  }
  await page.close()
}

/** Where nobody forbids it, the same watch sees a program run: 1. */
async function proveWatch(browser: Browser): Promise<number> {
  const page = await browser.newPage()
  const seen: Seen = { views: 0, dialogs: 0, ran: 0, violations: 0, weak: 0 }
  await page.setContent(`<p>${payloads[0]!}</p>`)
  await tally(page, seen)
  await page.close()
  return seen.ran
}
