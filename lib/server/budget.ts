import 'server-only'
/**
 * What a person may still submit today. Counted in the very transaction that commits the submits, and transactions
 * follow one another (see [Note: One writer at a time] in lib/db/postgres.ts), so that a hundred clicks at once spend
 * what ten may and no more.
 */
import { countSpent, findMember } from '@/lib/db/members'
import type { Db, MemberRow } from '@/lib/db/schema'
import { StudioError } from '@/lib/mj/errors'
import type { Budget } from '@/lib/mj/members'
import { hasJoined } from './member-state'

/** The day of the machine that `now` lies in. */
export function dayOf(now: number): { startsAt: number; endsAt: number } {
  return {
    startsAt: new Date(now).setHours(0, 0, 0, 0),
    endsAt: new Date(now).setHours(24, 0, 0, 0),
  }
}

export async function readBudget(
  db: Db,
  member: Pick<MemberRow, 'id' | 'budget_per_day'>,
  now: number,
): Promise<Budget | null> {
  if (member.budget_per_day === null) return null
  const { startsAt, endsAt } = dayOf(now)
  const spent = await countSpent(db, startsAt, member.id)
  return {
    perDay: member.budget_per_day,
    usedToday: spent.get(member.id) ?? 0,
    renewsAt: endsAt,
  }
}

/** Takes the price of one more task of a transaction. Throws `over-budget`, which takes the transaction back. */
export type Purse = { spend(): Promise<void> }

/** Throws `unauthorised` for somebody who has been removed while the request was under way. */
export async function openPurse(db: Db, ownerId: string, now: number): Promise<Purse> {
  const member = await findMember(db, ownerId)
  if (member !== undefined && !hasJoined(member)) {
    throw new StudioError('unauthorised', 'this member is no longer of this studio')
  }
  let budget: Budget | null | undefined
  let taken = 0
  return {
    async spend() {
      if (member === undefined) return
      budget ??= await readBudget(db, member, now)
      if (budget === null) return
      taken += 1
      if (budget.usedToday + taken > budget.perDay) throw overBudget(budget)
    },
  }
}

function overBudget({ perDay, usedToday }: Budget): StudioError {
  const left = Math.max(0, perDay - usedToday)
  const sentence = `${left} of your ${perDay} submits for today are left, which is too few for this. They renew at midnight.`
  return new StudioError('over-budget', `${sentence} Nothing was sent.`)
}
