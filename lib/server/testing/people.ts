import 'server-only'
/** Members for tests, without the half second that a real password takes. */
import { changeMember } from '@/lib/db/members'
import type { RunningStudio } from '../open-studio'
import { viewerOf } from '../member-state'
import type { Viewer } from '../viewer'

/** Somebody who was invited and has joined. */
export async function joined(
  { members, db }: Pick<RunningStudio, 'members' | 'db'>,
  name: string,
  budgetPerDay: number | null = null,
): Promise<Viewer> {
  const { member } = await members.invite({ name, budgetPerDay })
  const change = { password: `of ${name}`, invite_hash: null, invite_expires_at: null }
  await changeMember(db, member.id, change)
  return viewerOf(member.id)
}
