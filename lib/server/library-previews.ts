import 'server-only'
/**
 * The gateway's previews of running tasks: fetched once for all tabs, at most once per task and 5 seconds, and
 * re-encoded, since what a gateway links to is nobody's picture yet.
 */
import type { TaskRow } from '@/lib/db/schema'
import { StudioError } from '@/lib/mj/errors'
import { previewWebp } from './images/picture'
import type { StudioParts } from './studio-parts'
import { previewVersion } from './tracker-observation'

type Preview = { bytes: Uint8Array; type: string }

export type Previews = { read(task: TaskRow): Promise<Preview> }

type Kept = { version: string; fetchedAt: number; preview: Promise<Preview>; hasFailed: boolean }

const mostKept = 60

export function createPreviews(parts: StudioParts): Previews {
  /** By task; insertion order is age. */
  const kept = new Map<string, Kept>()
  return {
    read(task) {
      const gateway = parts.gateways.get(task.gateway_id)
      const address = task.image_url
      if (task.state_name !== 'running' || address === null || gateway === undefined) {
        return Promise.reject(new StudioError('not-found', 'there is no preview of this task'))
      }
      const version = previewVersion(address, task.progress)
      const now = parts.clock.now()
      const last = kept.get(task.id)
      // Within five seconds an older preview, or the failure to get one, is good enough.
      const isRecent = last && now - last.fetchedAt < parts.timings.previewMs
      if (last && (isRecent || (last.version === version && !last.hasFailed))) return last.preview
      const preview = gateway
        .readPicture(address)
        .then(async ({ bytes }) => ({ bytes: await previewWebp(bytes), type: 'image/webp' }))
      kept.delete(task.id)
      const entry = { version, fetchedAt: now, preview, hasFailed: false }
      preview.catch(() => {
        entry.hasFailed = true
      })
      kept.set(task.id, entry)
      for (const id of kept.keys()) if (kept.size > mostKept) kept.delete(id)
      return preview
    },
  }
}
