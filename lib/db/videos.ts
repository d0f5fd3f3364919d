import 'server-only'
import type { Db, VideoRow } from './schema'

/** Replaces the films of a task, so that archiving twice leaves one set. */
export async function putVideos(
  db: Db,
  taskId: string,
  videos: readonly VideoRow[],
): Promise<void> {
  await db.deleteFrom('video').where('task_id', '=', taskId).execute()
  if (videos.length > 0)
    await db
      .insertInto('video')
      .values([...videos])
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

/** A film whose task belongs to the owner. */
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
    .where('task.owner_id', '=', ownerId)
    .executeTakeFirst()
}
