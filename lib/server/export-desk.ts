import 'server-only'
/**
 * Exports that can be fetched. Making one only remembers what was chosen; the file comes to be while it is read, so a
 * thousand of them cost no disk. They are remembered by this process: after a restart they are made again.
 */
import { randomId } from '@/lib/db/ids'
import { StudioError } from '@/lib/mj/errors'
import type { Export, ExportEstimate, ExportSelection } from '@/lib/mj/exchange'
import { estimateOf } from './export-estimate'
import { type ExportScope, scopeOf } from './export-scope'
import { exportStream } from './export-stream'
import type { Viewer } from './viewer'
import type { StudioParts } from './studio-parts'

export type ExportDesk = {
  estimate: (viewer: Viewer) => Promise<ExportEstimate>
  make: (viewer: Viewer, selection: ExportSelection) => Promise<Export>
  read: (viewer: Viewer, id: string) => { name: string; bytes: ReadableStream<Uint8Array> }
}

const lifeMs = 60 * 60_000
/** Each holds at most the ids of what was chosen. */
const mostKept = 50

type Kept = { ownerId: string; name: string; scope: ExportScope; until: number }

/** `catchUp` lets searches see what has just changed: see [Note: The index follows the sequence]. */
export function createExportDesk(parts: StudioParts, catchUp: () => Promise<unknown>): ExportDesk {
  /** By id; insertion order is age. */
  const kept = new Map<string, Kept>()
  const forget = () => {
    const now = parts.clock.now()
    for (const [id, { until }] of kept) if (until <= now || kept.size > mostKept) kept.delete(id)
  }
  return {
    async estimate(viewer) {
      return estimateOf(parts.db, await scopeOf(parts, viewer, { everything: true }))
    },
    async make(viewer, selection) {
      if ('query' in selection) await catchUp()
      const scope = await scopeOf(parts, viewer, selection)
      if (scope.taskIds.length === 0 && !scope.isWhole) {
        throw new StudioError('conflict', 'there is nothing to export in this selection')
      }
      const id = randomId()
      const now = parts.clock.now()
      const name = fileName(scope, now)
      kept.set(id, { ownerId: viewer.ownerId, name, scope, until: now + lifeMs })
      forget()
      return { id, name, ...(await estimateOf(parts.db, scope)) }
    },
    read(viewer, id) {
      forget()
      const found = kept.get(id)
      if (found?.ownerId !== viewer.ownerId) {
        throw new StudioError('not-found', 'this export is no longer there; make it again')
      }
      return { name: found.name, bytes: exportStream(parts, viewer, found.scope) }
    },
  }
}

/** `safelight-library-2026-11-28.zip` */
function fileName(scope: ExportScope, at: number): string {
  const date = new Date(at)
  const two = (number: number) => String(number).padStart(2, '0')
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return `safelight-${scope.isWhole ? 'library' : 'pictures'}-${day}.zip`
}
