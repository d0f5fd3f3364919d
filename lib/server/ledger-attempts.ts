import 'server-only'
import { randomId } from '@/lib/db/ids'
import type { AttemptRow } from '@/lib/db/schema'
import type { StashedRequest } from './request-pictures'
import type { SubmitItem } from './studio'
import type { StudioParts } from './studio-parts'

/** An item on its way into the ledger: its pictures are blobs already. */
export type Prepared = SubmitItem & { request: StashedRequest; isDiskFull: boolean }

/** A fresh attempt that waits to be sent. */
export function newAttempt(
  parts: StudioParts,
  of: { intentId: string; taskId: string; gatewayId: string; verb: string; n?: number },
): AttemptRow {
  const now = parts.clock.now()
  return {
    id: randomId(),
    intent_id: of.intentId,
    task_id: of.taskId,
    n: of.n ?? 1,
    verb: of.verb,
    state_token: randomId(),
    status: 'QUEUED',
    gateway_id: of.gatewayId,
    gateway_task_id: null,
    created_at: now,
    next_at: now,
    deadline_at: now + parts.timings.submitTtlMs,
    tries: 0,
    sent_at: null,
    lease_until: null,
    lease_token: null,
    unclear_since: null,
    reconcile_at: null,
    reconciles: 0,
    reason_json: '{}',
  }
}
