/**
 * The library at 100,000 tasks: how long its answers take, beside what one plain scan of all prompts takes in the same
 * run. Half of it is shared with everybody. On the embedded engine, or with `npm run bench:library:postgres` on a PostgreSQL of its own.
 */
import path from 'node:path'
import { sql } from 'kysely'
import { openDatabase } from '@/lib/db/engine'
import type { Db } from '@/lib/db/schema'
import { freshPlace, isOnServer } from '@/lib/db/testing/database-under-test'
import { databaseFile, openStudio, type RunningStudio } from '@/lib/server/open-studio'
import type { LibraryDesk } from '@/lib/server/desks'
import { scriptedGateway } from '@/lib/server/testing/scripted-gateway'
import { seedLibrary } from '@/lib/server/testing/seed-library'
import { openDiskBlobs } from '@/lib/storage/disk'
import { type Figure, quantile, type Row, row, type Stage } from '../figure'
import { viewerOf } from '@/lib/server/member-state'

const viewer = viewerOf('owner')
const firstPage = 200
/** Milliseconds. A server is asked over a socket. */
const goals = isOnServer
  ? { search: 60, wall: 600, mark: 2000, suggest: 60, news: 500 }
  : { search: 30, wall: 300, mark: 1000, suggest: 30, news: 250 }

export const library: Figure = {
  name: 'library',
  about: 'answers of a library of 100,000 tasks, beside one plain scan of all prompts',
  async run(stage) {
    const place = await freshPlace(databaseFile(stage.folder))
    try {
      await seed(stage, place.address)
      const studio = await openStudio({
        folder: stage.folder,
        database: place.address,
        secret: new Uint8Array(32),
        gateways: [scriptedGateway(Date.now)],
      })
      try {
        return await measureAll(studio)
      } finally {
        await studio.close()
      }
    } finally {
      await place.remove()
    }
  },
}

async function seed(
  { folder, isShort, say }: Stage,
  address: Parameters<typeof openDatabase>[0],
): Promise<void> {
  const { db } = await openDatabase(address)
  const blobs = await openDiskBlobs(path.join(folder, 'blobs'))
  const began = performance.now()
  await seedLibrary(
    { db, blobs },
    {
      tasks: isShort ? 5000 : 100_000,
      isHalfShared: true,
    },
  )
  // A server at work does this by itself.
  if (isOnServer) await sql`analyze`.execute(db)
  await db.destroy()
  say(`seeded in ${((performance.now() - began) / 1000).toFixed(1)} s`)
}

/** Milliseconds of one question asked many times. */
type Answers = { name: string; goal: number; took: readonly number[] }

function rowsOf(scan: readonly number[], answers: readonly Answers[]): readonly Row[] {
  const worst = (took: readonly number[]) => quantile(took, 0.95)
  const reference = { what: 'a scan of all prompts', value: worst(scan) }
  return answers.map(({ name, goal, took }) =>
    row(`${name}, 95 of 100`, worst(took), 'ms', { reference, goal }),
  )
}

async function measure(
  name: string,
  goal: number,
  times: number,
  work: (n: number) => Promise<unknown>,
): Promise<Answers> {
  await work(0)
  const took: number[] = []
  for (let n = 1; n <= times; n += 1) {
    const began = performance.now()
    await work(n)
    took.push(performance.now() - began)
  }
  return { name, goal, took }
}

/** What is fetched for the first screen of a search, when its wall is there. */
async function searchOnce(desk: LibraryDesk, q: string, month: string): Promise<void> {
  await desk.frames(viewer, q, { month, offset: 0, limit: firstPage })
}

async function scan(db: Db, word: string): Promise<void> {
  await sql`select count(*) as count from task
    where owner_id = 'owner' and prompt like ${`%${word}%`}`.execute(db)
}

const searches = [
  ['first page of everything', ''],
  ['common word', 'red '],
  ['word being typed', 're'],
  ['absent word', 'zzyzx'],
  ['two Chinese characters', '狐狸'],
  ['five Chinese characters', '红色的红狐狸'],
  ['phrase', '"red fox"'],
  ['filter with two words', 'fox snow model:7'],
  ['favourites of a word', 'fox is:favourite'],
  ['is:shared', 'is:shared'],
  ['is:shared fox', 'is:shared fox'],
  ['shared, a word being typed', 'is:shared re'],
  ['shared by somebody, a phrase', 'by:owner "red fox"'],
] as const

/** The last three begin the most that there is to be counted. */
const beginnings = ['r', 're', '狐', 'mo', 'ar:', 's', 'is', 'g']

async function measureAll(studio: RunningStudio): Promise<readonly Row[]> {
  const { db, library: desk } = studio
  const { took } = await measure('', Infinity, 15, () => scan(db, 'fox'))
  const { months } = await desk.wall(viewer, '')
  const answers: Answers[] = []
  for (const [name, q] of searches) {
    const month = (await desk.wall(viewer, q)).months[0]?.name ?? months[0]!.name
    answers.push(await measure(name, goals.search, 60, () => searchOnce(desk, q, month)))
  }
  const middle = months[Math.floor(months.length / 2)]!
  answers.push(
    await measure('deep in a month', goals.search, 60, () => {
      const offset = Math.max(0, middle.count - firstPage)
      return desk.frames(viewer, '', { month: middle.name, offset, limit: firstPage })
    }),
    await measure('suggest', goals.suggest, 60, (n) =>
      desk.suggest(viewer, beginnings[n % beginnings.length]!),
    ),
    ...(await measureWalls(desk, middle.name)),
    ...(await measureMarks(studio)),
  )
  return rowsOf(took, answers)
}

async function measureWalls(desk: LibraryDesk, month: string): Promise<readonly Answers[]> {
  const some = await desk.frames(viewer, '', { month, offset: 0, limit: 500 })
  return [
    await measure('wall, known', goals.wall, 40, () => desk.wall(viewer, '')),
    await measure('wall, one task touched', goals.wall, 20, async (n) => {
      await desk.mark(viewer, { ids: [some[n]!.id] }, { favourite: n % 2 === 0 })
      await desk.wall(viewer, '')
    }),
    // Each time another search for the same, so that none is known.
    await measure('wall of a common word, anew', goals.wall, 15, (n) =>
      desk.wall(viewer, `red ${' '.repeat(n)}`),
    ),
    await measure('wall of everything, anew', goals.wall, 15, (n) =>
      desk.wall(viewer, ' '.repeat(n)),
    ),
    await measure('wall of all that is shared, anew', goals.wall, 15, (n) =>
      desk.wall(viewer, `is:shared${' '.repeat(n)}`),
    ),
    await measure('share a hundred tasks, and stop', goals.mark, 6, (n) =>
      desk.share(viewer, { ids: some.map((frame) => frame.id) }, n % 2 === 0),
    ),
  ]
}

async function measureMarks(studio: RunningStudio): Promise<readonly Answers[]> {
  let coin = false
  const favourites = { query: 'is:favourite', except: [] }
  return [
    await measure('mark some ten thousand frames', goals.mark, 6, () =>
      studio.library.mark(viewer, favourites, { kept: (coin = !coin) }),
    ),
    await measure('one answer of what it changed', goals.news, 10, async () =>
      JSON.stringify(await studio.changes(viewer, 0, { holdMs: 0 })),
    ),
  ]
}
