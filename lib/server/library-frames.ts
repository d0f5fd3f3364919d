import 'server-only'
/** Rows of frames read as the tiles that the browser sees. */
import { inChunks } from '@/lib/db/chunks'
import { framesOfTasks, readableFrames } from '@/lib/db/frames'
import { allPeople } from '@/lib/db/people'
import { picturesNamed } from '@/lib/db/pictures'
import type { Db, FrameRow, PictureRow, TaskRow } from '@/lib/db/schema'
import { tasksNamed } from '@/lib/db/tasks'
import { filmsOfPictures } from '@/lib/db/videos'
import type { LibraryFrame } from '@/lib/mj/library'
import type { Person, Verb } from '@/lib/mj/task'
import { personOf, pictureOf } from './library-rows'

/** In the order asked for; the ones that are not there are missing. */
export async function readFrames(
  db: Db,
  ownerId: string,
  ids: readonly string[],
): Promise<readonly LibraryFrame[]> {
  const rows = new Map((await readableFrames(db, ownerId, ids)).map((row) => [row.id, row]))
  return assembleFrames(
    db,
    ownerId,
    ids.flatMap((id) => rows.get(id) ?? []),
  )
}

/** Every frame of some tasks, in the order of the wall. */
export async function readFramesOf(
  db: Db,
  ownerId: string,
  taskIds: readonly string[],
): Promise<readonly LibraryFrame[]> {
  return assembleFrames(db, ownerId, await framesOfTasks(db, ownerId, taskIds))
}

/**
 * In the order of the rows, which are the viewer's own or shared with them, with pictures, tasks and films fetched for
 * all of them at once.
 */
export async function assembleFrames(
  db: Db,
  ownerId: string,
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
    for (const row of await tasksNamed(db, taskIds)) tasks.set(row.id, row)
  }
  const isAnyAnothers = rows.some((row) => row.owner_id !== ownerId)
  const people = isAnyAnothers ? await allPeople(db) : new Map<string, string>()
  return rows.flatMap((row) => {
    const [picture, task] = [pictures.get(row.picture_id), tasks.get(row.task_id)]
    if (picture === undefined || task === undefined) return []
    const owner = row.owner_id === ownerId ? null : personOf(people, row.owner_id)
    return [frameOf(row, { picture, task, videoId: films.get(picture.id) ?? null, owner })]
  })
}

/** What another has said of a frame stays with them. */
function frameOf(
  row: FrameRow,
  of: { picture: PictureRow; task: TaskRow; videoId: string | null; owner: Person | null },
): LibraryFrame {
  const isOwn = of.owner === null
  return {
    id: row.id,
    taskId: row.task_id,
    picture: pictureOf(of.picture),
    quadrant: row.quadrant,
    prompt: of.task.prompt,
    verb: of.task.verb as Verb,
    createdAt: of.task.created_at,
    isFavourite: isOwn && row.favourite_at !== null,
    isKept: isOwn && row.kept_at !== null,
    trashedAt: row.trashed_at,
    isPasted: of.picture.pasted_json !== null,
    videoId: of.videoId,
    isShared: row.shared_at !== null,
    owner: of.owner,
  }
}
