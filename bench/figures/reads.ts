/**
 * How often the gateway is asked while tasks run, counted between the studio and the gateway. Beside it clients that
 * ask as most do: each open tab asks for each running task every five seconds. They really ask, over the same time.
 */
import { setTimeout as pause } from 'node:timers/promises'
import type { Task } from '@/lib/mj/task'
import type { BuiltStudio } from '../../torture/built-studio'
import { type Figure, type Row, row, type Stage } from '../figure'
import { openPlainProxy, type PlainProxy } from '../plain-proxy'
import { gatewayKey, imagine, readJson, signedIn, withBrowser, withStudio } from '../stage'

const goal = 25
const naiveEveryMs = 5000
/** The studio saves up a few reads for the end of a task, so only a whole minute tells. Tasks take about as long. */
const minuteMs = 60_000

export const reads: Figure = {
  name: 'reads',
  about: 'gateway requests a minute with 1, 10, 30 tasks and 1, 3 tabs, beside a poll for each',
  async run(stage) {
    // A count suffers nothing from a neighbour: both at once.
    const both = await Promise.all([1, 3].map((tabs) => withTabs(stage, tabs)))
    return both.flat()
  },
}

async function withTabs({ folder, isShort, say }: Stage, tabs: number): Promise<readonly Row[]> {
  const proxies: PlainProxy[] = []
  const setting = {
    folder: `${folder}/${tabs}`,
    paceMs: isShort ? 4000 : 56_000,
    between: async ({ url }: { url: string }) => {
      proxies.push(await openPlainProxy(url), await openPlainProxy(url))
      return proxies[0]!.url
    },
  }
  try {
    return await withStudio(setting, (studio) =>
      withBrowser(async (browser) => {
        const context = await signedIn(browser, studio)
        for (let n = 0; n < tabs; n += 1) {
          const page = await context.newPage()
          await page.goto(studio.url)
          await page.getByRole('textbox', { name: 'Prompt' }).waitFor()
        }
        const [own, naive] = proxies as [PlainProxy, PlainProxy]
        const words = tabs === 1 ? '1 tab' : `${tabs} tabs`
        const spanMs = isShort ? 5000 : minuteMs
        const [idle] = await perMinute([own], () => pause(spanMs / 3))
        const rows = [row(`idle, ${words}`, idle!, 'a minute', { goal: 0 })]
        for (const tasks of isShort ? [1, 3] : [1, 10, 30]) {
          let ids: ReadonlySet<string> = new Set()
          const [asked, polled] = await perMinute([own, naive], async () => {
            const polling = pollNaively(naive, tasks * tabs)
            const span = pause(spanMs)
            ids = await submitAll(studio, tasks)
            await span
            polling.stop()
          })
          await untilDone(studio, ids)
          const name = `${tasks} ${tasks === 1 ? 'task' : 'tasks'}, ${words}`
          const reference = { what: 'each asked for every 5 s', value: polled! }
          rows.push(row(name, asked!, 'a minute', { reference, goal }))
          say(`${name}: ${asked!.toFixed(1)} a minute`)
        }
        return rows
      }),
    )
  } finally {
    for (const proxy of proxies) await proxy.end()
  }
}

/** Reads a minute through each proxy while something goes on. */
async function perMinute(
  proxies: readonly PlainProxy[],
  work: () => Promise<void>,
): Promise<readonly number[]> {
  const countAll = () => Promise.all(proxies.map((proxy) => proxy.counted('mj/task')))
  const [before, began] = [await countAll(), performance.now()]
  await work()
  const minutes = (performance.now() - began) / 60_000
  const after = await countAll()
  return after.map((count, n) => (count - before[n]!) / minutes)
}

async function submitAll(studio: BuiltStudio, tasks: number): Promise<ReadonlySet<string>> {
  const ids = new Set<string>()
  for (let n = 0; n < tasks; n += 1) {
    ids.add(await imagine(studio, `a lighthouse in fog, number ${n}`))
  }
  return ids
}

async function untilDone(studio: BuiltStudio, ids: ReadonlySet<string>): Promise<void> {
  for (;;) {
    const page = await readJson<{ tasks: readonly Task[] }>(studio, `/api/tasks?limit=${ids.size}`)
    const own = page.tasks.filter(({ id }) => ids.has(id))
    if (own.every(({ state }) => state.name === 'done')) return
    const unlucky = own.find(({ state }) => state.name === 'failed')
    if (unlucky !== undefined) throw new Error(`a task failed: ${JSON.stringify(unlucky.state)}`)
    await pause(250)
  }
}

/** So many tasks asked for by themselves, at once and then every five seconds. Which task it is makes no difference. */
function pollNaively({ url }: PlainProxy, tasks: number): { stop(): void } {
  const headers = { authorization: `Bearer ${gatewayKey}` }
  const ask = () => {
    for (let n = 0; n < tasks; n += 1) {
      fetch(`${url}/mj/task/${n}/fetch`, { headers })
        .then((answer) => answer.arrayBuffer())
        .catch(() => undefined)
    }
  }
  ask()
  const timer = setInterval(ask, naiveEveryMs)
  return { stop: () => clearInterval(timer) }
}
