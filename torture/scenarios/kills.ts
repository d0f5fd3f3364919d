/**
 * `kill -9` at any moment, two hundred times, under everything that people and their tools do at once: submits, notes,
 * favourites, collections, pictures being kept, pages that wait for changes. What was acknowledged is there; what was
 * not may be. A page that was told of every change knows in the end what the database knows.
 */
import { setTimeout as delay } from 'node:timers/promises'
import path from 'node:path'
import { checkInvariants } from '@/lib/db/invariants'
import { checkSqlite, openSqlite } from '@/lib/db/sqlite'
import { chance } from '@/lib/demo/scene/noise'
import type { TaskState } from '@/lib/mj/task'
import { databaseFile } from '@/lib/server/open-studio'
import { readShelf } from '../books'
import { openCrookedGateway } from '../crooked-gateway'
import { createVictim, type Victim, victimTimings } from '../life'
import { wordOf } from '../orders'
import {
  atLeast,
  type Check,
  exactly,
  never,
  percentile,
  type Scenario,
  sized,
  type Stage,
  inTime,
} from '../scenario'
import { until } from '../until'

const submitsALife = 3
const mostWritesALife = 24
const startMs = 3000
const checkEvery = 20

export const kills: Scenario = {
  name: 'kills',
  about: 'kill -9 under mixed load: nothing that was acknowledged is lost',
  pace: 'works',
  run: killWildly,
}

/** What the victim has acknowledged, and what it may have done besides. */
type Word = {
  /** By task: the highest number that was acknowledged as its note, and the highest that was asked for. */
  notes: Map<string, { safe: number; asked: number }>
  favourites: Set<string>
  /** By id: its name, and the frames in it. */
  collections: Map<string, { name: string; frames: Set<string> }>
  writes: number
}

type Page = { seq: number; tasks: Map<string, { state: string; note: string }>; turnsBack: number }

async function killWildly(stage: Stage): Promise<readonly Check[]> {
  const kills = sized(stage, 200, 8)
  const gateway = await openCrookedGateway(stage, {
    demo: { key: 'sk-torture', paceMs: 300, limits: { running: 50, waiting: 5000 } },
  })
  const folder = path.join(stage.folder, 'studio')
  const victim = createVictim({
    folder,
    gatewayUrl: gateway.url,
    dialect: 'plus',
    submitTimeoutMs: 3000,
    timings: { ...victimTimings, unclearGraceMs: 2000 },
  })
  const word: Word = { notes: new Map(), favourites: new Set(), collections: new Map(), writes: 0 }
  const page: Page = { seq: 0, tasks: new Map(), turnsBack: 0 }
  const damage = { integrity: 0, breaches: 0, lost: 0 }
  const inspect = async () => {
    const found = await inspectDatabase(folder, { word, victim })
    damage.integrity += found.integrity
    damage.breaches += found.breaches
    damage.lost += found.lost
  }
  try {
    await victim.live()
    // Absence from a list proves something only beside a task that is older.
    submit(victim, 1)
    await until(() => gateway.charges().length === 1)
    for (let kill = 1; kill <= kills; kill += 1) {
      // By what it has done, not by the clock: as much in a life on a slow machine as on a fast one.
      const enough = word.writes + Math.floor(chance(stage.seed, 21, kill) * mostWritesALife)
      const endIt = async () => {
        await until(() => word.writes >= enough, 2000).catch(() => undefined)
        await delay(chance(stage.seed, 23, kill) * 20)
        await victim.kill()
      }
      await Promise.all([liveBusily({ stage, victim, word, page, kill }), endIt()])
      if (kill % checkEvery === 0) {
        await inspect()
        stage.say(`${kill} kills, ${word.writes} acknowledged writes`)
      }
      await victim.live()
    }
    const submits = kills * submitsALife
    submit(victim, submits)
    await until(() => victim.promises.size === submits)
    const limbo = await waitForEnd(victim, page)
    await victim.end()
    await inspect()
    return [
      exactly('kills', kills, victim.starts.length - 1),
      atLeast(
        'acknowledged writes',
        kills * sized(stage, 8, 3),
        word.writes + victim.promises.size,
      ),
      never('acknowledged writes that are lost', damage.lost),
      never('checks that found the database damaged', damage.integrity),
      never('invariants breached', damage.breaches),
      ...(await checkEnds({ folder, page, submits, charges: gateway.charges().length, limbo })),
      never('orders turned away, promises broken', victim.faults.length),
      inTime(stage, 'a restart (95 of 100)', startMs, percentile(victim.starts.slice(1), 95), 'ms'),
      inTime(stage, 'the slowest restart', startMs, Math.max(...victim.starts.slice(1)), 'ms'),
    ]
  } finally {
    await victim.kill()
    await gateway.close()
  }
}

/** Like a browser: whatever has not been promised is sent again, under its key. */
function submit(victim: Victim, last: number): void {
  for (let n = 0; n < last; n += 1) {
    const key = `key-${n}`
    if (!victim.promises.has(key)) victim.submit(key, `a fox on the hill #${n}`)
  }
}

/** Does what a busy household does until the victim dies. */
async function liveBusily(life: {
  stage: Stage
  victim: Victim
  word: Word
  page: Page
  kill: number
}): Promise<void> {
  const { stage, victim, word, page, kill } = life
  submit(victim, kill * submitsALife)
  const work = [
    watch(victim, page),
    keepNotes(victim, word, kill, (n) => chance(stage.seed, 22, kill * 1000 + n)),
    keepCollections(victim, word, kill),
  ]
  // Each of them ends with the life that it is in.
  await Promise.allSettled(work)
}

/** A page that waits for changes, and goes on where it stood before the kill. */
async function watch(victim: Victim, page: Page): Promise<never> {
  for (;;) {
    const told = (await victim.ask({ do: 'changes', after: page.seq })) as {
      seq: number
      tasks: { id: string; state: string; note: string }[]
    }
    if (told.seq < page.seq) page.turnsBack += 1
    page.seq = told.seq
    for (const { id, state, note } of told.tasks) page.tasks.set(id, { state, note })
  }
}

async function keepNotes(
  victim: Victim,
  word: Word,
  kill: number,
  random: (n: number) => number,
): Promise<void> {
  const tasks = [...victim.promises.values()]
  for (let n = 1; tasks.length > 0; n += 1) {
    const taskId = tasks[Math.floor(random(n) * tasks.length)]!
    const note = word.notes.get(taskId) ?? { safe: 0, asked: 0 }
    word.notes.set(taskId, note)
    note.asked = kill * 1000 + n
    await victim.ask({ do: 'note', taskId, note: `seen ${note.asked}` })
    note.safe = note.asked
    word.writes += 1
  }
}

async function keepCollections(victim: Victim, word: Word, kill: number): Promise<void> {
  const frames = (await victim.ask({ do: 'frames', limit: 40 })) as string[]
  const name = `Round ${kill}`
  const id = String(await victim.ask({ do: 'found-collection', name }))
  const collection = { name, frames: new Set<string>() }
  word.collections.set(id, collection)
  word.writes += 1
  for (const frameId of frames) {
    await victim.ask({ do: 'favour', frameId })
    word.favourites.add(frameId)
    await victim.ask({ do: 'collect', collectionId: id, frameId })
    collection.frames.add(frameId)
    word.writes += 2
  }
}

/** Counts what the database lacks of what was acknowledged; nobody else has it open. */
async function inspectDatabase(
  folder: string,
  { word, victim }: { word: Word; victim: Victim },
): Promise<{ integrity: number; breaches: number; lost: number }> {
  const db = await openSqlite(databaseFile(folder))
  const tasks = await db.selectFrom('task').select(['id', 'note']).execute()
  const frames = await db.selectFrom('frame').select(['id', 'favourite_at']).execute()
  const collections = await db.selectFrom('collection').select(['id', 'name']).execute()
  const members = await db
    .selectFrom('collection_frame')
    .select(['collection_id', 'frame_id'])
    .execute()
  const integrity = (await checkSqlite(db)) === 'ok' ? 0 : 1
  const breaches = (await checkInvariants(db)).length
  await db.destroy()

  const noteOf = new Map(tasks.map(({ id, note }) => [id, Number(note.replace('seen ', ''))]))
  const favourites = new Set(
    frames.flatMap(({ id, favourite_at: at }) => (at === null ? [] : [id])),
  )
  const nameOf = new Map(collections.map(({ id, name }) => [id, name]))
  const collected = new Set(members.map((one) => `${one.collection_id} ${one.frame_id}`))
  const isLost = {
    task: (id: string) => !noteOf.has(id),
    note: ([id, { safe, asked }]: [string, { safe: number; asked: number }]) => {
      const seen = noteOf.get(id) ?? -1
      return seen < safe || seen > asked
    },
  }
  const lost = [
    [...victim.promises.values()].filter(isLost.task),
    [...word.notes].filter(isLost.note),
    [...word.favourites].filter((id) => !favourites.has(id)),
    [...word.collections].filter(([id, { name }]) => nameOf.get(id) !== name),
    [...word.collections].flatMap(([id, of]) =>
      [...of.frames].filter((frame) => !collected.has(`${id} ${frame}`)),
    ),
  ]
  return { integrity, breaches, lost: lost.flat().length }
}

/** Lets the page hear the rest; resolves with how many tasks have not ended after a minute. */
async function waitForEnd(victim: Victim, page: Page): Promise<number> {
  const isKept = ({ state }: { state: string }) => state === 'done kept'
  const unfinished = () => [...page.tasks.values()].filter((task) => !isKept(task)).length
  const watching = watch(victim, page).catch(() => undefined)
  await until(() => victim.promises.size === page.tasks.size && unfinished() === 0).catch(
    () => undefined,
  )
  const ended = unfinished()
  void watching
  return ended
}

async function checkEnds(end: {
  folder: string
  page: Page
  submits: number
  charges: number
  limbo: number
}): Promise<readonly Check[]> {
  const { folder, page, submits, charges, limbo } = end
  const db = await openSqlite(databaseFile(folder))
  const rows = await db.selectFrom('task').select(['id', 'state_json', 'note']).execute()
  await db.destroy()
  const unheard = rows.filter(({ id, state_json: json, note }) => {
    const state = wordOf(JSON.parse(json) as TaskState)
    const known = page.tasks.get(id)
    return known === undefined || known.state !== state || known.note !== note
  })
  const shelf = await readShelf(folder)
  return [
    exactly('charges', submits, charges),
    never('tasks whose pictures are not kept within a minute', limbo),
    never('changes that the page was not told of', unheard.length),
    never('changes that were told backwards', page.turnsBack),
    exactly('pictures kept', submits, shelf.pictures),
    never('pictures that are torn or missing', shelf.mismatches + shelf.withoutFile),
  ]
}
