import 'server-only'
/** The archive as its owner sees it: what is kept, what is not, and whether what is kept is sound. */
import {
  countKeeping,
  countKept,
  type GoneRow,
  goneTasks,
  usedBytes,
} from '@/lib/db/archive-counts'
import { lastCensus, summarizeProofs } from '@/lib/db/proofs'
import type { Db } from '@/lib/db/schema'
import { currentSeq } from '@/lib/db/sequence'
import { readTask } from '@/lib/db/tasks'
import type { ArchiveState } from '@/lib/mj/archive'
import type { TaskState } from '@/lib/mj/task'
import type { Archive } from './archive'
import type { ArchiveDesk } from './desks'
import type { StudioParts } from './studio-parts'

export type ArchiveRoom = {
  store: ArchiveState['store']
  quotaBytes: number | null
  isScrubbed: boolean
}

const mostCounted = 1000
const mostShown = 20

export function createArchiveDesk(
  parts: StudioParts,
  archive: Pick<Archive, 'retry'>,
  room: ArchiveRoom,
): ArchiveDesk {
  const canRetry = (row: GoneRow) =>
    row.gateway_task_id !== null && parts.gateways.get(row.gateway_id) !== undefined
  const readGone = createGoneReader(parts.db)
  return {
    async state(viewer) {
      const { db } = parts
      const [kept, used, keeping, gone, freeBytes, proofs, census] = await Promise.all([
        countKept(db),
        usedBytes(db),
        countKeeping(db),
        readGone(viewer.ownerId),
        parts.freeBytes(),
        summarizeProofs(db),
        lastCensus(db),
      ])
      const { lastAt, oldestAt, unread, damaged, missing } = proofs
      return {
        store: room.store,
        ...kept,
        usedBytes: used,
        keeping,
        gone: {
          count: gone.length,
          canRetry: gone.filter(canRetry).length,
          tasks: gone.slice(0, mostShown).map((row) => ({
            id: row.id,
            prompt: row.prompt,
            reason: reasonOf(row),
            canRetry: canRetry(row),
          })),
        },
        freeBytes,
        quotaBytes: room.quotaBytes,
        check: {
          isOn: room.isScrubbed,
          lastAt,
          oldestAt,
          unread,
          missing,
          damaged,
          orphans: census?.counts.orphans ?? 0,
          orphanBytes: census?.counts.orphanBytes ?? 0,
        },
      }
    },
    async retryGone(viewer) {
      const gone = await goneTasks(parts.db, viewer.ownerId, mostCounted)
      const worthwhile = gone.filter(canRetry)
      for (const { id } of worthwhile) await archive.retry(await readTask(parts.db, id))
      return worthwhile.length
    },
  }
}

function reasonOf({ state_json }: GoneRow): string {
  const state = JSON.parse(state_json) as TaskState
  return state.name === 'done' ? state.detail : ''
}

/**
 * The given-up tasks of an owner, looked for again only when some task has changed: finding them means reading all,
 * a third of a second for a hundred thousand.
 */
function createGoneReader(db: Db): (ownerId: string) => Promise<readonly GoneRow[]> {
  const known = new Map<string, { seq: number; rows: readonly GoneRow[] }>()
  return async (ownerId) => {
    const seq = await currentSeq(db)
    const before = known.get(ownerId)
    if (before?.seq === seq) return before.rows
    const rows = await goneTasks(db, ownerId, mostCounted)
    known.set(ownerId, { seq, rows })
    return rows
  }
}
