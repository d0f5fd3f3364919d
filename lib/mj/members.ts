/** People of a studio, what they may spend, and what other tools enter by: as routes and screens speak of them. */
import type { Verb } from './task'

/** The owner set the studio up and pays; members share it. */
const roles = ['owner', 'member'] as const
export type Role = (typeof roles)[number]

/** Submits that a person may still make today; a submit that was refused or never left costs nothing. */
export type Budget = {
  perDay: number
  usedToday: number
  /** Midnight by the clock of the machine, epoch milliseconds. */
  renewsAt: number
}

export type Me = {
  id: string
  name: string
  role: Role
  /** Null: there is no limit. */
  budget: Budget | null
  /** Whether anybody else uses the studio: only then is there anybody to share with. */
  hasOthers: boolean
}

/** `invited`: has a link that has not been used; `removed`: nobody signs in, the pictures stay. */
export type MemberState = 'active' | 'invited' | 'removed'

export type Member = {
  id: string
  name: string
  role: Role
  state: MemberState
  createdAt: number
  lastSeenAt: number | null
  budgetPerDay: number | null
  usedToday: number
  /** Until when the last link lets somebody in, while it has not been used. */
  inviteExpiresAt: number | null
}

/** The secret stands behind `#invite=` of the studio's address. It is told once. */
export type Invitation = { member: Member; secret: string }

/** What another tool shows instead of a session; its submits are those of its owner. */
export type StudioToken = {
  id: string
  name: string
  ownerId: string
  ownerName: string
  createdAt: number
  lastUsedAt: number | null
  revokedAt: number | null
}

const auditKinds = [
  'submit',
  'accepted',
  'refused',
  'unclear',
  'withdrawn',
  'over-budget',
  'signed-in',
  'member-invited',
  'member-joined',
  'member-changed',
  'member-removed',
  'token-made',
  'token-revoked',
  'gateway-added',
  'gateway-changed',
  'gateway-removed',
] as const
export type AuditKind = (typeof auditKinds)[number]

/** One line of who did what. Neither prompts nor keys are in it, and nothing changes or removes it. */
export type AuditEntry = {
  id: string
  at: number
  kind: AuditKind
  memberId: string
  memberName: string
  /** The name of the token it came by; null in the browser. */
  via: string | null
  verb: Verb | null
  /** 1, 2, …: which try to send it. */
  attempt: number | null
  taskId: string | null
  gatewayName: string | null
  /** Of whom or what, where the kind does not say: the name of a member, a token, a gateway; a reason. */
  detail: string
}

export type AuditPage = { entries: readonly AuditEntry[]; next: string | null }
