import 'server-only'
import { isAnyRemoved } from '@/lib/db/removed-blobs'
import type { Db } from '@/lib/db/schema'
import { lockSeq } from '@/lib/db/sequence'
import { StudioError } from '@/lib/mj/errors'

/** Several processes may share the rows, and their clocks may differ by this. */
const clockSkewMs = 2000

/**
 * Call in the transaction that names blobs for the first time, with the moment before they were put. Throws
 * `unavailable` where one of them may have been removed since: put it again, and all is well. See
 * [Note: A blob that goes and comes at once] in library-trash.ts.
 */
export async function ensureNotRemoved(
  db: Db,
  sha256s: readonly string[],
  putSince: number,
): Promise<void> {
  await lockSeq(db)
  if (!(await isAnyRemoved(db, sha256s, putSince - clockSkewMs))) return
  throw new StudioError('unavailable', 'the same picture is just being deleted; try again')
}
