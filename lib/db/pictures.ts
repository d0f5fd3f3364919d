import 'server-only'
import type { ExpressionBuilder } from 'kysely'
import { rowsInChunks } from './chunks'
import { addFrames, firstPastedPosition, putFrames } from './frames'
import type { Db, PictureRow, Tables, TaskRow } from './schema'

/**
 * Replaces what the gateway made for a task, so that archiving twice leaves one set, and frames it. A picture that
 * was there before, by its bytes or else by its position, keeps its id. Answers the rows as they are kept.
 */
export async function putPictures(
  db: Db,
  task: TaskRow,
  pictures: readonly PictureRow[],
): Promise<readonly PictureRow[]> {
  const all = await picturesOf(db, [task.id])
  const rows = keepIds(
    all.filter((row) => row.pasted_json === null),
    pictures,
  )
  await db
    .deleteFrom('picture')
    .where('task_id', '=', task.id)
    .where('pasted_json', 'is', null)
    .execute()
  if (rows.length > 0)
    await db
      .insertInto('picture')
      .values([...rows])
      .execute()
  await putFrames(db, task, [...rows, ...all.filter((row) => row.pasted_json !== null)])
  return rows
}

/** The new rows, each with the id and the birth of the old one whose place it takes. */
export function keepIds<
  T extends { id: string; sha256: string; position: number; created_at: number },
>(old: readonly T[], now: readonly T[]): readonly T[] {
  const left = new Set(old)
  const heirs = new Map<T, T>()
  const inherit = (isHeir: (before: T, after: T) => boolean) => {
    for (const after of now) {
      if (heirs.has(after)) continue
      const before = [...left].find((row) => isHeir(row, after))
      if (before === undefined) continue
      left.delete(before)
      heirs.set(after, before)
    }
  }
  const isSamePlace = (before: T, after: T) => before.position === after.position
  const isSameContent = (before: T, after: T) => before.sha256 === after.sha256
  inherit((before, after) => isSameContent(before, after) && isSamePlace(before, after))
  inherit(isSameContent)
  inherit(isSamePlace)
  return now.map((row) => {
    const before = heirs.get(row)
    return before === undefined ? row : { ...row, id: before.id, created_at: before.created_at }
  })
}

/** Adds a picture behind all others of its task, and its frame. */
export async function addPicture(
  db: Db,
  task: TaskRow,
  picture: Omit<PictureRow, 'position'>,
): Promise<void> {
  const last = await db
    .selectFrom('picture')
    .select((of) => of.fn.max('position').as('position'))
    .where('task_id', '=', task.id)
    .executeTakeFirst()
  const position = Math.max(firstPastedPosition - 1, Number(last?.position ?? 0)) + 1
  const row = { ...picture, position }
  await db.insertInto('picture').values(row).execute()
  await addFrames(db, task, row)
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

/** A picture whose task belongs to the owner, or of which anything is shared. */
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
    .where((eb) => eb.or([eb('task.owner_id', '=', ownerId), isPictureShared(eb)]))
    .executeTakeFirst()
}

function isPictureShared(eb: ExpressionBuilder<Tables, 'picture'>) {
  return eb.exists(
    eb
      .selectFrom('frame')
      .select('frame.id')
      .whereRef('frame.picture_id', '=', 'picture.id')
      .where('frame.shared_at', 'is not', null),
  )
}

export async function allPictures(db: Db): Promise<readonly PictureRow[]> {
  return db.selectFrom('picture').selectAll().execute()
}

export async function picturesNamed(
  db: Db,
  ids: readonly string[],
): Promise<readonly PictureRow[]> {
  if (ids.length === 0) return []
  return db.selectFrom('picture').selectAll().where('id', 'in', ids).execute()
}

/** Takes pictures away; answers what their bytes are named. */
export async function deletePictures(db: Db, ids: readonly string[]): Promise<readonly string[]> {
  const gone = await rowsInChunks(ids, (some) =>
    db.deleteFrom('picture').where('id', 'in', some).returning('sha256').execute(),
  )
  return gone.map((row) => row.sha256)
}
