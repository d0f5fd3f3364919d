import 'server-only'
/**
 * The last of a task's archiving: the sizes that were not needed to show it. See
 * [Note: The size that is shown comes first] in picture-sizes.ts.
 */
import { picturesOf } from '@/lib/db/pictures'
import type { TaskRow } from '@/lib/db/schema'
import { settleKept } from '@/lib/db/task-archive'
import { noteTask } from '@/lib/db/tasks'
import { StudioError } from '@/lib/mj/errors'
import { backoffMs } from './ledger-backoff'
import type { Lease } from './leases'
import { stateOf } from './library-rows'
import { noteAsKeeper, type StudioParts } from './studio-parts'

/** True for a task whose originals are kept: all that can be left to do is this. */
export function isKept(task: TaskRow): boolean {
  const state = stateOf(task)
  return state.name === 'done' && state.archive === 'kept'
}

/** What cannot be made now is tried again for a day; after that it is made when somebody asks for it. */
export async function finishSizes(
  parts: StudioParts,
  task: TaskRow,
  lease: Lease | null,
): Promise<void> {
  try {
    const pictures = await picturesOf(parts.db, [task.id])
    await Promise.all(pictures.map(({ sha256 }) => parts.sizes.finish(sha256)))
    await noteAsKeeper(parts, lease, (db) => settleKept(db, task.id))
  } catch (error) {
    if (!(error instanceof StudioError)) parts.onFault('archive', error)
    await putOff(parts, task, lease)
  }
}

async function putOff(parts: StudioParts, task: TaskRow, lease: Lease | null): Promise<void> {
  const { archiveGiveUpMs, backoffMs: limits, longestRetryAfterMs: longest } = parts.timings
  const now = parts.clock.now()
  if (now - (task.archive_since ?? now) >= archiveGiveUpMs) {
    return noteAsKeeper(parts, lease, (db) => settleKept(db, task.id))
  }
  const waitMs = backoffMs(task.archive_tries, parts.random, { ...limits, longest })
  const later = { archive_tries: task.archive_tries + 1, archive_next_at: now + waitMs }
  await noteAsKeeper(parts, lease, (db) => noteTask(db, task.id, later))
}
