import 'server-only'
/** Rows of people as they are told. */
import { findMember } from '@/lib/db/members'
import type { Db, MemberRow } from '@/lib/db/schema'
import type { Member, MemberState, Role } from '@/lib/mj/members'
import type { Viewer } from './viewer'

/** Whoever set the studio up. What was made before there were members is theirs. */
export const studioOwner = 'owner'

export function roleOf(memberId: string): Role {
  return memberId === studioOwner ? 'owner' : 'member'
}

/** Somebody at work in the browser, or for whom the studio goes on working after the request. */
export function viewerOf(memberId: string): Viewer {
  return { ownerId: memberId, role: roleOf(memberId), token: null }
}

/** Whether they may be signed in at all. */
export function hasJoined(member: Pick<MemberRow, 'id' | 'password' | 'removed_at'>): boolean {
  if (member.removed_at !== null) return false
  return member.id === studioOwner || member.password !== null
}

/** Whether this is a member who was here and is no longer. Nobody's id is nobody's, and so not removed. */
export async function isRemoved(db: Db, memberId: string): Promise<boolean> {
  const member = await findMember(db, memberId)
  return member !== undefined && !hasJoined(member)
}

function stateOf(member: MemberRow): MemberState {
  if (hasJoined(member)) return 'active'
  return member.removed_at === null ? 'invited' : 'removed'
}

export function memberOf(member: MemberRow, usedToday: number): Member {
  return {
    id: member.id,
    name: member.name,
    role: roleOf(member.id),
    state: stateOf(member),
    createdAt: member.created_at,
    lastSeenAt: member.seen_at,
    budgetPerDay: member.budget_per_day,
    usedToday,
    inviteExpiresAt: member.invite_expires_at,
  }
}
