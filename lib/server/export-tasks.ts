import 'server-only'
/** Rows as records of library.json, and the files that go with them, before either has been written. */
import { framesOf, historiesOf, maskedRequests, restingAmong } from '@/lib/db/exchange'
import { picturesOf } from '@/lib/db/pictures'
import type { Db, FrameRow, PictureRow, TaskRow, VideoRow } from '@/lib/db/schema'
import { readableTasks } from '@/lib/db/task-sharing'
import { videosOf } from '@/lib/db/videos'
import type { BotType, Speed, Verb } from '@/lib/mj/task'
import type { TaskRecord } from './exchange-record'
import type { ExportScope } from './export-scope'
import { withoutSignatures } from './export-signatures'
import { buttonsOf, referencesOfTask, stateOf } from './library-rows'
import { maskOfRequest } from './request-pictures'

/** A picture as it goes out: whole, or those quadrants of a grid that were chosen. */
export type LeavingPicture = {
  picture: PictureRow
  frames: readonly FrameRow[]
  /** True where every frame in `frames` becomes a file of its own. */
  isCut: boolean
}

export type LeavingTask = {
  row: TaskRow
  pictures: readonly LeavingPicture[]
  films: readonly VideoRow[]
  mask: ReturnType<typeof maskOfRequest>
  history: TaskRecord['history']
}

/**
 * Those of the tasks that are still there and at rest, with all that goes along, in the order of their birth. Of what
 * another shares, without what stays with them.
 */
export async function leavingTasks(
  db: Db,
  ownerId: string,
  taskIds: readonly string[],
  scope: Pick<ExportScope, 'frames'>,
): Promise<readonly LeavingTask[]> {
  const rows = await toldRows(db, ownerId, await restingAmong(db, ownerId, taskIds))
  const ids = rows.map((row) => row.id)
  const [pictures, films, frames, events, masked] = await Promise.all([
    picturesOf(db, ids),
    videosOf(db, ids),
    framesOf(db, ids).then((all) => all.flatMap((frame) => toldFrame(frame, ownerId))),
    historiesOf(db, ids),
    maskedRequests(db, ids),
  ])
  return rows.map((row) => {
    const own = <T extends { task_id: string }>(all: readonly T[]) =>
      all.filter((one) => one.task_id === row.id)
    const leaving = leavingPictures(own(pictures), own(frames), scope)
    return {
      row,
      pictures: leaving,
      films: own(films).filter((film) => isFilmChosen(film, leaving, scope)),
      mask:
        own(masked)
          .map((one) => maskOfRequest(one.request_json))
          .find(Boolean) ?? null,
      history: own(events).map(({ at, kind, detail }) => ({
        at,
        kind,
        detail: withoutSignatures(detail),
      })),
    }
  })
}

async function toldRows(
  db: Db,
  ownerId: string,
  rows: readonly TaskRow[],
): Promise<readonly TaskRow[]> {
  const others = rows.filter((row) => row.owner_id !== ownerId)
  if (others.length === 0) return rows
  const parentIds = others.flatMap((row) => row.parent_id ?? [])
  const parents = await readableTasks(db, ownerId, [...new Set(parentIds)])
  const known = new Set(parents.map((row) => row.id))
  return rows.map((row) => {
    if (row.owner_id === ownerId) return row
    const told = {
      ...row,
      note: '',
      references_json: '[]',
      client_state: '',
    }
    return known.has(row.parent_id ?? '')
      ? told
      : { ...told, parent_id: null, parent_custom_id: null }
  })
}

/** Nothing for a frame of another that is not shared. */
function toldFrame(frame: FrameRow, ownerId: string): readonly FrameRow[] {
  if (frame.owner_id === ownerId) return [frame]
  return frame.shared_at === null ? [] : [{ ...frame, favourite_at: null, kept_at: null }]
}

function leavingPictures(
  pictures: readonly PictureRow[],
  frames: readonly FrameRow[],
  scope: Pick<ExportScope, 'frames'>,
): readonly LeavingPicture[] {
  return pictures.flatMap((picture) => {
    const all = frames.filter((frame) => frame.picture_id === picture.id)
    const chosen = scope.frames === null ? all : all.filter((frame) => scope.frames?.has(frame.id))
    if (chosen.length === 0) return []
    const isGrid = picture.quadrants_json !== null
    return [
      { picture, frames: chosen, isCut: isGrid && scope.frames !== null && chosen.length < 4 },
    ]
  })
}

/** A film goes with the picture that stands for it; one that has none, with its task. */
function isFilmChosen(
  film: VideoRow,
  leaving: readonly LeavingPicture[],
  scope: Pick<ExportScope, 'frames'>,
): boolean {
  if (scope.frames === null || film.poster_id === null) return true
  return leaving.some(({ picture }) => picture.id === film.poster_id)
}

type Files = Pick<TaskRecord, 'pictures' | 'films' | 'mask'>

/** The record of a task whose files have been written. */
export function recordOf({ row, history }: LeavingTask, files: Files): TaskRecord {
  const clean = withoutSignatures
  return {
    id: row.id,
    createdAt: row.created_at,
    acceptedAt: row.accepted_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    durationMs: row.duration_ms,
    verb: row.verb as Verb,
    kind: row.kind,
    state: restingState(row),
    action: row.action,
    prompt: clean(row.prompt),
    promptEn: clean(row.prompt_en),
    finalPrompt: clean(row.final_prompt),
    speed: row.speed as Speed | null,
    botType: row.bot_type as BotType,
    parent:
      row.parent_id === null ? null : { id: row.parent_id, customId: row.parent_custom_id ?? '' },
    references: [...referencesOfTask(row)],
    dimensions: row.dimensions as TaskRecord['dimensions'],
    buttons: [...buttonsOf(row)],
    text: clean(row.text),
    seed: row.seed,
    gateway: { id: row.gateway_id, name: row.gateway_name, isDemo: row.gateway_is_demo === 1 },
    gatewayTaskId: row.gateway_task_id,
    clientState: row.client_state,
    note: row.note,
    trashedAt: row.trashed_at,
    ...files,
    history,
  }
}

/** `isAtRest` of lib/db/exchange.ts has let none of the others through. */
function restingState(row: TaskRow): TaskRecord['state'] {
  const state = stateOf(row)
  return 'detail' in state
    ? ({ ...state, detail: withoutSignatures(state.detail) } as TaskRecord['state'])
    : (state as TaskRecord['state'])
}
