import 'server-only'
/** Records as rows: a task with all that is its own, written in one transaction. */
import { createHash } from 'node:crypto'
import { ancestorsOf, insertHistory } from '@/lib/db/exchange'
import { framesOfPicture, insertFrames } from '@/lib/db/frames'
import { insertIntent } from '@/lib/db/intents'
import { picturesOf } from '@/lib/db/pictures'
import type { Db, FrameRow, PictureRow, TaskRow } from '@/lib/db/schema'
import { changeTask, findTaskOf, insertTask } from '@/lib/db/tasks'
import { videosOf } from '@/lib/db/videos'
import type { StoredBlob } from '@/lib/storage/blobs'
import type { keepPicture } from './archive-results'
import { derivedId } from './exchange-ids'
import type { FilmRecord, PictureRecord, TaskRecord } from './exchange-record'
import { quadrantBoxes } from './images/quadrants'
import type { Journey } from './import-library'
import { gatewayHere, type Place } from './import-places'
import { blankTask } from './ledger'
import type { Viewer } from './viewer'
import type { StudioParts } from './studio-parts'

/** A task whose files are kept, with those of them that are not here yet. */
export type Ready = {
  record: TaskRecord
  place: Place
  /** Ids of pictures and films that somebody has. */
  taken: ReadonlySet<string>
  pictures: { record: PictureRecord; kept: Awaited<ReturnType<typeof keepPicture>> }[]
  films: { record: FilmRecord; blob: StoredBlob }[]
  mask: { png: string; document: string | null } | undefined
}

/** Words of the family for tasks that have come to rest (gateways.md 3.2). */
const statuses: Partial<Record<TaskRecord['state']['name'], string>> = {
  done: 'SUCCESS',
  failed: 'FAILURE',
  cancelled: 'CANCEL',
}

/** Inside the transaction of its batch; counts what it has added in the journey’s tally. */
export async function addNew(
  parts: StudioParts,
  db: Db,
  viewer: Viewer,
  ready: Ready,
  journey: Journey,
): Promise<void> {
  const { record, place } = ready
  const parent = await parentOf(db, viewer, record, journey)
  const task = await insertTask(db, {
    ...blankTask,
    ...factsOf(record),
    id: place.taskId,
    owner_id: viewer.ownerId,
    parent_id: parent,
    parent_custom_id: parent === null ? null : (record.parent?.customId ?? ''),
    gateway_id: gatewayHere(parts.gateways, record.gateway),
    gateway_task_id: place.type === 'new' ? place.gatewayTaskId : null,
    buttons_json: JSON.stringify(place.type === 'new' ? record.buttons : []),
  })
  await addMedia(db, task, ready, journey)
  if (ready.mask !== undefined) await addMask(db, task, ready.mask)
  await insertHistory(db, task.id, record.history)
  journey.tally.tasks += 1
}

/** What the file has beyond what is here: pictures that are missing, and the parent of a task that lost it. */
export async function addKnown(
  db: Db,
  viewer: Viewer,
  ready: Ready,
  journey: Journey,
): Promise<void> {
  const { record, place } = ready
  journey.tally.known += 1
  const task = await findTaskOf(db, viewer.ownerId, place.taskId)
  if (task === undefined) return
  await rememberPictures(db, task, record, journey)
  const hadNews = ready.pictures.length + ready.films.length > 0
  await addMedia(db, task, ready, journey)
  const parent = task.parent_id === null ? await parentOf(db, viewer, record, journey) : null
  const isCircle = parent !== null && (await wouldCircle(db, task.id, parent))
  if (parent !== null && !isCircle) {
    await changeTask(db, task.id, {
      parent_id: parent,
      parent_custom_id: record.parent?.customId ?? '',
    })
    await changeTask(db, parent, {})
  } else if (hadNews) {
    await changeTask(db, task.id, {})
  }
}

/** The parent here: one that came in before, or was here already. A file cannot make a task of another owner one. */
async function parentOf(
  db: Db,
  viewer: Viewer,
  { parent }: TaskRecord,
  journey: Journey,
): Promise<string | null> {
  if (parent === null) return null
  const id = journey.tasks.get(parent.id) ?? parent.id
  return (await findTaskOf(db, viewer.ownerId, id)) === undefined ? null : id
}

async function wouldCircle(db: Db, taskId: string, parentId: string): Promise<boolean> {
  return parentId === taskId || (await ancestorsOf(db, parentId)).includes(taskId)
}

function factsOf(record: TaskRecord) {
  return {
    created_at: record.createdAt,
    accepted_at: record.acceptedAt,
    started_at: record.startedAt,
    finished_at: record.finishedAt,
    duration_ms: record.durationMs,
    verb: record.verb,
    kind: record.kind,
    state_name: record.state.name,
    state_json: JSON.stringify(record.state),
    action: record.action,
    prompt: record.prompt,
    prompt_en: record.promptEn,
    final_prompt: record.finalPrompt,
    speed: record.speed,
    bot_type: record.botType,
    references_json: JSON.stringify(record.references),
    dimensions: record.dimensions,
    text: record.text,
    seed: record.seed,
    gateway_name: record.gateway.name,
    gateway_is_demo: record.gateway.isDemo ? 1 : 0,
    gateway_status: statuses[record.state.name] ?? '',
    client_state: record.clientState,
    note: record.note,
    trashed_at: record.trashedAt,
    // Long ago: nothing of it is waited for.
    changed_at: record.finishedAt ?? record.createdAt,
    has_answer: 0,
  }
}

async function addMedia(db: Db, task: TaskRow, ready: Ready, journey: Journey): Promise<void> {
  const free = (id: string) => (ready.taken.has(id) ? derivedId('media', task.id, id) : id)
  const positions = await freePositions(db, task.id)
  const frames: FrameRow[] = []
  for (const { record, kept } of ready.pictures) {
    const row = pictureRow(task, record, kept, {
      id: free(record.id),
      position: positions.picture(record),
    })
    if (row.id !== record.id) journey.pictures.set(record.id, row.id)
    await db.insertInto('picture').values(row).execute()
    frames.push(...markedFrames(task, row, record))
    journey.tally.pictures += 1
  }
  await insertFrames(db, frames)
  for (const { record, blob } of ready.films) {
    const poster = record.posterId && (journey.pictures.get(record.posterId) ?? record.posterId)
    await db
      .insertInto('video')
      .values({
        id: free(record.id),
        task_id: task.id,
        position: positions.film(record),
        sha256: blob.sha256,
        type: record.type,
        size_bytes: blob.sizeBytes,
        poster_id: poster,
        created_at: record.createdAt,
      })
      .execute()
    journey.tally.films += 1
  }
}

/** The position that a record asks for, or the next one that is free: a file may say the same twice. */
async function freePositions(db: Db, taskId: string) {
  const [pictures, films] = await Promise.all([picturesOf(db, [taskId]), videosOf(db, [taskId])])
  const taker = (rows: readonly { position: number }[]) => {
    const taken = new Set(rows.map((row) => row.position))
    return ({ position }: { position: number }) => {
      let free = position
      while (taken.has(free)) free += 1
      taken.add(free)
      return free
    }
  }
  return { picture: taker(pictures), film: taker(films) }
}

function pictureRow(
  task: TaskRow,
  record: PictureRecord,
  kept: Ready['pictures'][number]['kept'],
  { id, position }: { id: string; position: number },
): PictureRow {
  const { blob, type, width, height, thumbhash } = kept
  return {
    id,
    task_id: task.id,
    position,
    sha256: blob.sha256,
    type,
    width,
    height,
    size_bytes: blob.sizeBytes,
    thumbhash,
    quadrants_json: record.isGrid ? JSON.stringify(quadrantBoxes(width, height)) : null,
    pasted_json: record.pasted === null ? null : JSON.stringify(record.pasted),
    created_at: record.createdAt,
  }
}

/** The frames that the picture had where it comes from: one that was deleted there for good does not come back. */
function markedFrames(
  task: TaskRow,
  picture: PictureRow,
  { frames }: PictureRecord,
): readonly FrameRow[] {
  return framesOfPicture(task, picture).flatMap((frame) => {
    const marks = frames.find(({ quadrant }) => quadrant === frame.quadrant)
    if (marks === undefined) return []
    const { favouriteAt, keptAt, trashedAt } = marks
    return [{ ...frame, favourite_at: favouriteAt, kept_at: keptAt, trashed_at: trashedAt }]
  })
}

/** Collections of the file name pictures by their ids there. */
async function rememberPictures(
  db: Db,
  task: TaskRow,
  record: TaskRecord,
  journey: Journey,
): Promise<void> {
  const here = await picturesOf(db, [task.id])
  for (const { id, sha256 } of record.pictures) {
    const same = here.find((row) => row.sha256 === sha256)
    if (same !== undefined && same.id !== id) journey.pictures.set(id, same.id)
  }
}

/** A mask is kept with the request that sent it: this one never sends anything, it has no attempt. */
async function addMask(
  db: Db,
  task: TaskRow,
  { png, document }: NonNullable<Ready['mask']>,
): Promise<void> {
  const json = JSON.stringify({
    verb: task.verb,
    answer: {
      maskBase64: { sha256: png, head: 'data:image/png;base64,' },
      ...(document === null ? {} : { maskDocument: document }),
    },
  })
  await insertIntent(db, {
    id: derivedId('mask', task.id),
    owner_id: task.owner_id,
    client_key: `import:${task.id}`,
    request_hash: createHash('sha256').update(json).digest('hex'),
    request_json: json,
    task_id: task.id,
    created_at: task.created_at,
    via: null,
  })
}
