import 'server-only'
/** Keeps the shared library what its tasks say: their frames, their terms, and the word to whoever looks at it. */
import { inChunks } from '@/lib/db/chunks'
import { settleShared } from '@/lib/db/frames'
import type { Db } from '@/lib/db/schema'
import { noteSharedNews } from '@/lib/db/sequence'
import { relativesShared, sharedAmong } from '@/lib/db/task-sharing'
import { tasksNamed } from '@/lib/db/tasks'
import { indexTasks } from './library-index'

/** As many as are read and written in one go. */
const tasksAtOnce = 200

/**
 * Call it in the transaction in which tasks that are shared have changed: went to the trash, came back, were shared.
 * Those that are private are left alone.
 */
export async function showShared(db: Db, taskIds: readonly string[]): Promise<void> {
  const shared = await sharedAmong(db, taskIds)
  if (shared.length === 0) return
  // What is shared tells of relatives that are.
  await showTasks(db, [...new Set([...shared, ...(await relativesShared(db, shared))])])
}

/** The same for tasks that are shared or have been until now. */
export async function showTasks(db: Db, taskIds: readonly string[]): Promise<void> {
  await settleShared(db, taskIds)
  for (const some of inChunks(taskIds, tasksAtOnce)) {
    await indexTasks(db, await tasksNamed(db, some))
  }
  await noteSharedNews(db)
}
