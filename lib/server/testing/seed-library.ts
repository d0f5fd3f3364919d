import 'server-only'
/**
 * Fills a data folder with years of work: prompts in two languages, grids, upscales, variations and blends in their
 * families, months, shapes, favourites, collections, a little trash. The same seed gives the same library. The
 * pictures are real and few, shared by all tasks, so that every one of them loads.
 */
import { inChunks } from '@/lib/db/chunks'
import { insertCollected, insertCollection } from '@/lib/db/collections'
import { changeFrames, framesOfPicture, insertFrames, settleTrashed } from '@/lib/db/frames'
import type { Db, FrameRow, PictureRow, TaskRow } from '@/lib/db/schema'
import { putSearch } from '@/lib/db/searches'
import { nextSeqs } from '@/lib/db/sequence'
import { ranksBetween } from '@/lib/gallery/rank'
import type { TaskState } from '@/lib/mj/task'
import type { Blobs } from '@/lib/storage/blobs'
import { indexEverything } from '../library-index'
import { gridButtons } from './scripted-gateway'
import { paintSeedPictures, type SeedPicture, type SeedShape } from './seed-pictures'
import { type Chance, chanceOf, pick, seedPrompt } from './seed-prompts'

export type SeedOptions = {
  tasks: number
  seed?: number
  ownerId?: string
  /** The youngest task is as old as this moment. */
  now?: number
  /** Over how many months they are spread. */
  months?: number
  /** Every second task is shared with everybody. */
  isHalfShared?: boolean
}

const tasksAtOnce = 1000
const monthMs = 30 * 24 * 3_600_000

export async function seedLibrary(
  { db, blobs }: { db: Db; blobs: Blobs },
  options: SeedOptions,
): Promise<void> {
  const {
    tasks,
    seed = 1,
    ownerId = 'owner',
    now = Date.now(),
    months = 24,
    isHalfShared = false,
  } = options
  const chance = chanceOf(seed)
  const shapes = await paintSeedPictures(blobs, seed)
  const first = await db.transaction().execute((trx) => nextSeqs(trx, tasks))
  const story = createStory({ chance, shapes, ownerId, seed, isHalfShared })
  for (let from = 0; from < tasks; from += tasksAtOnce) {
    const many = Math.min(tasksAtOnce, tasks - from)
    const made = Array.from({ length: many }, (_, n) => {
      const age = (1 - (from + n + 1) / tasks) * months * monthMs
      return story(first + from + n, Math.round(now - age))
    })
    await db.transaction().execute((trx) => insertMade(trx, chance, made))
  }
  await db.transaction().execute((trx) => addCollections(trx, chance, ownerId, now))
  await indexEverything(db)
}

type Made = { task: TaskRow; pictures: readonly PictureRow[] }

/** Answers the next task of a studio in which some tasks grow out of earlier ones. */
function createStory(of: {
  chance: Chance
  shapes: readonly SeedShape[]
  ownerId: string
  seed: number
  isHalfShared: boolean
}) {
  const { chance, shapes } = of
  /** Grids that somebody may still press a button of. */
  const recent: { task: TaskRow; shape: SeedShape }[] = []
  return (seq: number, at: number): Made => {
    const id = `seed${of.seed.toString(36)}x${seq.toString(36).padStart(8, '0')}`
    const blank = { ...blankTask, id, owner_id: of.ownerId, seq, place: seq, created_at: at }
    const dice = chance()
    if (dice < 0.02) return { task: failed(blank, chance), pictures: [] }
    const parent = dice < 0.45 && recent.length > 0 ? pick(chance, recent) : null
    const shape = parent?.shape ?? pick(chance, shapes)
    const isUpscale = parent !== null && dice < 0.26
    const words = parent?.task ?? seedPrompt(chance, shape.ratio)
    const isBlend = parent === null && dice > 0.96
    const task: TaskRow = {
      ...blank,
      ...finished(at, chance),
      shared_at: of.isHalfShared && seq % 2 === 0 ? at : null,
      verb: parent !== null ? 'action' : isBlend ? 'blend' : 'imagine',
      kind: parent === null ? (isBlend ? 'blend' : 'imagine') : isUpscale ? 'upscale' : 'variation',
      action: isUpscale ? 'UPSCALE' : isBlend ? 'BLEND' : parent ? 'VARIATION' : 'IMAGINE',
      prompt: isBlend ? '' : words.prompt,
      prompt_en: isBlend ? '' : words.prompt_en,
      parent_id: parent?.task.id ?? null,
      parent_custom_id: parent === null ? null : buttonPressed(chance, isUpscale),
      note: chance() < 0.01 ? '客户选中的版本, for the spring poster' : '',
      gateway_task_id: id,
    }
    const picture = pick(chance, isUpscale ? shape.singles : shape.grids)
    if (!isUpscale) recent.push({ task, shape })
    if (recent.length > 40) recent.shift()
    return { task, pictures: [pictureRow(task, picture)] }
  }
}

function buttonPressed(chance: Chance, isUpscale: boolean): string {
  const index = 1 + Math.floor(chance() * 4)
  return `MJ::JOB::${isUpscale ? 'upsample' : 'variation'}::${index}::job`
}

function stateOf(state: TaskState): Pick<TaskRow, 'state_name' | 'state_json'> {
  return { state_name: state.name, state_json: JSON.stringify(state) }
}

function failed(blank: TaskRow, chance: Chance): TaskRow {
  const { prompt } = seedPrompt(chance, '1:1')
  const state = stateOf({ name: 'failed', reason: 'banned-word', detail: 'banned prompt' })
  return { ...blank, ...state, prompt, finished_at: blank.created_at + 9000 }
}

function finished(at: number, chance: Chance): Partial<TaskRow> {
  const tookMs = 20_000 + Math.round(chance() * 60_000)
  return {
    ...stateOf({ name: 'done', archive: 'kept', detail: '' }),
    accepted_at: at + 400,
    started_at: at + 2000,
    finished_at: at + tookMs,
    duration_ms: tookMs,
    changed_at: at + tookMs,
    buttons_json: JSON.stringify(gridButtons),
    speed: pick(chance, ['fast', 'fast', 'relax', 'turbo', null]),
    seed: chance() < 0.1 ? String(Math.floor(chance() * 4_294_967_295)) : null,
    gateway_status: 'SUCCESS',
  }
}

function pictureRow(task: TaskRow, picture: SeedPicture): PictureRow {
  return {
    ...picture,
    id: `p${task.id}`,
    task_id: task.id,
    position: 0,
    pasted_json: null,
    created_at: task.finished_at ?? task.created_at,
  }
}

const blankTask: TaskRow = {
  id: '',
  owner_id: '',
  seq: 0,
  place: 0,
  created_at: 0,
  accepted_at: null,
  started_at: null,
  finished_at: null,
  duration_ms: null,
  verb: 'imagine',
  kind: 'imagine',
  state_name: '',
  state_json: '',
  action: 'IMAGINE',
  prompt: '',
  prompt_en: '',
  final_prompt: '',
  speed: null,
  bot_type: 'MID_JOURNEY',
  parent_id: null,
  parent_custom_id: null,
  references_json: '[]',
  dimensions: null,
  buttons_json: '[]',
  text: '',
  seed: null,
  gateway_id: 'demo',
  gateway_name: 'Demo gateway',
  gateway_is_demo: 1,
  gateway_task_id: null,
  gateway_status: '',
  progress: null,
  image_url: null,
  image_urls_json: '[]',
  video_urls_json: '[]',
  thumbnails_json: '{}',
  modal_sent: 0,
  has_answer: 0,
  applied_poll: 0,
  changed_at: 0,
  misses: 0,
  missing_since: null,
  archive_next_at: null,
  archive_tries: 0,
  archive_since: null,
  client_state: '',
  note: '',
  trashed_at: null,
  shared_at: null,
}

async function insertMade(db: Db, chance: Chance, made: readonly Made[]): Promise<void> {
  for (const some of inChunks(made, 200)) {
    await db
      .insertInto('task')
      .values(some.map(({ task }) => task))
      .execute()
  }
  const pictures = made.flatMap((one) => one.pictures)
  for (const some of inChunks(pictures)) {
    await db
      .insertInto('picture')
      .values([...some])
      .execute()
  }
  const events = made.flatMap(({ task }) => [
    { task_id: task.id, n: 1, at: task.created_at, kind: 'submitted', detail: task.kind },
  ])
  for (const some of inChunks(events))
    await db
      .insertInto('event')
      .values([...some])
      .execute()
  const frames = made.flatMap(({ task, pictures: own }) =>
    own.flatMap((picture) =>
      framesOfPicture(task, picture).map((frame) => marked(frame, task.created_at, chance)),
    ),
  )
  await insertFrames(db, frames)
  const trashed = new Set(frames.flatMap((row) => (row.trashed_at === null ? [] : [row.task_id])))
  await settleTrashed(db, [...trashed])
}

function marked(frame: FrameRow, at: number, chance: Chance): FrameRow {
  const dice = chance()
  return {
    ...frame,
    favourite_at: dice < 0.03 ? at + 60_000 : null,
    kept_at: dice > 0.015 && dice < 0.045 ? at + 90_000 : null,
    trashed_at: null,
  }
}

const collections = ['Spring poster', '红狐狸', 'Best of 2026', 'Textures', '客户 A', 'For print']

async function addCollections(db: Db, chance: Chance, ownerId: string, now: number): Promise<void> {
  const favourites = await db
    .selectFrom('frame')
    .select('id')
    .where('owner_id', '=', ownerId)
    .where('favourite_at', 'is not', null)
    .orderBy('place', 'desc')
    .limit(2000)
    .execute()
  const known = await db
    .selectFrom('collection')
    .select('name')
    .where('owner_id', '=', ownerId)
    .execute()
  const taken = new Set(known.map((row) => row.name))
  for (const [n, name] of collections.entries()) {
    if (taken.has(name)) continue
    const id = `seedcollection${n}${ownerId}`
    await insertCollection(db, { id, owner_id: ownerId, name, created_at: now })
    const own = favourites.filter(() => chance() < 0.04 * (n + 1))
    const ranks = ranksBetween(null, null, own.length)
    const rows = own.map((frame, at) => ({
      collection_id: id,
      frame_id: frame.id,
      rank: ranks[at]!,
      added_at: now,
    }))
    await insertCollected(db, rows)
  }
  for (const [name, query] of [
    ['Foxes', 'fox'],
    ['Night, wide', 'night ar:16:9'],
  ] as const) {
    await putSearch(db, {
      id: `seedsearch${name}`,
      owner_id: ownerId,
      name,
      query,
      created_at: now,
    })
  }
  await trashSome(db, ownerId, now)
}

/** Some fifty of the older ones, thrown away today. */
async function trashSome(db: Db, ownerId: string, now: number): Promise<void> {
  const rows = await db
    .selectFrom('frame')
    .select(['id', 'task_id'])
    .where('owner_id', '=', ownerId)
    .where('favourite_at', 'is', null)
    .orderBy('place', 'desc')
    .offset(400)
    .limit(50)
    .execute()
  await changeFrames(
    db,
    rows.map((row) => row.id),
    { trashed_at: now },
  )
  await settleTrashed(db, [...new Set(rows.map((row) => row.task_id))])
}
