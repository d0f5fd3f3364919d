import 'server-only'
import type { Db, PictureRow } from './schema'

/** Replaces what the gateway made for a task, so that archiving twice leaves one set. */
export async function putPictures(
  db: Db,
  taskId: string,
  pictures: readonly PictureRow[],
): Promise<void> {
  await db
    .deleteFrom('picture')
    .where('task_id', '=', taskId)
    .where('pasted_json', 'is', null)
    .execute()
  if (pictures.length > 0)
    await db
      .insertInto('picture')
      .values([...pictures])
      .execute()
}

/** Adds a picture behind all others of its task. */
export async function addPicture(db: Db, picture: Omit<PictureRow, 'position'>): Promise<void> {
  const last = await db
    .selectFrom('picture')
    .select((of) => of.fn.max('position').as('position'))
    .where('task_id', '=', picture.task_id)
    .executeTakeFirst()
  // Far behind the gateway's own, whose number may change when they are fetched again.
  const position = Math.max(999, Number(last?.position ?? 0)) + 1
  await db
    .insertInto('picture')
    .values({ ...picture, position })
    .execute()
}

export async function picturesOf(
  db: Db,
  taskIds: readonly string[],
): Promise<readonly PictureRow[]> {
  if (taskIds.length === 0) return []
  return db
    .selectFrom('picture')
    .selectAll()
    .where('task_id', 'in', taskIds)
    .orderBy('position')
    .execute()
}

/** A picture whose task belongs to the owner, with the gateway's name for the file. */
export async function findPictureOf(
  db: Db,
  ownerId: string,
  pictureId: string,
): Promise<PictureRow | undefined> {
  return db
    .selectFrom('picture')
    .innerJoin('task', 'task.id', 'picture.task_id')
    .selectAll('picture')
    .where('picture.id', '=', pictureId)
    .where('task.owner_id', '=', ownerId)
    .executeTakeFirst()
}

export async function allPictures(db: Db): Promise<readonly PictureRow[]> {
  return db.selectFrom('picture').selectAll().execute()
}
