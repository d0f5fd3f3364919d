/** On what the figures were taken: whoever compares two tables has to know whether he may. */
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os'
import { chromium } from '@playwright/test'
import { browserOptions } from '../e2e/browser'

/** Work that waits for each core, as an average of the last minute, above which times tell of the neighbours. */
const busyPerCore = 1.5

export type Machine = {
  cores: number
  processor: string
  memoryGb: number
  system: string
  node: string
  chromium: string
}

/** Load by core, of the last minute. */
export function load(): number {
  return loadavg()[0]! / availableParallelism()
}

export function isBusy(loads: readonly number[]): boolean {
  return loads.some((one) => one > busyPerCore)
}

export async function readMachine(): Promise<Machine> {
  return {
    cores: availableParallelism(),
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    memoryGb: Math.round(totalmem() / 2 ** 30),
    system: `${process.platform} ${process.arch}`,
    node: process.version,
    chromium: await chromiumVersion(),
  }
}

async function chromiumVersion(): Promise<string> {
  const browser = await chromium.launch(browserOptions)
  const version = browser.version()
  await browser.close()
  return version
}
