/**
 * JavaScript that the Create page loads before anybody touches it, in kilobytes (gzip), with an empty feed and a
 * session. Ends with 1 above the limit.
 */
import { gzipSync } from 'node:zlib'
import { chromium } from '@playwright/test'
import { browserOptions } from '../e2e/browser'
import { withStudio } from './stage'

const limitKb = 200

type Script = { path: string; kb: number }

await withStudio({ paceMs: 2000 }, async ({ url, signInUrl }) => {
  const browser = await chromium.launch(browserOptions)
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const door = await context.newPage()
  await door.goto(signInUrl)
  await door.getByRole('textbox', { name: 'Prompt' }).waitFor()
  const page = await context.newPage()
  const scripts: Promise<Script>[] = []
  page.on('response', (response) => {
    if (response.request().resourceType() !== 'script') return
    const path = new URL(response.url()).pathname
    scripts.push(
      response.body().then((body) => ({ path, kb: gzipSync(body, { level: 6 }).length / 1000 })),
    )
  })
  await page.goto(url)
  await page.getByRole('textbox', { name: 'Prompt' }).waitFor()
  await page.waitForLoadState('networkidle', { timeout: 5000 }).catch(() => {
    // The long poll never lets the network rest; everything else has by now.
  })
  const loaded = (await Promise.all(scripts)).toSorted((a, b) => b.kb - a.kb)
  await browser.close()
  const total = loaded.reduce((sum, { kb }) => sum + kb, 0)
  for (const { path, kb } of loaded) console.log(`${kb.toFixed(1).padStart(7)} kB  ${path}`)
  console.log(`${total.toFixed(1).padStart(7)} kB  in all, of at most ${limitKb}`)
  if (total > limitKb) process.exitCode = 1
})
