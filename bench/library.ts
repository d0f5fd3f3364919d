/**
 * The library at 100,000 tasks: how long its answers take, beside what one plain scan of all prompts takes in the same
 * run. Ends with 1 where a figure is above its target. `--tasks` makes it smaller. On the embedded engine, or with
 * `npm run bench:library:postgres` on a PostgreSQL of its own.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { openDatabase } from '@/lib/db/engine'
import type { Db } from '@/lib/db/schema'
import { freshPlace, isOnServer } from '@/lib/db/testing/database-under-test'
import { databaseFile, openStudio, type RunningStudio } from '@/lib/server/open-studio'
import type { LibraryDesk } from '@/lib/server/studio'
import { scriptedGateway } from '@/lib/server/testing/scripted-gateway'
import { seedLibrary } from '@/lib/server/testing/seed-library'
import { openDiskBlobs } from '@/lib/storage/disk'
import { viewerOf } from '@/lib/server/member-state'

const { values } = parseArgs({
  options: { tasks: { type: 'string', default: '100000' }, data: { type: 'string' } },
})
const viewer = viewerOf('owner')
const firstPage = 200
/** Milliseconds. A server is asked over a socket. */
const targets = isOnServer
  ? { search: 60, wall: 600, mark: 2000, suggest: 60, news: 500 }
  : { search: 30, wall: 300, mark: 1000, suggest: 30, news: 250 }

type Figure = { name: string; target: number; p50: number; p95: number; note: string }

async function measure(
  name: string,
  target: number,
  times: number,
  work: (n: number) => Promise<string>,
): Promise<Figure> {
  let note = await work(0)
  const took: number[] = []
  for (let n = 1; n <= times; n += 1) {
    const began = performance.now()
    note = await work(n)
    took.push(performance.now() - began)
  }
  took.sort((a, b) => a - b)
  const at = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))]!
  return { name, target, p50: at(0.5), p95: at(0.95), note }
}

/** What is fetched for the first screen of a search, when its wall is there. */
async function searchOnce(library: LibraryDesk, q: string, month: string): Promise<string> {
  const frames = await library.frames(viewer, q, { month, offset: 0, limit: firstPage })
  return `${frames.length} frames of ${month}`
}

async function scan(db: Db, word: string): Promise<string> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from task
    where owner_id = 'owner' and prompt like ${`%${word}%`}`.execute(db)
  return `${rows[0]?.count} tasks`
}

async function measureAll(studio: RunningStudio): Promise<readonly Figure[]> {
  const { db, library } = studio
  const { months } = await library.wall(viewer, '')
  const [newest, middle] = [months[0]!.name, months[Math.floor(months.length / 2)]!]
  const monthOf = async (q: string) => (await library.wall(viewer, q)).months[0]?.name ?? newest
  const page = async (name: string, q: string, times = 60) => {
    const month = await monthOf(q)
    return measure(name, targets.search, times, () => searchOnce(library, q, month))
  }
  let coin = false
  const touch = () =>
    library.mark(viewer, { query: 'is:favourite', except: [] }, { kept: (coin = !coin) })
  const some = await library.frames(viewer, '', { month: middle.name, offset: 0, limit: 500 })
  const ids = some.map((frame) => frame.id)
  return [
    await measure('reference: like over all prompts', Infinity, 15, () => scan(db, 'fox')),
    await page('first page of everything', ''),
    await page('common word', 'red '),
    await page('word being typed', 're'),
    await page('absent word', 'zzyzx'),
    await page('two Chinese characters', '狐狸'),
    await page('five Chinese characters', '红色的红狐狸'),
    await page('phrase', '"red fox"'),
    await page('filter with two words', 'fox snow model:7'),
    await page('favourites of a word', 'fox is:favourite'),
    await measure('deep in a month', targets.search, 60, async () => {
      const offset = Math.max(0, middle.count - firstPage)
      const range = { month: middle.name, offset, limit: firstPage }
      return `${(await library.frames(viewer, '', range)).length} frames from ${offset} on`
    }),
    await measure('suggest', targets.suggest, 60, async (n) => {
      const found = await library.suggest(viewer, ['r', 're', '狐', 'mo', 'ar:'][n % 5]!)
      return `${found.length} suggestions`
    }),
    await measure('wall, known', targets.wall, 40, async () => {
      return `${(await library.wall(viewer, '')).total} frames`
    }),
    await measure('wall, one task touched', targets.wall, 20, async (n) => {
      await library.mark(viewer, { ids: [ids[n]!] }, { favourite: n % 2 === 0 })
      return `${(await library.wall(viewer, '')).total} frames`
    }),
    await measure('wall of a common word, anew', targets.wall, 15, async (n) => {
      // Each time another search for the same, so that none is known.
      return `${(await library.wall(viewer, `red ${' '.repeat(n)}`)).total} frames`
    }),
    await measure('wall of everything, anew', targets.wall, 15, async (n) => {
      return `${(await library.wall(viewer, ' '.repeat(n))).total} frames`
    }),
    await measure('mark some ten thousand frames', targets.mark, 6, async () => {
      return `${(await touch()).changed.length} frames`
    }),
    await measure('one answer of what it changed', targets.news, 10, async () => {
      const { tasks } = await studio.changes(viewer, 0, { holdMs: 0 })
      return `${tasks.length} tasks, ${(JSON.stringify(tasks).length / 1e6).toFixed(1)} MB`
    }),
  ]
}

function print(figures: readonly Figure[]): void {
  const reference = figures[0]!.p50
  const ms = (value: number) => value.toFixed(1).padStart(8)
  console.log(`${''.padEnd(34)}     p50      p95   target  of the scan`)
  for (const { name, target, p50, p95, note } of figures) {
    const limit = target === Infinity ? ''.padStart(8) : ms(target)
    const ratio = `${((100 * p50) / reference).toFixed(0)} %`.padStart(8)
    const verdict = p95 > target ? '  ABOVE' : ''
    console.log(`${name.padEnd(34)}${ms(p50)} ${ms(p95)} ${limit} ${ratio}  ${note}${verdict}`)
  }
}

const given = values.data
const folder = given ?? (await mkdtemp(path.join(tmpdir(), 'safelight-library-')))
const place = await freshPlace(databaseFile(folder))
if (given === undefined) {
  const { db } = await openDatabase(place.address)
  const blobs = await openDiskBlobs(path.join(folder, 'blobs'))
  const began = performance.now()
  await seedLibrary({ db, blobs }, { tasks: Number(values.tasks) })
  // A server at work does this by itself.
  if (isOnServer) await sql`analyze`.execute(db)
  await db.destroy()
  console.log(`seeded in ${((performance.now() - began) / 1000).toFixed(1)} s`)
}
const opening = performance.now()
const opened = await openStudio({
  folder,
  database: place.address,
  secret: new Uint8Array(32),
  gateways: [scriptedGateway(Date.now)],
})
console.log(`opened in ${(performance.now() - opening).toFixed(0)} ms`)
try {
  const figures = await measureAll(opened)
  print(figures)
  if (figures.some(({ p95, target }) => p95 > target)) process.exitCode = 1
} finally {
  await opened.close()
  await place.remove()
  if (given === undefined) await rm(folder, { recursive: true, force: true })
}
