/**
 * What the studio's process holds: idle, and over the work that a person does in an hour, done in a few minutes. The
 * hour is cut into twelve; after each part the heap is weighed, its garbage collected. The first third warms up, and
 * the line through the rest says how much an hour adds.
 */
import sharp from 'sharp'
import type { BuiltStudio } from '../../torture/built-studio'
import { inLanes } from '../../torture/built-studio'
import { openBarePage } from '../bare'
import { type Figure, row, slope, type Stage } from '../figure'
import { type Held, heldBy, inspectable, residentMb } from '../inspector'
import { imagine, readJson, withStudio } from '../stage'

const parts = 12
const hour = {
  tasks: 60,
  polls: 30_000,
  walls: 2000,
  uploads: 120,
  pages: 240,
  leftPolls: 600,
} as const

export const memory: Figure = {
  name: 'memory',
  about: "the studio's memory, idle and over an hour's work, beside a bare page",
  async run(stage) {
    const bare = await openBarePage()
    const bareMb = await residentMb(bare.pid)
    await bare.end()
    const setting = {
      folder: stage.folder,
      paceMs: 400,
      seeded: stage.isShort ? 100 : 1000,
      env: inspectable,
    }
    return await withStudio(setting, async (studio) => {
      await studio.get('/')
      const idle = await heldBy(studio)
      const held = await workAnHour(studio, stage)
      const level = held.slice(parts / 3)
      const growth = (of: (one: Held) => number) => slope(level.map(of), 1 / parts)
      const last = held.at(-1)!
      return [
        row('memory, idle', idle.rssMb, 'MB', {
          reference: { what: 'a bare page', value: bareMb },
        }),
        row('heap, idle', idle.heapMb, 'MB'),
        row('memory after an hour of work', last.rssMb, 'MB', {
          reference: { what: 'idle', value: idle.rssMb },
        }),
        row('heap after an hour of work', last.heapMb, 'MB', {
          reference: { what: 'idle', value: idle.heapMb },
        }),
        row(
          'growth of the heap',
          growth((one) => one.heapMb),
          'MB/h',
          { goal: 5 },
        ),
        row(
          'growth of the memory',
          growth((one) => one.rssMb),
          'MB/h',
        ),
      ]
    })
  },
}

async function workAnHour(studio: BuiltStudio, { isShort, say }: Stage): Promise<readonly Held[]> {
  const share = isShort ? 20 : 1
  const held: Held[] = []
  for (let part = 1; part <= parts; part += 1) {
    await work(studio, part, share)
    held.push(await heldBy(studio))
    const { heapMb, rssMb } = held.at(-1)!
    say(`${part * 5} min: heap ${heapMb.toFixed(1)} MB, memory ${rssMb.toFixed(0)} MB`)
  }
  return held
}

/** A twelfth of an hour, or a `share` of that: everything at once, as from several open tabs. */
async function work(studio: BuiltStudio, part: number, share: number): Promise<void> {
  const some = (all: number) => Math.ceil(all / parts / share)
  const { seq } = await readJson<{ seq: number }>(studio, '/api/tasks?limit=1')
  const each = (count: number, lanes: number, one: (n: number) => Promise<unknown>) =>
    inLanes(
      Array.from({ length: count }, (_, n) => part * 10_000 + n),
      lanes,
      async (n) => void (await one(n)),
    )
  const ids: string[] = []
  await each(some(hour.tasks), 1, async (n) => ids.push(await imagine(studio, `a pier, ${n}`)))
  await Promise.all([
    // Something has always changed since the one before, so none of these is held open.
    each(some(hour.polls), 6, () => ok(studio, `/api/changes?after=${seq - 1}`)),
    each(some(hour.leftPolls), 4, () => leave(studio)),
    each(some(hour.walls), 2, (n) => ok(studio, `/api/library/wall?q=${searches[n % 40]}`)),
    each(some(hour.uploads), 1, (n) => upload(studio, n)),
    each(some(hour.pages), 1, (n) => ok(studio, pages[n % pages.length]!)),
  ])
  for (const id of ids) await untilDone(studio, id)
}

/** More of them than the studio keeps walls. */
const searches = Array.from(
  { length: 40 },
  (_, n) => `fox%20${String.fromCharCode(97 + (n % 26))}${n}`,
)
const pages = ['/', '/library', '/settings', '/api/tasks?limit=50', '/api/library/suggest?q=r']

async function ok(studio: BuiltStudio, at: string): Promise<void> {
  const { status } = await studio.get(at)
  if (status !== 200) throw new Error(`${at} answered ${status}`)
}

/** A poll whose tab is closed while it is held open. */
async function leave(studio: BuiltStudio): Promise<void> {
  const { seq } = await readJson<{ seq: number }>(studio, '/api/tasks?limit=1')
  const closing = AbortSignal.timeout(150)
  try {
    const headers = { cookie: studio.cookie }
    const at = `${studio.url}/api/changes?after=${seq}`
    await (await fetch(at, { headers, signal: closing })).arrayBuffer()
  } catch (error) {
    if (!closing.aborted) throw error
  }
}

async function upload(studio: BuiltStudio, n: number): Promise<void> {
  const background = { r: n % 256, g: (n >> 8) % 256, b: 90 }
  const png = await sharp({ create: { width: 640, height: 480, channels: 3, background } })
    .png()
    .toBuffer()
  const picture = `data:image/png;base64,${png.toString('base64')}`
  const { status } = await studio.post('/api/references', { picture })
  if (status !== 201) throw new Error(`the upload was answered with ${status}`)
}

async function untilDone(studio: BuiltStudio, id: string): Promise<void> {
  for (;;) {
    const { task } = await readJson<{ task: { state: { name: string } } }>(
      studio,
      `/api/tasks/${id}`,
    )
    if (task.state.name === 'done') return
    if (task.state.name === 'failed') throw new Error(`task ${id} failed`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
