/** What the Create page loads before anybody touches it, with an empty feed and a session. */
import { gzipSync } from 'node:zlib'
import type { BrowserContext } from '@playwright/test'
import { openBarePage } from '../bare'
import { type Figure, median, row } from '../figure'
import { signedIn, withBrowser, withStudio } from '../stage'

export const firstLoad: Figure = {
  name: 'first-load',
  about: 'JavaScript of the Create page and the time until it can be used, beside a bare page',
  async run({ folder, isShort, say }) {
    const bare = await openBarePage()
    try {
      return await withStudio({ folder, paceMs: 2000 }, (studio) =>
        withBrowser(async (browser) => {
          const times = isShort ? 1 : 5
          const ours = await look(await signedIn(browser, studio), studio.url, times)
          const plain = await look(await browser.newContext(), bare.url, times)
          for (const { path, kb } of ours.scripts) say(`${kb.toFixed(1).padStart(6)} kB ${path}`)
          const beside = (value: number) => ({ what: 'a bare page', value })
          return [
            row('JavaScript on first load, gzip', kbOf(ours), 'kB', {
              reference: beside(kbOf(plain)),
              goal: 180,
            }),
            row('prompt usable, processor 4 times slower', ours.usableMs, 'ms', {
              reference: beside(plain.usableMs),
              goal: 900,
            }),
            row('requests to other origins', ours.elsewhere, '', {
              reference: beside(plain.elsewhere),
              goal: 0,
            }),
          ]
        }),
      )
    } finally {
      await bare.end()
    }
  },
}

type Script = { path: string; kb: number }
type Load = { scripts: readonly Script[]; usableMs: number; elsewhere: number }

async function look(context: BrowserContext, url: string, times: number): Promise<Load> {
  const { scripts, elsewhere } = await loadOnce(context, url)
  const took: number[] = []
  for (let n = 0; n < times; n += 1) took.push(await timeOnce(context, url))
  await context.close()
  return { scripts, elsewhere, usableMs: median(took) }
}

async function loadOnce(
  context: BrowserContext,
  url: string,
): Promise<Pick<Load, 'scripts' | 'elsewhere'>> {
  const page = await context.newPage()
  const scripts: Promise<Script>[] = []
  let elsewhere = 0
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url())
    if (protocol.startsWith('http') && origin !== url) elsewhere += 1
  })
  page.on('response', (response) => {
    if (response.request().resourceType() !== 'script') return
    const path = new URL(response.url()).pathname
    scripts.push(
      response.body().then((body) => ({ path, kb: gzipSync(body, { level: 6 }).length / 1000 })),
    )
  })
  await page.goto(url)
  await page.evaluate(whenUsable)
  await page.waitForLoadState('networkidle', { timeout: 5000 }).catch(() => {
    // The long poll never lets the network rest; everything else has by now.
  })
  const loaded = (await Promise.all(scripts)).toSorted((a, b) => b.kb - a.kb)
  await page.close()
  return { scripts: loaded, elsewhere }
}

/** Once there is a field that takes what is typed: React has taken hold of it. Milliseconds since the page was ordered. */
const whenUsable = `new Promise((resolve) => {
  const isHeld = (field) => Object.keys(field).some((key) => key.startsWith('__reactProps'))
  const look = () => {
    const field = document.querySelector('textarea, input[aria-label=Prompt]')
    if (field !== null && isHeld(field)) resolve(performance.now())
    else setTimeout(look, 5)
  }
  look()
})`

/** From the order to go there to the moment at which the field can be used, with nothing in the browser's cache. */
async function timeOnce(context: BrowserContext, url: string): Promise<number> {
  const page = await context.newPage()
  const protocol = await context.newCDPSession(page)
  await protocol.send('Network.setCacheDisabled', { cacheDisabled: true })
  await protocol.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  await page.goto(url, { waitUntil: 'commit' })
  const usableMs = await page.evaluate<number>(whenUsable)
  await page.close()
  return usableMs
}

function kbOf({ scripts }: Load): number {
  return scripts.reduce((sum, { kb }) => sum + kb, 0)
}
