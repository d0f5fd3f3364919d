/**
 * The wall of a library beside a plain page of the same pictures: until it can be used, elements, heap, bytes of pictures,
 * and frames that script holds up while it is scrolled, once as one reads and once from end to end.
 */
import type { BrowserContext, Page } from '@playwright/test'
import type { LibraryFrame, LibraryWall } from '@/lib/mj/library'
import type { BuiltStudio } from '../../torture/built-studio'
import { type Figure, type Row, row, type Stage } from '../figure'
import { readJson, signedIn, withBrowser, withStudio } from '../stage'

const scrollMs = 6000
/** Pixels a second at which somebody looks at pictures. */
const readingSpeed = 2500

export const gallery: Figure = {
  name: 'gallery',
  about: 'the wall of 100, 1,000 and 10,000 tasks in a browser, beside a plain list of pictures',
  async run(stage) {
    const rows: Row[] = []
    for (const tasks of stage.isShort ? [100] : [100, 1000, 10_000]) {
      rows.push(...(await measureBoth(stage, tasks)))
      stage.say(`${tasks} tasks measured`)
    }
    return rows
  },
}

type Figures = {
  usableMs: number
  elements: number
  heapMb: number
  /** Of the largest picture of a tile, and of all that came before the first scrolling. */
  pictureKb: number
  openingMb: number
  /** Frames of more than 50 ms by script alone, and of any kind. */
  reading: LongFrames
  flying: LongFrames
}
type LongFrames = { byScript: number; all: number; elements: number }

function measureBoth({ folder }: Stage, tasks: number): Promise<readonly Row[]> {
  const setting = { folder: `${folder}/${tasks}`, paceMs: 400, seeded: tasks }
  return withStudio(setting, (studio) =>
    withBrowser(async (browser) => {
      const frames = await allFrames(studio)
      const context = await signedIn(browser, studio)
      const wall = await measure(context, {
        address: `${studio.url}/library`,
        scroller: `document.querySelector('[role=grid]').parentElement`,
        tile: '[role=gridcell] img',
      })
      await context.route(`${studio.url}/plain`, (route) =>
        route.fulfill({ contentType: 'text/html', body: plainPage(frames) }),
      )
      const plain = await measure(context, {
        address: `${studio.url}/plain`,
        scroller: 'document.scrollingElement',
        tile: 'img',
      })
      return rowsOf(tasks, wall, plain)
    }),
  )
}

function rowsOf(tasks: number, wall: Figures, plain: Figures): readonly Row[] {
  const of = tasks.toLocaleString('en')
  const both = (name: string, unit: string, read: (of: Figures) => number, goal?: number) =>
    row(`${of} tasks: ${name}`, read(wall), unit, {
      reference: { what: 'a plain list', value: read(plain) },
      ...(goal !== undefined && { goal }),
    })
  return [
    both('until the wall can be used', 'ms', ({ usableMs }) => usableMs, 2000),
    both('elements, at most', '', ({ elements }) => elements, 1500),
    both('heap', 'MB', ({ heapMb }) => heapMb, 40),
    both('pictures on opening', 'MB', ({ openingMb }) => openingMb, 2),
    both('largest picture of a tile', 'kB', ({ pictureKb }) => pictureKb, 60),
    ...(['reading', 'flying'] as const).flatMap((way) => [
      both(`frames over 50 ms by script, ${way} 6 s`, '', (one) => one[way].byScript, 0),
      both(`frames over 50 ms for any reason, ${way} 6 s`, '', (one) => one[way].all),
    ]),
  ]
}

/** What the plain page is made of. */
async function allFrames(studio: BuiltStudio): Promise<readonly LibraryFrame[]> {
  const { months } = await readJson<LibraryWall>(studio, '/api/library/wall?q=')
  const frames: LibraryFrame[] = []
  for (const { name, count } of months) {
    for (let offset = 0; offset < count; offset += 500) {
      const query = `q=&month=${name}&offset=${offset}&limit=500`
      const at = `/api/library/frames?${query}`
      frames.push(...(await readJson<{ frames: readonly LibraryFrame[] }>(studio, at)).frames)
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

type Subject = { address: string; scroller: string; tile: string }

async function measure(
  context: BrowserContext,
  { address, scroller, tile }: Subject,
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
  await page.waitForLoadState('networkidle', { timeout: 3000 }).catch(() => {
    // The long poll never lets the network rest; the pictures in sight have come by now.
  })
  const onOpening = await Promise.all(sizes)
  const reading = await scroll(page, scroller, `top + ${readingSpeed} * seconds`)
  const flying = await scroll(page, scroller, `range * seconds / ${scrollMs / 1000}`)
  const figures = {
    usableMs,
    elements: Math.max(reading.elements, flying.elements),
    heapMb: await heapOf(page),
    pictureKb: Math.max(0, ...(await Promise.all(sizes))),
    openingMb: onOpening.reduce((sum, kb) => sum + kb, 0) / 1000,
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
    const found = { byScript: 0, all: 0, elements: 0 }
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const byScript = entry.scripts.reduce((sum, { duration }) => sum + duration, 0)
        found.all += entry.duration > 50 ? 1 : 0
        found.byScript += byScript > 50 ? 1 : 0
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
