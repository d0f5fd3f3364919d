/**
 * The mask editor at its limit, 4096 × 4096 with a brush of 200 pixels in headless Chromium: from a pointer event to
 * the frame that shows it, fitted and in exact black and white at 100 %, undo of single strokes and of many in one go,
 * export, and memory after 500 strokes. Beside each the way one would write it first: repainting everything, replaying
 * all strokes, a canvas as PNG encoder.
 */
import type { Browser, CDPSession, Page } from '@playwright/test'
import { build } from 'esbuild'
import { type Figure, quantile, row } from '../figure'
import { residentMb } from '../inspector'
import type { How, MaskPage } from '../mask-page'
import { withBrowser } from '../stage'

const goals = { strokeMs: 16, undoMs: 30, stepMs: 4, exportMs: 400, memoryMb: 300 } as const
const chained = 64
/** The naive way keeps a copy of the mask for every stroke. */
const copyMb = 16.8

export const mask: Figure = {
  name: 'mask',
  about: 'strokes, undo and export on a mask of 4096 × 4096, beside repainting everything',
  run: ({ isShort }) => withBrowser((browser) => measure(browser, isShort ? 40 : 500)),
}

async function measure(browser: Browser, strokes: number) {
  const { page, session } = await openPage(browser)
  const before = await rendererMb(browser, session)
  await page.addScriptTag({ content: await bundle(), type: 'module' })
  await page.waitForFunction('window.page')

  const naive = await strokeLatency(page, 'naive', 6)
  const actual = await strokeLatency(page, 'actual', Math.min(60, strokes))
  const fitted = await strokeLatency(page, 'fitted', strokes)
  const memory = (await rendererMb(browser, session)) - before
  const undos: number[] = []
  for (let n = 0; n < Math.min(60, strokes / 2); n += 1) undos.push(await ask(page, 'undo'))
  const steps = Math.min(chained, strokes / 4)
  const chain = (await page.evaluate(`window.page.chain(${steps})`)) as number
  const exported = await ask(page, 'exported')
  const byCanvas = await ask(page, 'exportedByCanvas')
  const byReplay = await ask(page, 'undoneByReplay')

  const redraw = (value: number) => ({ what: 'all redrawn', value })
  return [
    row('pointer event to painted, 95 of 100', fitted, 'ms', {
      reference: redraw(naive),
      goal: goals.strokeMs,
    }),
    row('the same in black and white at 100 %, 95 of 100', actual, 'ms', {
      reference: redraw(naive),
      goal: goals.strokeMs,
    }),
    row(`undo of one stroke, slowest of ${undos.length}`, Math.max(...undos), 'ms', {
      reference: { what: 'all strokes once more', value: byReplay },
      goal: goals.undoMs,
    }),
    row(`${steps} undos and ${steps} redos in one go`, chain, 'ms', {
      reference: { what: 'all strokes once more', value: 2 * steps * byReplay },
      goal: 2 * steps * goals.stepMs,
    }),
    row('export as PNG', exported, 'ms', {
      reference: { what: 'by a canvas', value: byCanvas },
      goal: goals.exportMs,
    }),
    row(`memory after ${strokes} strokes`, memory, 'MB', {
      reference: { what: 'a copy for each stroke', value: strokes * copyMb },
      goal: goals.memoryMb,
    }),
  ]
}

async function bundle(): Promise<string> {
  const built = await build({
    entryPoints: ['bench/mask-page.ts'],
    bundle: true,
    format: 'esm',
    write: false,
    tsconfig: 'tsconfig.json',
  })
  return built.outputFiles[0]!.text
}

async function openPage(browser: Browser): Promise<{ page: Page; session: CDPSession }> {
  const page = await browser.newPage({ viewport: { width: 1000, height: 760 } })
  // A secure origin: only there a pointer event tells of all its places.
  await page.route('http://localhost/', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>bench</title>' }),
  )
  await page.goto('http://localhost/')
  return { page, session: await page.context().newCDPSession(page) }
}

/** Strokes by real mouse events, eight places each; milliseconds, of which 95 of 100 took no more. */
async function strokeLatency(on: Page, how: How, count: number): Promise<number> {
  await on.evaluate(`window.page.open(${JSON.stringify(how)})`)
  for (let n = 0; n < count; n += 1) {
    const [x, y] = [60 + ((n * 97) % 560), 60 + ((n * 61) % 560)]
    await on.mouse.move(x, y)
    await on.mouse.down()
    await on.mouse.move(x + 40 - ((n * 13) % 80), y + 40 - ((n * 29) % 80), { steps: 8 })
    await on.mouse.up()
  }
  const seen = await on.evaluate('window.page.latencies()')
  return quantile(seen as ReturnType<MaskPage['latencies']>, 0.95)
}

type Question = 'undo' | 'exported' | 'undoneByReplay' | 'exportedByCanvas'

async function ask(on: Page, what: Question): Promise<number> {
  return (await on.evaluate(`window.page.${what}()`)) as number
}

/** What the page's process holds, as the system sees it: bitmaps and buffers are not in any heap figure. */
async function rendererMb(browser: Browser, session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage')
  const whole = await browser.newBrowserCDPSession()
  const info = (await whole.send('SystemInfo.getProcessInfo')) as {
    processInfo: readonly { type: string; id: number }[]
  }
  const renderers = info.processInfo.filter(({ type }) => type === 'renderer')
  return Math.max(...(await Promise.all(renderers.map(({ id }) => residentMb(id)))))
}
