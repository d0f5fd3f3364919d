import 'server-only'
/** Rows of frames read as the tiles that the browser sees. */
import { inChunks } from '@/lib/db/chunks'
import { framesById, framesOfTasks } from '@/lib/db/frames'
import { picturesNamed } from '@/lib/db/pictures'
import type { Db, FrameRow, PictureRow, TaskRow } from '@/lib/db/schema'
import { tasksOf } from '@/lib/db/tasks'
import { filmsOfPictures } from '@/lib/db/videos'
import type { LibraryFrame } from '@/lib/mj/library'
import type { Verb } from '@/lib/mj/task'
import { pictureOf } from './library-rows'

/** In the order asked for; the ones that are not there are missing. */
export async function readFrames(
  db: Db,
  ownerId: string,
  ids: readonly string[],
): Promise<readonly LibraryFrame[]> {
  const rows = new Map((await framesById(db, ownerId, ids)).map((row) => [row.id, row]))
  return assembleFrames(
    db,
    ids.flatMap((id) => rows.get(id) ?? []),
  )
}

/** Every frame of some tasks, in the order of the wall. */
export async function readFramesOf(
  db: Db,
  ownerId: string,
  taskIds: readonly string[],
): Promise<readonly LibraryFrame[]> {
  return assembleFrames(db, await framesOfTasks(db, ownerId, taskIds))
}

/** In the order of the rows, with pictures, tasks and films fetched for all of them at once. */
export async function assembleFrames(
  db: Db,
  rows: readonly FrameRow[],
): Promise<readonly LibraryFrame[]> {
  const pictures = new Map<string, PictureRow>()
  const tasks = new Map<string, TaskRow>()
  const films = new Map<string, string>()
  for (const some of inChunks(rows)) {
    const pictureIds = [...new Set(some.map((row) => row.picture_id))]
    for (const row of await picturesNamed(db, pictureIds)) pictures.set(row.id, row)
    for (const { id, poster_id } of await filmsOfPictures(db, pictureIds)) films.set(poster_id, id)
    const taskIds = [...new Set(some.map((row) => row.task_id))]
    for (const row of await tasksOf(db, some[0]!.owner_id, taskIds)) tasks.set(row.id, row)
  }
  return rows.flatMap((row) => {
    const [picture, task] = [pictures.get(row.picture_id), tasks.get(row.task_id)]
    if (picture === undefined || task === undefined) return []
    return [frameOf(row, { picture, task, videoId: films.get(picture.id) ?? null })]
  })
}

function frameOf(
  row: FrameRow,
  of: { picture: PictureRow; task: TaskRow; videoId: string | null },
): LibraryFrame {
  return {
    id: row.id,
    taskId: row.task_id,
    picture: pictureOf(of.picture),
    quadrant: row.quadrant,
    prompt: of.task.prompt,
    verb: of.task.verb as Verb,
    createdAt: of.task.created_at,
    isFavourite: row.favourite_at !== null,
    isKept: row.kept_at !== null,
    trashedAt: row.trashed_at,
    isPasted: of.picture.pasted_json !== null,
    videoId: of.videoId,
  }
}
