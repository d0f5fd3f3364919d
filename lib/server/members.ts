import 'server-only'
/** People as the owner sees them, and as each sees themselves. */
import { randomId } from '@/lib/db/ids'
import {
  changeMember,
  countSpent,
  findMember,
  findMemberByName,
  hasOthers,
  insertMember,
  listMembers,
  waitingTasksOf,
} from '@/lib/db/members'
import type { Db, MemberRow } from '@/lib/db/schema'
import { deleteSessionsOf } from '@/lib/db/sessions'
import { revokeTokensOf } from '@/lib/db/tokens'
import { StudioError } from '@/lib/mj/errors'
import type { Invitation, Me, Member } from '@/lib/mj/members'
import { note } from './audit'
import { dayOf, readBudget } from './budget'
import { hashOfSecret, inviteLifeMs, mintSecret } from './invitation'
import { withdrawWaiting } from './library-commands'
import { nameKey } from './member-names'
import { memberOf, roleOf, studioOwner } from './member-state'
import type { MemberDesk } from './desks'
import { type StudioParts, write } from './studio-parts'

/** More than share one account of a gateway. */
const mostMembers = 200

export function createMemberDesk(parts: StudioParts): MemberDesk {
  const { db } = parts
  return {
    async me(viewer) {
      return meOf(parts, db, await memberRow(db, viewer.ownerId))
    },
    async rename(viewer, name) {
      return write(parts, async (tx) => {
        await rename(parts, tx, viewer.ownerId, { name, by: viewer.ownerId })
        return meOf(parts, tx, await memberRow(tx, viewer.ownerId))
      })
    },
    async list() {
      const [rows, spent] = await Promise.all([listMembers(db), spentToday(parts, db)])
      return rows.map((row) => memberOf(row, spent.get(row.id) ?? 0))
    },
    invite: (draft) => write(parts, (tx) => inviteNew(parts, tx, draft)),
    change: (id, { name, budgetPerDay }) =>
      write(parts, async (tx) => {
        await memberRow(tx, id)
        if (name !== undefined) await rename(parts, tx, id, { name, by: studioOwner })
        if (budgetPerDay !== undefined) await setBudget(parts, tx, id, budgetPerDay)
        return tellMember(parts, tx, id)
      }),
    inviteAgain: (id) =>
      write(parts, async (tx) => {
        const member = await guest(tx, id)
        // Who was removed has no password: nothing but the new link lets them in.
        await changeMember(tx, id, { removed_at: null })
        return mintInvitation(parts, tx, member)
      }),
    remove: (id) => write(parts, (tx) => remove(parts, tx, id)),
  }
}

async function memberRow(db: Db, id: string): Promise<MemberRow> {
  const member = await findMember(db, id)
  if (member === undefined) throw new StudioError('not-found', 'there is no such member')
  return member
}

/** Anybody but the owner, who needs no invitation and cannot be removed. */
async function guest(db: Db, id: string): Promise<MemberRow> {
  if (id === studioOwner) {
    throw new StudioError('conflict', 'the owner of the studio is neither invited nor removed')
  }
  return memberRow(db, id)
}

function spentToday(parts: StudioParts, db: Db): Promise<ReadonlyMap<string, number>> {
  return countSpent(db, dayOf(parts.clock.now()).startsAt)
}

async function tellMember(parts: StudioParts, db: Db, id: string): Promise<Member> {
  const spent = await countSpent(db, dayOf(parts.clock.now()).startsAt, id)
  return memberOf(await memberRow(db, id), spent.get(id) ?? 0)
}

async function meOf(parts: StudioParts, db: Db, member: MemberRow): Promise<Me> {
  return {
    id: member.id,
    name: member.name,
    role: roleOf(member.id),
    budget: await readBudget(db, member, parts.clock.now()),
    hasOthers: await hasOthers(db, member.id),
  }
}

/** Throws `conflict` where somebody else has the name, or one that only looks different. */
async function ensureFree(db: Db, name: string, id: string | null): Promise<void> {
  const holder = await findMemberByName(db, nameKey(name))
  if (holder === undefined || holder.id === id) return
  throw new StudioError('conflict', 'somebody of this studio has this name already')
}

async function rename(
  parts: StudioParts,
  db: Db,
  id: string,
  { name, by }: { name: string; by: string },
): Promise<void> {
  const { name: former } = await memberRow(db, id)
  if (former === name) return
  await ensureFree(db, name, id)
  await changeMember(db, id, { name, name_key: nameKey(name) })
  const detail = `${former} → ${name}`
  await note(db, parts.clock.now(), { kind: 'member-changed', memberId: by, detail })
}

async function setBudget(
  parts: StudioParts,
  db: Db,
  id: string,
  budgetPerDay: number | null,
): Promise<void> {
  const { name, budget_per_day: former } = await memberRow(db, id)
  if (former === budgetPerDay) return
  await changeMember(db, id, { budget_per_day: budgetPerDay })
  const detail = `${name}: ${former ?? '∞'} → ${budgetPerDay ?? '∞'}`
  await note(db, parts.clock.now(), { kind: 'member-changed', memberId: studioOwner, detail })
}

async function inviteNew(
  parts: StudioParts,
  db: Db,
  { name, budgetPerDay }: { name: string; budgetPerDay: number | null },
): Promise<Invitation> {
  await ensureFree(db, name, null)
  if ((await listMembers(db)).length >= mostMembers) {
    throw new StudioError('conflict', `a studio has at most ${mostMembers} members`)
  }
  const member: MemberRow = {
    id: randomId(),
    name,
    name_key: nameKey(name),
    password: null,
    budget_per_day: budgetPerDay,
    invite_hash: null,
    invite_expires_at: null,
    created_at: parts.clock.now(),
    seen_at: null,
    removed_at: null,
  }
  await insertMember(db, member)
  return mintInvitation(parts, db, member)
}

async function mintInvitation(parts: StudioParts, db: Db, member: MemberRow): Promise<Invitation> {
  const secret = mintSecret()
  const now = parts.clock.now()
  await changeMember(db, member.id, {
    invite_hash: hashOfSecret(secret),
    invite_expires_at: now + inviteLifeMs,
  })
  await note(db, now, { kind: 'member-invited', memberId: studioOwner, detail: member.name })
  return { member: await tellMember(parts, db, member.id), secret }
}

/** All in one transaction: there is no moment at which they are out and something of theirs still goes. */
async function remove(parts: StudioParts, db: Db, id: string): Promise<Member> {
  const member = await guest(db, id)
  const now = parts.clock.now()
  if (member.removed_at === null) {
    await changeMember(db, id, {
      password: null,
      invite_hash: null,
      invite_expires_at: null,
      removed_at: now,
    })
    await deleteSessionsOf(db, id)
    await revokeTokensOf(db, id, now)
    for (const taskId of await waitingTasksOf(db, id)) {
      await withdrawWaiting(parts, db, taskId, 'member removed')
    }
    await note(db, now, { kind: 'member-removed', memberId: studioOwner, detail: member.name })
  }
  return tellMember(parts, db, id)
}
