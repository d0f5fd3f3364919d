/** The demo gateways of the stories, opened in a process that outlives them (demo-house.ts). */
import { type ChildProcess, fork } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { test as base } from '@playwright/test'

export type DemoOptions = { folder: string; key: string; paceMs: number; personality: string }
export type OpenDemo = { url: string; key: string; close(): Promise<void> }
type Demos = { open(options: DemoOptions): Promise<OpenDemo> }

export type Order = { number: number; open: DemoOptions } | { number: number; close: string }
export type Answer = { number: number; url: string } | { number: number; error: string }

export const test = base.extend<Record<never, never>, { demos: Demos }>({
  demos: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the pattern to know what is needed: nothing
    async ({}, provide) => {
      const house = startHouse()
      await provide(demosIn(house))
      house.disconnect()
    },
    { scope: 'worker' },
  ],
})

const folder = path.resolve(fileURLToPath(import.meta.url), '../..')

function startHouse(): ChildProcess {
  return fork('e2e/demo-house.ts', {
    cwd: folder,
    execArgv: ['--conditions=react-server', '--import', 'tsx'],
  })
}

function demosIn(house: ChildProcess): Demos {
  let last = 0
  const ask = (what: { open: DemoOptions } | { close: string }) =>
    new Promise<string>((resolve, reject) => {
      const number = ++last
      const leave = () => house.off('message', hear).off('exit', end)
      const hear = (answer: Answer) => {
        if (answer.number !== number) return
        leave()
        if ('url' in answer) resolve(answer.url)
        else reject(new Error(answer.error))
      }
      const end = () => {
        leave()
        reject(new Error('the process of the demo gateways has ended'))
      }
      house.on('message', hear).on('exit', end)
      house.send({ number, ...what })
    })
  return {
    async open(options) {
      const url = await ask({ open: options })
      return {
        url,
        key: options.key,
        async close() {
          await ask({ close: url })
        },
      }
    },
  }
}
