import 'server-only'
/** Masks that have been sent, as they were: the PNG that the gateway got, and the commands that made it. */
import type { TaskRow } from '@/lib/db/schema'
import { requestsOfTask } from '@/lib/db/intents'
import { StudioError } from '@/lib/mj/errors'
import { maskOfRequest } from './request-pictures'
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
  const requests = await requestsOfTask(parts.db, task.id)
  const mask = requests.map(maskOfRequest).find((one) => one !== null)
  const png = mask && (await parts.blobs.get(mask.png))
  if (!png) throw new StudioError('not-found', 'this task was made without a mask')
  const document = mask.document === null ? undefined : await parts.blobs.get(mask.document)
  return { png, document: document ? new TextDecoder().decode(document) : null }
}
