/**
 * The mask editor at its limit, 4096 × 4096 with a brush of 200 pixels in headless Chromium: from a pointer event to
 * the frame that shows it, fitted and in exact black and white at 100 %, undo of single strokes and of many in one go,
 * export, and memory after 500 strokes. Beside each, from the same run, the way one would write it first: repainting everything, replaying all strokes, a canvas as PNG encoder.
 */
import { readFileSync } from 'node:fs'
import { chromium, type CDPSession, type Page } from '@playwright/test'
import { build } from 'esbuild'
import { browserOptions } from '../e2e/browser'
import type { How, MaskPage } from './mask-page'

const limits = { strokeMs: 16, undoMs: 30, stepMs: 4, exportMs: 400, memoryMb: 300 } as const
const strokes = 500
const chained = 64

const bundle = await build({
  entryPoints: ['bench/mask-page.ts'],
  bundle: true,
  format: 'esm',
  write: false,
  tsconfig: 'tsconfig.json',
})
const browser = await chromium.launch(browserOptions)
const page = await browser.newPage({ viewport: { width: 1000, height: 760 } })
// A secure origin: only there a pointer event tells of all its places.
await page.route('http://localhost/', (route) =>
  route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>bench</title>' }),
)
await page.goto('http://localhost/')
const before = await rendererMb(await page.context().newCDPSession(page))
await page.addScriptTag({ content: bundle.outputFiles[0]!.text, type: 'module' })
await page.waitForFunction('window.page')

const naive = await strokeLatency(page, 'naive', 6)
const actual = await strokeLatency(page, 'actual', 60)
const ours = await strokeLatency(page, 'fitted', strokes)
const memory = (await rendererMb(await page.context().newCDPSession(page))) - before
const undos: number[] = []
for (let n = 0; n < 60; n++) undos.push(await ask(page, 'undo'))
const chain = (await page.evaluate(`window.page.chain(${chained})`)) as number
const exported = await ask(page, 'exported')
const exportedNaively = await ask(page, 'exportedByCanvas')
const undoneNaively = await ask(page, 'undoneByReplay')
await browser.close()

const rows = [
  ['pointer event to painted, 95th percentile', ours.p95, limits.strokeMs, 'ms', naive.p95],
  ['the same in exact black and white at 100 %', actual.p95, limits.strokeMs, 'ms', naive.p95],
  ['undo of any one stroke, slowest of 60', Math.max(...undos), limits.undoMs, 'ms', undoneNaively],
  [
    `${chained} undos and ${chained} redos in one go`,
    chain,
    2 * chained * limits.stepMs,
    'ms',
    2 * chained * undoneNaively,
  ],
  ['export as PNG', exported, limits.exportMs, 'ms', exportedNaively],
  // The naive way keeps a copy of the mask for every stroke: sixteen megabytes each.
  [`memory after ${strokes} strokes`, memory, limits.memoryMb, 'MB', strokes * 16.8],
] as const
for (const [what, value, limit, unit, plain] of rows) {
  console.log(
    `${what.padEnd(44)} ${value.toFixed(1).padStart(7)} ${unit}, of at most ${limit}; ` +
      `the naive way ${plain.toFixed(0)} ${unit}, ${(plain / value).toFixed(1)} times as much`,
  )
}
if (rows.some(([, value, limit]) => value > limit)) process.exitCode = 1

/** Strokes by real mouse events, eight places each, and what the page saw of them. */
async function strokeLatency(on: Page, how: How, count: number): Promise<{ p95: number }> {
  await on.evaluate(`window.page.open(${JSON.stringify(how)})`)
  for (let n = 0; n < count; n++) {
    const [x, y] = [60 + ((n * 97) % 560), 60 + ((n * 61) % 560)]
    await on.mouse.move(x, y)
    await on.mouse.down()
    await on.mouse.move(x + 40 - ((n * 13) % 80), y + 40 - ((n * 29) % 80), { steps: 8 })
    await on.mouse.up()
  }
  const samples = (await on.evaluate('window.page.latencies()')) as ReturnType<
    MaskPage['latencies']
  >
  const sorted = samples.toSorted((a, b) => a - b)
  return { p95: sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN }
}

async function ask(
  on: Page,
  what: 'undo' | 'exported' | 'undoneByReplay' | 'exportedByCanvas',
): Promise<number> {
  return (await on.evaluate(`window.page.${what}()`)) as number
}

/** What the page's process holds, as the system sees it: bitmaps and buffers are not in any heap figure. */
async function rendererMb(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage')
  const info = (await browser
    .newBrowserCDPSession()
    .then((whole) => whole.send('SystemInfo.getProcessInfo'))) as {
    processInfo: readonly { type: string; id: number }[]
  }
  const renderers = info.processInfo.filter(({ type }) => type === 'renderer')
  const sizes = renderers.map(({ id }) => {
    const status = readFileSync(`/proc/${id}/status`, 'utf8')
    return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1000
  })
  return Math.max(...sizes)
}
