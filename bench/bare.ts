/**
 * The framework with nothing in it: a page of bench/bare with one field, built once for each version of the framework
 * and started as the studio is. What a figure of the studio owes to its framework is told by this page.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort } from '../e2e/processes'

const folder = fileURLToPath(new URL('bare', import.meta.url))
const require = createRequire(import.meta.url)
const next = require.resolve('next/dist/bin/next')
const environment = {
  ...process.env,
  NODE_ENV: 'production',
  NEXT_TELEMETRY_DISABLED: '1',
} as const

export type BarePage = { url: string; pid: number; startedMs: number; end(): Promise<void> }

/** Starts the page and waits for its first answer; builds it before, where it is not. */
export async function openBarePage(): Promise<BarePage> {
  await build()
  const port = String(await freePort())
  const began = performance.now()
  const child = spawn(process.execPath, [next, 'start', folder, '-H', '127.0.0.1', '-p', port], {
    stdio: 'ignore',
    env: environment,
  })
  const url = `http://127.0.0.1:${port}`
  await firstAnswer(url, () => child.exitCode === null)
  return {
    url,
    pid: child.pid!,
    startedMs: performance.now() - began,
    async end() {
      const exited = once(child, 'exit')
      child.kill('SIGTERM')
      await exited
    },
  }
}

async function build(): Promise<void> {
  const { version } = require('next/package.json') as { version: string }
  const marker = path.join(folder, '.next/safelight-bare')
  if (existsSync(marker) && (await readFile(marker, 'utf8')) === version) return
  const child = spawn(process.execPath, [next, 'build', folder], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: environment,
  })
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0) throw new Error(`the bare page could not be built: the build ended with ${code}`)
  await writeFile(marker, version)
}

/** Resolves when an address answers with a page; rejects when whoever should answer is gone. */
export async function firstAnswer(url: string, isAlive: () => boolean): Promise<void> {
  for (;;) {
    const answer = await fetch(url, { redirect: 'manual' }).catch(() => null)
    if (answer !== null) {
      await answer.arrayBuffer()
      if (answer.status < 500) return
    }
    if (!isAlive()) throw new Error(`whoever should answer on ${url} has ended`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
