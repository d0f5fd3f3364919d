import 'server-only'
/**
 * The gateway's previews of running tasks: fetched once for all tabs, at most once per task and 5 seconds, and
 * re-encoded, since what a gateway links to is nobody's picture yet.
 */
import type { TaskRow } from '@/lib/db/schema'
import type { Gateway } from '@/lib/gateway/gateway'
import { StudioError } from '@/lib/mj/errors'
import { previewWebp } from './images/picture'
import type { StudioParts } from './studio-parts'
import { previewVersion } from './tracker-observation'

type Preview = { bytes: Uint8Array; type: string }

/** Null while there is none: previews come late, vanish when they are edited, and go when the task ends. */
export type Previews = { read(task: TaskRow): Promise<Preview | null> }

type Kept = { version: string; fetchedAt: number; preview: Promise<Preview | null> }

const mostKept = 60

export function createPreviews(parts: StudioParts): Previews {
  /** By task; insertion order is age. */
  const kept = new Map<string, Kept>()
  return {
    read(task) {
      const gateway = parts.gateways.get(task.gateway_id)
      const address = task.image_url
      if (task.state_name !== 'running' || address === null || gateway === undefined) {
        return Promise.resolve(null)
      }
      const version = previewVersion(address, task.progress)
      const now = parts.clock.now()
      const last = kept.get(task.id)
      // Within five seconds an older preview, or the failure to get one, is good enough.
      const isRecent = last && now - last.fetchedAt < parts.timings.previewMs
      if (last && (isRecent || last.version === version)) return last.preview
      const entry: Kept = { version, fetchedAt: now, preview: fetchPreview(gateway, address) }
      const forget = () => {
        entry.version = ''
      }
      // Nothing to show is not the last word about this version.
      entry.preview.then((preview) => preview ?? forget(), forget)
      kept.delete(task.id)
      kept.set(task.id, entry)
      for (const id of kept.keys()) if (kept.size > mostKept) kept.delete(id)
      return entry.preview
    },
  }
}

/** Null when the host has nothing, or nothing that is a picture. */
async function fetchPreview(gateway: Gateway, address: string): Promise<Preview | null> {
  try {
    const { bytes } = await gateway.readPicture(address)
    return { bytes: await previewWebp(bytes), type: 'image/webp' }
  } catch (error) {
    if (error instanceof StudioError) return null
    throw error
  }
}
