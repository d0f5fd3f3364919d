import 'server-only'
/** Masks that have been sent, as they were: the PNG that the gateway got, and the commands that made it. */
import type { TaskRow } from '@/lib/db/schema'
import { requestsOfTask } from '@/lib/db/intents'
import { StudioError } from '@/lib/mj/errors'
import { maskOfRequest, type StoredMask } from './request-pictures'
import type { StudioParts } from './studio-parts'

export type KeptMask = {
  png: Uint8Array
  /** lib/editor/saved.ts reads it; null for a mask that another tool has sent. */
  document: string | null
}

/** The mask of a task that was made with one. Throws `not-found`. */
export async function readMask(
  parts: Pick<StudioParts, 'db' | 'blobs'>,
  task: TaskRow,
): Promise<KeptMask> {
  const mask = lastMask(await requestsOfTask(parts.db, task.id))
  const png = mask && (await parts.blobs.get(mask.png))
  if (!png) throw new StudioError('not-found', 'this task was made without a mask')
  const document = mask.document === null ? undefined : await parts.blobs.get(mask.document)
  return { png, document: document ? new TextDecoder().decode(document) : null }
}

/**
 * The last counts: a window whose first answer never left is answered anew. The studio's own answer repeats the mask
 * of the press without its document, which is then found there.
 */
function lastMask(requests: readonly string[]): StoredMask | undefined {
  const masks = requests.map(maskOfRequest).filter((mask) => mask !== null)
  const last = masks.at(-1)
  return masks.findLast(({ png, document }) => png === last?.png && document !== null) ?? last
}
