/**
 * From the gateway's SUCCESS to the picture painted in the browser, over tasks submitted one by one by hand in the
 * composer. The gateway's own `finishTime` is the start; the end is the moment the four quadrants are decoded and the
 * browser has drawn a frame. Beside it, the least a client of the same gateway can need: how long the gateway takes to
 * hand out the finished picture's bytes.
 */
import type { Browser, Page } from '@playwright/test'
import type { Task } from '@/lib/mj/task'
import { type DemoProcess, freePort } from '../../e2e/processes'
import type { BuiltStudio } from '../../torture/built-studio'
import { type Figure, mean, type Row, row, type Stage } from '../figure'
import { gatewayKey, readJson, type Setting, signedIn, withBrowser, withStudio } from '../stage'

export const painted: Figure = {
  name: 'painted',
  about: "from the gateway's SUCCESS to four quadrants on the screen, beside the bytes alone",
  async run(stage) {
    const asking = await series(stage, { name: 'asking', tasks: 10, isTold: false, env: {} })
    const PORT = String(await freePort())
    const origin = `http://127.0.0.1:${PORT}`
    const env = { PORT, SAFELIGHT_ORIGIN: origin }
    const told = await series(stage, { name: 'told', tasks: 10, isTold: true, env })
    return [
      ...rowsOf('SUCCESS to painted', asking, { mean: 0.8, worst: 1.5 }),
      ...rowsOf('SUCCESS to painted, with a webhook', told, { mean: 0.3, worst: 1.5 }),
      row('bytes until four quadrants show', mean(asking.map(({ kb }) => kb)), 'kB', {
        reference: { what: 'the file as it is', value: mean(asking.map(({ fileKb }) => fileKb)) },
        goal: 120,
      }),
    ]
  },
}

/** Seconds, and the sizes of what was fetched for it. */
type Sample = { painted: number; floor: number; kb: number; fileKb: number }

function rowsOf(
  name: string,
  samples: readonly Sample[],
  goals: { mean: number; worst: number },
): readonly Row[] {
  const reference = (value: number) => ({ what: 'bytes alone', value })
  const [own, floor] = [samples.map((one) => one.painted), samples.map((one) => one.floor)]
  return [
    row(`${name}, mean`, mean(own), 's', {
      reference: reference(mean(floor)),
      goal: goals.mean,
    }),
    row(`${name}, worst`, Math.max(...own), 's', {
      reference: reference(Math.max(...floor)),
      goal: goals.worst,
    }),
  ]
}

type Series = { name: string; tasks: number } & Required<Pick<Setting, 'isTold' | 'env'>>

/** The studio is told by the gateway, or asks. */
function series(
  { folder, isShort, say }: Stage,
  { name, tasks, isTold, env }: Series,
): Promise<readonly Sample[]> {
  const setting = { folder: `${folder}/${name}`, paceMs: isShort ? 2000 : 10_000, isTold, env }
  return withStudio(setting, (studio, demo) =>
    withBrowser(async (browser) => {
      const samples: Sample[] = []
      const { page, takeKb } = await openCreate(browser, studio)
      for (let n = 1; n <= (isShort ? 2 : tasks); n += 1) {
        const words = `print ${n}`
        const prompt = page.getByRole('textbox', { name: 'Prompt' })
        await prompt.fill(`violet mountains at dusk, ${words} --ar 3:2`)
        await prompt.press('Enter')
        const paintedAt = await whenPainted(page, words)
        const { isCalling, ...sample } = await compare(studio, demo, paintedAt)
        // Otherwise the same thing would be measured twice, under two names.
        if (isCalling !== isTold) throw new Error('the gateway calls in one of the two series only')
        samples.push({ ...sample, kb: await takeKb() })
        const { painted: own, floor } = samples.at(-1)!
        say(`${name} ${n}: ${own.toFixed(2)} s (bytes alone ${floor.toFixed(2)} s)`)
      }
      return samples
    }),
  )
}

async function openCreate(browser: Browser, studio: BuiltStudio) {
  const context = await signedIn(browser, studio)
  const page = await context.newPage()
  let sizes: Promise<number>[] = []
  page.on('requestfinished', (request) => {
    const isOfTask = /^\/images\/(?!preview)/.test(new URL(request.url()).pathname)
    if (isOfTask) sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize))
  })
  await page.goto(studio.url)
  await page.getByRole('textbox', { name: 'Prompt' }).waitFor()
  return {
    page,
    /** Kilobytes of pictures since it was last asked. */
    takeKb: async () => {
      const all = await Promise.all(sizes)
      sizes = []
      return all.reduce((sum, size) => sum + size, 0) / 1000
    },
  }
}

/**
 * Epoch milliseconds at which the card whose prompt contains `words` has drawn its four quadrants. Given to the page
 * as text: tsx marks compiled functions with a word of its own that a page does not know.
 */
async function whenPainted(page: Page, words: string): Promise<number> {
  return page.evaluate<number>(`new Promise((resolve) => {
    const frame = () => {
      const card = [...document.querySelectorAll('article')].find((one) =>
        one.textContent.includes(${JSON.stringify(words)}),
      )
      const images = card ? [...card.querySelectorAll('a img')] : []
      if (images.length < 4 || images.some((one) => !one.complete || one.naturalWidth === 0)) {
        return requestAnimationFrame(frame)
      }
      Promise.all(images.map((one) => one.decode())).then(() =>
        requestAnimationFrame(() => resolve(Date.now())),
      )
    }
    frame()
  })`)
}

/** The gateway's own account of the newest task. */
async function compare(
  studio: BuiltStudio,
  demo: DemoProcess,
  paintedAt: number,
): Promise<Omit<Sample, 'kb'> & { isCalling: boolean }> {
  const feed = await readJson<{ tasks: readonly [Task] }>(studio, '/api/tasks?limit=1')
  const headers = { authorization: `Bearer ${gatewayKey}` }
  const at = `${demo.url}/mj/task/${feed.tasks[0].gatewayTaskId}/fetch`
  const report = (await (await fetch(at, { headers })).json()) as {
    finishTime: number
    imageUrl: string
    properties: { notifyHook: string }
  }
  const asked = performance.now()
  const file = await (await fetch(report.imageUrl)).arrayBuffer()
  return {
    painted: (paintedAt - report.finishTime) / 1000,
    floor: (performance.now() - asked) / 1000,
    fileKb: file.byteLength / 1000,
    isCalling: report.properties.notifyHook !== '',
  }
}
