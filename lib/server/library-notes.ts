import 'server-only'
import { changeTask } from '@/lib/db/tasks'
import { ownRowOf } from './library'
import type { Viewer } from './viewer'
import { type StudioParts, write } from './studio-parts'

/** What a person writes down about a task; '' takes it away. Throws `not-found`, `forbidden`. */
export async function noteOnTask(
  parts: StudioParts,
  viewer: Viewer,
  taskId: string,
  note: string,
): Promise<void> {
  await write(parts, async (db) => {
    const row = await ownRowOf({ db }, viewer, taskId)
    if (row.note !== note) await changeTask(db, taskId, { note })
  })
}
