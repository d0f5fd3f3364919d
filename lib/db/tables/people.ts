import 'server-only'
/** Who may come in, how, and what they did. */
import type { AuditKind } from '@/lib/mj/members'

/** Somebody who uses the studio. The owner is one of them: the row is there from the start, and never removed. */
export type MemberTable = {
  id: string
  name: string
  /** The name as it is compared: see lib/server/member-names.ts. */
  name_key: string
  /** Salt and hash. Null for who has not joined or was removed, and for the owner, whose password is the environment's. */
  password: string | null
  /** Null: there is no limit. */
  budget_per_day: number | null
  invite_hash: string | null
  invite_expires_at: number | null
  created_at: number
  seen_at: number | null
  removed_at: number | null
}

export type SessionTable = {
  id_hash: string
  owner_id: string
  created_at: number
  seen_at: number
  expires_at: number
}

export type TokenTable = {
  id: string
  name: string
  hash: string
  owner_id: string
  created_at: number
  last_used_at: number | null
  revoked_at: number | null
}

export type StartTokenTable = { hash: string; expires_at: number }

/** Who did what; written in the transaction that does it, and never changed. No prompts, no keys. */
export type AuditTable = {
  /** 1, 2, …: the order in which it happened, whatever the wall clock says. */
  n: number
  at: number
  kind: AuditKind
  member_id: string
  via: string | null
  verb: string | null
  attempt: number | null
  task_id: string | null
  gateway_name: string | null
  detail: string
}
