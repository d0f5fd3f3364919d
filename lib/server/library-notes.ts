import 'server-only'
import { findTaskOf, changeTask } from '@/lib/db/tasks'
import { StudioError } from '@/lib/mj/errors'
import type { Viewer } from './studio'
import { type StudioParts, write } from './studio-parts'

/** What a person writes down about a task; '' takes it away. Throws `not-found`. */
export async function noteOnTask(
  parts: StudioParts,
  viewer: Viewer,
  taskId: string,
  note: string,
): Promise<void> {
  await write(parts, async (db) => {
    const row = await findTaskOf(db, viewer.ownerId, taskId)
    if (row === undefined) throw new StudioError('not-found', 'there is no such task')
    if (row.note !== note) await changeTask(db, taskId, { note })
  })
}
