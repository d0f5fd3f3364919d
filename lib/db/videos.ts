import 'server-only'
import { rowsInChunks } from './chunks'
import { keepIds } from './pictures'
import type { Db, VideoRow } from './schema'

/** Replaces the films of a task, so that archiving twice leaves one set; one that was there before keeps its id. */
export async function putVideos(
  db: Db,
  taskId: string,
  videos: readonly VideoRow[],
): Promise<void> {
  const rows = keepIds(await videosOf(db, [taskId]), videos)
  await db.deleteFrom('video').where('task_id', '=', taskId).execute()
  if (rows.length > 0)
    await db
      .insertInto('video')
      .values([...rows])
      .execute()
}

export async function videosOf(db: Db, taskIds: readonly string[]): Promise<readonly VideoRow[]> {
  if (taskIds.length === 0) return []
  return db
    .selectFrom('video')
    .selectAll()
    .where('task_id', 'in', taskIds)
    .orderBy('position')
    .execute()
}

/** A film whose task belongs to the owner, or is shared with the picture that stands for it. */
export async function findVideoOf(
  db: Db,
  ownerId: string,
  videoId: string,
): Promise<VideoRow | undefined> {
  return db
    .selectFrom('video')
    .innerJoin('task', 'task.id', 'video.task_id')
    .selectAll('video')
    .where('video.id', '=', videoId)
    .where((eb) =>
      eb.or([
        eb('task.owner_id', '=', ownerId),
        eb.exists(
          eb
            .selectFrom('frame')
            .select('frame.id')
            .whereRef('frame.picture_id', '=', 'video.poster_id')
            .where('frame.shared_at', 'is not', null),
        ),
        eb.and([
          eb('video.poster_id', 'is', null),
          eb('task.shared_at', 'is not', null),
          eb('task.trashed_at', 'is', null),
        ]),
      ]),
    )
    .executeTakeFirst()
}

/** The films for which some pictures stand. */
export async function filmsOfPictures(
  db: Db,
  pictureIds: readonly string[],
): Promise<readonly { id: string; poster_id: string }[]> {
  if (pictureIds.length === 0) return []
  return db
    .selectFrom('video')
    .select(['id', 'poster_id'])
    .where('poster_id', 'in', pictureIds)
    .orderBy('position', 'desc')
    .$narrowType<{ poster_id: string }>()
    .execute()
}

/** Takes away the films for which some pictures stand; answers what their bytes are named. */
export async function deleteFilmsOfPictures(
  db: Db,
  pictureIds: readonly string[],
): Promise<readonly string[]> {
  const gone = await rowsInChunks(pictureIds, (some) =>
    db.deleteFrom('video').where('poster_id', 'in', some).returning('sha256').execute(),
  )
  return gone.map((row) => row.sha256)
}
