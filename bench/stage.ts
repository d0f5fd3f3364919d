/** A built studio in front of a demo gateway of its own, for the length of one measurement. */
import path from 'node:path'
import { type Browser, type BrowserContext, chromium } from '@playwright/test'
import { browserOptions } from '../e2e/browser'
import { type DemoProcess, seedFolder, startDemo } from '../e2e/processes'
import { type BuiltStudio, openBuiltStudio } from '../torture/built-studio'

export const gatewayKey = 'sk-bench-gateway-key'

export type Setting = {
  /** An empty one. */
  folder: string
  /** Milliseconds that a grid takes. */
  paceMs: number
  /** So many tasks are in the library. */
  seeded?: number
  /** Where the studio thinks the gateway is, when something stands between them. */
  between?: (demo: DemoProcess) => Promise<string>
  /** The gateway calls the studio when a task has changed; `env` says under which address. */
  isTold?: boolean
  env?: Readonly<Record<string, string>>
}

/** Starts both on free ports, measures, and ends them. */
export async function withStudio<Answer>(
  { folder, paceMs, seeded, between, isTold = false, env }: Setting,
  measure: (studio: BuiltStudio, demo: DemoProcess) => Promise<Answer>,
): Promise<Answer> {
  const gatewayFolder = path.join(folder, 'gateway')
  const demo = await startDemo({ folder: gatewayFolder, key: gatewayKey, paceMs })
  try {
    const data = path.join(folder, 'data')
    if (seeded !== undefined) await seedFolder(data, seeded)
    const url = (await between?.(demo)) ?? demo.url
    // Its pictures are where it is itself, whatever stands between.
    const imageHost = new URL(demo.url).host
    const named = {
      SAFELIGHT_GATEWAY_URL: url,
      SAFELIGHT_GATEWAY_KEY: gatewayKey,
      SAFELIGHT_IMAGE_HOSTS: imageHost,
    }
    const studio = await openBuiltStudio(data, { ...(isTold ? {} : named), ...env })
    try {
      if (isTold) await addTelling(studio, url, imageHost)
      return await measure(studio, demo)
    } finally {
      await studio.end('SIGTERM')
    }
  } finally {
    await demo.end('SIGTERM')
  }
}

/** Only a gateway that is set up in the studio is asked to call. */
async function addTelling(studio: BuiltStudio, baseUrl: string, imageHost: string): Promise<void> {
  const { status, bytes } = await studio.post('/api/gateways', {
    name: 'Telling',
    baseUrl,
    key: gatewayKey,
    auth: 'bearer',
    dialect: 'plus',
    defaultSpeed: null,
    accountFilter: {},
    notify: true,
    imageHosts: [imageHost],
  })
  if (status !== 201) throw new Error(`the gateway was not taken: ${bytes.toString()}`)
}

export async function withBrowser<Answer>(
  measure: (browser: Browser) => Promise<Answer>,
): Promise<Answer> {
  const browser = await chromium.launch(browserOptions)
  try {
    return await measure(browser)
  } finally {
    await browser.close()
  }
}

/** A desk with a window of its own, signed in as the owner. */
export async function signedIn(browser: Browser, studio: BuiltStudio): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const [name, value] = studio.cookie.split('=') as [string, string]
  await context.addCookies([{ name, value, url: studio.url }])
  return context
}

/** Submits as the page does; answers the studio's id. */
export async function imagine(studio: BuiltStudio, prompt: string): Promise<string> {
  const items = [{ clientKey: crypto.randomUUID(), submission: { verb: 'imagine', prompt } }]
  const { status, bytes } = await studio.post('/api/submits', { items })
  if (status !== 202) throw new Error(`the submit was refused: ${bytes.toString()}`)
  return (JSON.parse(bytes.toString()) as { tasks: readonly [{ id: string }] }).tasks[0].id
}

export async function readJson<Answer>(studio: BuiltStudio, at: string): Promise<Answer> {
  const { status, bytes } = await studio.get(at)
  if (status !== 200) throw new Error(`${at} answered ${status}: ${bytes.toString()}`)
  return JSON.parse(bytes.toString()) as Answer
}
