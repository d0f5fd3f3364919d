import 'server-only'
/** What was asked for, and every try to send it. */

/** DISMISSED: it may have been charged, and a person has said to let it go. A late sighting still heals it. */
export type AttemptStatus =
  | 'QUEUED'
  | 'SENDING'
  | 'ACCEPTED'
  | 'REJECTED'
  | 'UNKNOWN'
  | 'NOT_SENT'
  | 'DISMISSED'

/** One click. Several clicks can name one task: a repeated press of a running button, the answer to a window. */
export type IntentTable = {
  id: string
  owner_id: string
  client_key: string
  request_hash: string
  /** The submission with every picture replaced by the name of its blob. */
  request_json: string
  task_id: string
  created_at: number
  /** The name of the token it came by; null from the browser. */
  via: string | null
}

/** One try to send an intent. See [Note: A submit is committed before it is sent] in lib/server/ledger.ts. */
export type AttemptTable = {
  id: string
  intent_id: string
  task_id: string
  /** 1, 2, …: a further attempt needs the proof that the one before came to nothing, or a person's word. */
  n: number
  verb: string
  /** Sent along as `state`, so that the gateway's own list can tell whether it took the submit. */
  state_token: string
  status: AttemptStatus
  gateway_id: string
  gateway_task_id: string | null
  created_at: number
  next_at: number
  /** After this moment a submit that still waits is given up instead of being sent by surprise. */
  deadline_at: number
  tries: number
  sent_at: number | null
  lease_until: number | null
  lease_token: string | null
  /** Since when it is UNKNOWN: no byte of it can have left later. The grace counts from here. */
  unclear_since: number | null
  reconcile_at: number | null
  reconciles: number
  reason_json: string
}
