/**
 * What it costs another tool to reach the gateway through the studio's own `/mj`: one request after the other, the
 * three ways by turns, so that whatever slows the machine slows all of them. The studio takes ten requests a second
 * from one person, so it is not asked for more; neither the gateway nor the plain proxy keeps a ledger.
 */
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { runCommand } from '../../e2e/processes'
import { type Figure, median, quantile, type Row, row } from '../figure'
import { openPlainProxy } from '../plain-proxy'
import { gatewayKey, withStudio } from '../stage'

/** One way to the gateway, and what is asked for on it. */
type Way = { name: string; url: string; token: string; taskId: string }

/** The studio refills one request in 100 ms. */
const gapMs = 110

export const mj: Figure = {
  name: 'mj',
  about:
    'fetch and submit through /mj of the studio, beside a plain node proxy and no proxy at all',
  async run({ folder, isShort, say }) {
    // Nothing is painted while it lasts.
    return await withStudio({ folder, paceMs: 600_000 }, async (studio, demo) => {
      const proxy = await openPlainProxy(demo.url)
      try {
        const data = path.join(folder, 'data')
        const { output } = await runCommand(['lib/server/command/token.ts', 'bench'], {
          SAFELIGHT_DATA: data,
        })
        const urls = [
          { name: 'studio', url: studio.url, token: output.split('\n')[0]! },
          { name: 'plain proxy', url: proxy.url, token: gatewayKey },
          { name: 'direct', url: demo.url, token: gatewayKey },
        ]
        const ways: Way[] = []
        for (const way of urls) ways.push({ ...way, taskId: await submit({ ...way, taskId: '' }) })
        const fetched = await byTurns(ways, isShort ? 20 : 200, read)
        say('fetched')
        const submitted = await byTurns(ways, isShort ? 10 : 50, submit)
        return [...rowsOf('fetch', fetched), ...rowsOf('submit', submitted)]
      } finally {
        await proxy.end()
      }
    })
  },
}

type Took = { studio: number[]; proxy: number[]; direct: number[] }

/** Milliseconds of each request of each way. The first few are not counted: everybody has to wake up. */
async function byTurns(
  ways: readonly Way[],
  times: number,
  work: (way: Way) => Promise<unknown>,
): Promise<Took> {
  const took: number[][] = ways.map(() => [])
  const notCounted = 5
  for (let n = 0; n < times + notCounted; n += 1) {
    for (const [index, way] of ways.entries()) {
      const began = performance.now()
      await work(way)
      if (n >= notCounted) took[index]!.push(performance.now() - began)
    }
    await pause(gapMs)
  }
  const [studio = [], proxy = [], direct = []] = took
  return { studio, proxy, direct }
}

function rowsOf(name: string, { studio, proxy, direct }: Took): readonly Row[] {
  const [own, plain, none] = [median(studio), median(proxy), median(direct)]
  return [
    row(`${name} through the studio, median`, own, 'ms', {
      reference: { what: 'through a plain proxy', value: plain },
    }),
    row(`${name} through the studio, median`, own, 'ms', {
      reference: { what: 'direct', value: none },
    }),
    row(`${name} through the studio, 95 of 100`, quantile(studio, 0.95), 'ms', {
      reference: { what: 'through a plain proxy', value: quantile(proxy, 0.95) },
    }),
  ]
}

function headersOf({ token }: Way): Record<string, string> {
  return { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
}

async function read(way: Way): Promise<void> {
  const at = `${way.url}/mj/task/${way.taskId}/fetch`
  const answer = await fetch(at, { headers: headersOf(way) })
  const task = (await answer.json()) as { id?: unknown }
  if (answer.status !== 200 || String(task.id) !== way.taskId) {
    throw new Error(`${way.name} answered ${answer.status}: ${JSON.stringify(task)}`)
  }
}

async function submit(way: Way): Promise<string> {
  const answer = await fetch(`${way.url}/mj/submit/imagine`, {
    method: 'POST',
    headers: headersOf(way),
    body: JSON.stringify({ prompt: 'a lighthouse in fog', base64Array: [] }),
  })
  const reply = (await answer.json()) as { code?: number; result?: unknown }
  if (reply.code !== 1 && reply.code !== 22) {
    throw new Error(`${way.name} answered ${answer.status}: ${JSON.stringify(reply)}`)
  }
  return String(reply.result)
}
