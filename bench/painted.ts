/**
 * From the gateway's SUCCESS to the picture painted in the browser, in seconds, over 20 tasks submitted one by one
 * by hand in the composer, on grids that take about 10 s. The gateway's own `finishTime` is the start; the end is the
 * moment the four quadrants are decoded and the browser has drawn a frame. Beside it, the least a client of the
 * same gateway can need: how long the gateway takes to hand out the finished picture's bytes.
 */
import { chromium, type Page } from '@playwright/test'
import type { Task } from '@/lib/mj/task'
import { browserOptions } from '../e2e/browser'
import { withStudio, type Stage } from './stage'

const tasks = 20
const limitSeconds = 1.5

await withStudio({ paceMs: 10_000 }, async (stage) => {
  const browser = await chromium.launch(browserOptions)
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.goto(stage.signInUrl)
  const prompt = page.getByRole('textbox', { name: 'Prompt' })
  await prompt.waitFor()
  const samples: { painted: number; floor: number }[] = []
  for (let n = 1; n <= tasks; n++) {
    await prompt.fill(`violet mountains at dusk, print ${n} --ar 3:2`)
    await prompt.press('Enter')
    const paintedAt = await whenPainted(page, `print ${n}`)
    samples.push(await compare(page, stage, paintedAt))
    const { painted, floor } = samples.at(-1)!
    console.log(
      `${String(n).padStart(3)}  ${painted.toFixed(2)} s  (bytes alone ${floor.toFixed(2)} s)`,
    )
  }
  await browser.close()
  const painted = samples.map((sample) => sample.painted).toSorted((a, b) => a - b)
  const floor = samples.map((sample) => sample.floor).toSorted((a, b) => a - b)
  const median = middle(painted)
  console.log(
    `median ${median.toFixed(2)} s, worst ${painted.at(-1)!.toFixed(2)} s, ` +
      `${(median / middle(floor)).toFixed(1)} times the bytes alone; at most ${limitSeconds} s is wanted`,
  )
  if (median > limitSeconds) process.exitCode = 1
})

function middle(sorted: readonly number[]): number {
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

/**
 * Epoch milliseconds at which the card whose prompt contains `words` has drawn its four quadrants. Given to the page
 * as text: tsx marks compiled functions with a helper that a page does not know.
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

async function compare(page: Page, stage: Stage, paintedAt: number) {
  const feed = await page.evaluate(async () => (await fetch('/api/tasks?limit=1')).json())
  const [task] = (feed as { tasks: readonly [Task] }).tasks
  const headers = { authorization: `Bearer ${stage.demo.key}` }
  const answer = await fetch(`${stage.demo.url}/mj/task/${task.gatewayTaskId}/fetch`, { headers })
  const report = (await answer.json()) as { finishTime: number; imageUrl: string }
  const asked = performance.now()
  await (await fetch(report.imageUrl)).arrayBuffer()
  return {
    painted: (paintedAt - report.finishTime) / 1000,
    floor: (performance.now() - asked) / 1000,
  }
}
