import 'server-only'
/** Rows read back as the `Task` that the browser sees. */
import { framesOfTasks } from '@/lib/db/frames'
import { clientKeysOf } from '@/lib/db/intents'
import { allPeople } from '@/lib/db/people'
import { picturesOf } from '@/lib/db/pictures'
import type { Db, PictureRow, TaskRow, VideoRow } from '@/lib/db/schema'
import { type ChildRow, childrenOf } from '@/lib/db/task-family'
import { isReadable, readableTasks } from '@/lib/db/task-sharing'
import { videosOf } from '@/lib/db/videos'
import type {
  BlendDimensions,
  BotType,
  Box,
  Button,
  Child,
  PastedPicture,
  Person,
  Picture,
  Speed,
  Task,
  TaskState,
  TaskStateName,
  Verb,
  Video,
} from '@/lib/mj/task'

/** The state as it was written; the only reader of `state_json`. */
export function stateOf(row: Pick<TaskRow, 'state_json'>): TaskState {
  return JSON.parse(row.state_json) as TaskState
}

export function buttonsOf(row: Pick<TaskRow, 'buttons_json'>): readonly Button[] {
  return JSON.parse(row.buttons_json) as Button[]
}

/** Ids of the pictures that went along, in the order of the wire. */
export function referencesOfTask(row: Pick<TaskRow, 'references_json'>): readonly string[] {
  return JSON.parse(row.references_json) as string[]
}

/**
 * In the order of the rows, as far as `ownerId` may know of them, with children, pictures and films fetched for all of
 * them at once. The rows are the viewer's own or shared with them.
 */
export async function assembleTasks(
  db: Db,
  ownerId: string,
  rows: readonly TaskRow[],
): Promise<readonly Task[]> {
  const ids = rows.map((row) => row.id)
  const [children, pictures, videos, keys] = await Promise.all([
    childrenOf(db, ids),
    picturesOf(db, ids),
    videosOf(db, ids),
    clientKeysOf(db, ids),
  ])
  const readable = children.filter((child) => isReadable(child, ownerId))
  const childrenById = groupBy(readable, (child) => child.parent_id ?? '')
  const picturesById = groupBy(pictures, (picture) => picture.task_id)
  const videosById = groupBy(videos, (video) => video.task_id)
  const keysById = groupBy(keys, (key) => key.task_id)
  const others = rows.filter((row) => row.owner_id !== ownerId)
  const told = others.length === 0 ? null : await toldOf(db, ownerId, others)
  return rows.map((row) => {
    const has = {
      children: childrenById.get(row.id) ?? [],
      pictures: picturesById.get(row.id) ?? [],
      videos: videosById.get(row.id) ?? [],
      keys: keysById.get(row.id) ?? [],
    }
    return row.owner_id === ownerId || told === null
      ? taskOf(row, has)
      : anotherTaskOf(row, has, told)
  })
}

type Told = {
  people: ReadonlyMap<string, string>
  /** Ids of parents and pictures that are shared. */
  parents: ReadonlySet<string>
  pictures: ReadonlySet<string>
}

async function toldOf(db: Db, ownerId: string, rows: readonly TaskRow[]): Promise<Told> {
  const ids = rows.map((row) => row.id)
  const parentIds = [...new Set(rows.flatMap((row) => row.parent_id ?? []))]
  const parents = await readableTasks(db, ownerId, parentIds)
  const frames = await framesOfTasks(db, ownerId, ids)
  return {
    people: await allPeople(db),
    parents: new Set(parents.map((row) => row.id)),
    pictures: new Set(frames.map((frame) => frame.picture_id)),
  }
}

/** What is another's, without what stays with them. */
function anotherTaskOf(row: TaskRow, has: Has, { people, parents, pictures }: Told): Task {
  const isTold = (id: string | null) => id === null || pictures.has(id)
  const task = taskOf(row, {
    children: has.children,
    pictures: has.pictures.filter(({ id }) => isTold(id)),
    videos: has.videos.filter(({ poster_id }) => isTold(poster_id)),
    keys: [],
  })
  return {
    ...task,
    parent: task.parent && parents.has(task.parent.id) ? task.parent : null,
    references: [],
    clientState: '',
    note: '',
    owner: personOf(people, row.owner_id),
  }
}

export function personOf(people: ReadonlyMap<string, string>, id: string): Person {
  return { id, name: people.get(id) ?? '' }
}

type Has = {
  children: readonly ChildRow[]
  pictures: readonly PictureRow[]
  videos: readonly VideoRow[]
  keys: readonly { client_key: string }[]
}

function taskOf(row: TaskRow, has: Has): Task {
  return {
    id: row.id,
    seq: row.seq,
    createdAt: row.created_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    verb: row.verb as Verb,
    state: stateOf(row),
    action: row.action,
    prompt: row.prompt,
    promptEn: row.prompt_en,
    finalPrompt: row.final_prompt,
    speed: row.speed as Speed | null,
    botType: row.bot_type as BotType,
    parent:
      row.parent_id === null ? null : { id: row.parent_id, customId: row.parent_custom_id ?? '' },
    children: has.children.map(childOf),
    buttons: buttonsOf(row),
    pictures: has.pictures.filter((row) => row.pasted_json === null).map(pictureOf),
    pasted: has.pictures.flatMap(pastedOf),
    videos: has.videos.map(videoOf),
    references: referencesOfTask(row),
    dimensions: row.dimensions as BlendDimensions | null,
    text: row.text,
    seed: row.seed,
    clientState: row.client_state,
    clientKeys: has.keys.map((key) => key.client_key),
    note: row.note,
    trashedAt: row.trashed_at,
    sharedAt: row.shared_at,
    owner: null,
    gateway: {
      id: row.gateway_id,
      name: row.gateway_name,
      isDemo: row.gateway_is_demo === 1,
    },
    gatewayTaskId: row.gateway_task_id,
  }
}

function childOf(row: ChildRow): Child {
  return {
    id: row.id,
    customId: row.parent_custom_id ?? '',
    state: row.state_name as TaskStateName,
  }
}

export function pictureOf(row: PictureRow): Picture {
  return {
    id: row.id,
    position: row.position,
    type: row.type as Picture['type'],
    width: row.width,
    height: row.height,
    sizeBytes: row.size_bytes,
    thumbhash: row.thumbhash,
    quadrants: quadrantsOf(row),
  }
}

/** Nothing for a picture that is the gateway's own. */
function pastedOf(row: PictureRow): readonly PastedPicture[] {
  if (row.pasted_json === null) return []
  const made = JSON.parse(row.pasted_json) as Pick<PastedPicture, 'quadrant' | 'feather'>
  return [{ ...pictureOf(row), ...made }]
}

function videoOf(row: VideoRow): Video {
  return {
    id: row.id,
    position: row.position,
    type: row.type as Video['type'],
    sizeBytes: row.size_bytes,
    posterId: row.poster_id,
  }
}

export function quadrantsOf(row: Pick<PictureRow, 'quadrants_json'>): readonly Box[] | null {
  return row.quadrants_json === null ? null : (JSON.parse(row.quadrants_json) as Box[])
}

export function groupBy<T>(
  rows: readonly T[],
  keyOf: (row: T) => string,
): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const group = groups.get(keyOf(row))
    if (group === undefined) groups.set(keyOf(row), [row])
    else group.push(row)
  }
  return groups
}
