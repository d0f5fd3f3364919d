/**
 * The wall of a library of 10,000 tasks, beside a plain page of the same pictures in the same run: until it can be used,
 * elements, heap, the largest picture of a tile, and frames that script holds up while it is scrolled, once as one reads
 * and once from end to end. Ends with 1 where the wall misses a goal. `--tasks` makes the library smaller.
 */
import { parseArgs } from 'node:util'
import { type BrowserContext, chromium, type Page } from '@playwright/test'
import type { LibraryFrame, LibraryWall } from '@/lib/mj/library'
import { browserOptions } from '../e2e/browser'
import { withStudio } from './stage'

const { values } = parseArgs({ options: { tasks: { type: 'string', default: '10000' } } })
const scrollMs = 6000
/** Pixels a second at which somebody looks at pictures. */
const readingSpeed = 2500
const goals = { usableMs: 2000, elements: 1500, longFrames: 0, heapMb: 80, pictureKb: 60 } as const

type Figures = {
  pictures: number
  usableMs: number
  elements: number
  heapMb: number
  pictureKb: number
  /** Frames of more than 50 ms by script alone, and of any kind. */
  reading: LongFrames
  flying: LongFrames
}
type LongFrames = { byScript: number; all: number; worstMs: number; elements: number }

await withStudio({ paceMs: 400, seeded: Number(values.tasks) }, async ({ url, signInUrl }) => {
  const browser = await chromium.launch(browserOptions)
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const door = await context.newPage()
  await door.goto(signInUrl)
  await door.getByRole('textbox', { name: 'Prompt' }).waitFor()
  const frames = await allFrames(door)
  await door.close()

  const wall = await measure(context, {
    address: `${url}/library`,
    pictures: frames.length,
    scroller: `document.querySelector('[role=grid]').parentElement`,
    tile: '[role=gridcell] img',
  })
  await context.route(`${url}/plain`, (route) =>
    route.fulfill({ contentType: 'text/html', body: plainPage(frames) }),
  )
  const plain = await measure(context, {
    address: `${url}/plain`,
    pictures: frames.length,
    scroller: 'document.scrollingElement',
    tile: 'img',
  })
  await browser.close()
  report(wall, plain)
})

/** What the plain page is made of; read as the page reads it. */
async function allFrames(page: Page): Promise<readonly LibraryFrame[]> {
  const read = async <Answer>(path: string) =>
    (await page.evaluate(async (at) => (await fetch(at)).json(), path)) as Answer
  const { months } = await read<LibraryWall>('/api/library/wall?q=')
  const frames: LibraryFrame[] = []
  for (const { name, count } of months) {
    for (let offset = 0; offset < count; offset += 500) {
      const query = `q=&month=${name}&offset=${offset}&limit=500`
      const answer = await read<{ frames: readonly LibraryFrame[] }>(`/api/library/frames?${query}`)
      frames.push(...answer.frames)
    }
  }
  return frames
}

/** Every picture in one page, in rows of a fixed height, fetched when it comes near: what one would write in an hour. */
function plainPage(frames: readonly LibraryFrame[]): string {
  const tiles = frames.map(({ picture, quadrant }) => {
    const box = quadrant === null ? picture : (picture.quadrants?.[quadrant - 1] ?? picture)
    const width = Math.round((206 * box.width) / box.height)
    return `<a><img loading=lazy width=${width} height=206 src=/images/${picture.id}/512></a>`
  })
  return `<!doctype html><style>img{object-fit:cover;margin:3px}</style>${tiles.join('')}`
}

type Subject = { address: string; pictures: number; scroller: string; tile: string }

async function measure(
  context: BrowserContext,
  { address, pictures, scroller, tile }: Subject,
): Promise<Figures> {
  const page = await context.newPage()
  const sizes: Promise<number>[] = []
  page.on('response', (response) => {
    if (response.request().resourceType() !== 'image' || response.status() !== 200) return
    if (!new URL(response.url()).pathname.startsWith('/images/')) return
    sizes.push(
      response.body().then(
        ({ length }) => length / 1000,
        () => 0,
      ),
    )
  })
  const began = performance.now()
  await page.goto(address, { waitUntil: 'commit' })
  await page.evaluate(`new Promise((resolve) => {
    const isLoaded = (one) => one.complete && one.naturalWidth > 0
    const look = () => {
      const loaded = [...document.querySelectorAll('${tile}')].filter(isLoaded)
      // The page answers: a task of its own has run.
      if (loaded.length >= 12) setTimeout(resolve)
      else requestAnimationFrame(look)
    }
    look()
  })`)
  const usableMs = performance.now() - began
  const reading = await scroll(page, scroller, `top + ${readingSpeed} * seconds`)
  const flying = await scroll(page, scroller, `range * seconds / ${scrollMs / 1000}`)
  const figures = {
    pictures,
    usableMs,
    elements: Math.max(reading.elements, flying.elements),
    heapMb: await heapOf(page),
    pictureKb: Math.max(0, ...(await Promise.all(sizes))),
    reading,
    flying,
  }
  await page.close()
  return figures
}

/** Scrolls for six seconds, a step a frame, and listens for frames that take long. In the page's own words. */
function scroll(page: Page, scroller: string, place: string): Promise<LongFrames> {
  return page.evaluate<LongFrames>(`new Promise((resolve) => {
    const element = ${scroller}
    const top = element.scrollTop
    const range = element.scrollHeight - element.clientHeight
    const found = { byScript: 0, all: 0, worstMs: 0, elements: 0 }
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const byScript = entry.scripts.reduce((sum, { duration }) => sum + duration, 0)
        found.all += entry.duration > 50 ? 1 : 0
        found.byScript += byScript > 50 ? 1 : 0
        found.worstMs = Math.max(found.worstMs, byScript)
      }
    })
    observer.observe({ type: 'long-animation-frame' })
    const began = performance.now()
    let frames = 0
    const step = (now) => {
      const seconds = (now - began) / 1000
      element.scrollTop = ${place}
      frames += 1
      if (frames % 20 === 0) {
        found.elements = Math.max(found.elements, document.querySelectorAll('*').length)
      }
      if (seconds * 1000 < ${scrollMs}) return requestAnimationFrame(step)
      setTimeout(() => {
        observer.disconnect()
        resolve(found)
      }, 500)
    }
    requestAnimationFrame(step)
  })`)
}

/** Of what is still needed: after the garbage has been collected. */
async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  await session.detach()
  return usedSize / 1e6
}

function report(wall: Figures, plain: Figures): void {
  const line = (name: string, goal: string, read: (figures: Figures) => string) =>
    console.log(
      `${name.padEnd(44)}${goal.padStart(9)}${read(wall).padStart(12)}${read(plain).padStart(12)}`,
    )
  const count = (value: number) => value.toLocaleString('en')
  console.log(
    `${'pictures'.padEnd(44)}${'goal'.padStart(9)}${'wall'.padStart(12)}${'plain'.padStart(12)}`,
  )
  line('in the library', '', (of) => count(of.pictures))
  line('until it can be used, ms', count(goals.usableMs), (of) => of.usableMs.toFixed(0))
  line('elements, at most', count(goals.elements), (of) => count(of.elements))
  line('heap, MB', count(goals.heapMb), (of) => of.heapMb.toFixed(0))
  line('largest picture of a tile, kB', count(goals.pictureKb), (of) => of.pictureKb.toFixed(0))
  for (const way of ['reading', 'flying'] as const) {
    line(`${way} 6 s: frames over 50 ms by script`, count(goals.longFrames), (of) =>
      count(of[way].byScript),
    )
    line(`${way} 6 s: the longest script in a frame, ms`, '', (of) => of[way].worstMs.toFixed(0))
    line(`${way} 6 s: frames over 50 ms for any reason`, '', (of) => count(of[way].all))
  }
  const isMissed =
    wall.usableMs > goals.usableMs ||
    wall.elements > goals.elements ||
    wall.heapMb > goals.heapMb ||
    wall.pictureKb > goals.pictureKb ||
    wall.reading.byScript + wall.flying.byScript > goals.longFrames
  if (isMissed) process.exitCode = 1
}
