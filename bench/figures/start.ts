/**
 * From the command to the first page that is answered. Cold: the data folder is empty, and everything in it is made.
 * Warm: the same folder again, by itself and by `npm start`, which looks first whether anything has to be installed or
 * built. Beside it node that only starts and ends, and a bare page of the framework.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { cleanEnvironment, freePort, runClient, startStudio } from '../../e2e/processes'
import { firstAnswer, openBarePage } from '../bare'
import { type Figure, median, row } from '../figure'

export const start: Figure = {
  name: 'start',
  about: 'from the command to the first page, cold and warm, beside node itself and a bare page',
  async run({ folder, isShort }) {
    const took: Took = { node: [], bare: [], cold: [], warm: [], npm: [] }
    const runs = isShort ? 1 : 5
    // The first of all reads everything from the disk, whoever it is; it is not counted.
    for (let n = 0; n <= runs; n += 1) {
      const data = path.join(folder, `data-${n}`)
      const once = {
        node: await timed(() => runClient(['--eval', '0'])),
        bare: await bareStart(),
        cold: await studioStart(data),
        warm: await studioStart(data),
        npm: await npmStart(data),
      }
      if (n > 0) for (const name of names) took[name].push(once[name])
    }
    const bare = { what: 'a bare page', value: median(took.bare) }
    const node = { what: 'node by itself', value: median(took.node) }
    return [
      row('cold start', median(took.cold), 'ms', { reference: bare }),
      row('warm start', median(took.warm), 'ms', { reference: bare, goal: 2000 }),
      row('warm start', median(took.warm), 'ms', { reference: node }),
      row('warm start by npm', median(took.npm), 'ms', { reference: bare, goal: 2000 }),
    ]
  },
}

const names = ['node', 'bare', 'cold', 'warm', 'npm'] as const
type Took = Record<(typeof names)[number], number[]>

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

async function bareStart(): Promise<number> {
  const page = await openBarePage()
  await page.end()
  return page.startedMs
}

async function studioStart(data: string): Promise<number> {
  const began = performance.now()
  const studio = await startStudio({ PORT: String(await freePort()), SAFELIGHT_DATA: data })
  await firstAnswer(studio.url, () => true)
  const ms = performance.now() - began
  await studio.end('SIGTERM')
  return ms
}

async function npmStart(data: string): Promise<number> {
  const port = String(await freePort())
  const began = performance.now()
  // A group of its own, so that npm and what it has started end together.
  const child = spawn('npm', ['start'], {
    stdio: 'ignore',
    detached: true,
    env: { ...cleanEnvironment(), PORT: port, SAFELIGHT_DATA: data },
  })
  const exited = once(child, 'exit')
  await firstAnswer(`http://127.0.0.1:${port}`, () => child.exitCode === null)
  const ms = performance.now() - began
  process.kill(-child.pid!, 'SIGTERM')
  await exited
  return ms
}
