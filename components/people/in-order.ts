import type { Member } from '@/lib/mj/members'

/** The owner first, then who is in, who may come and who is gone, each by name. */
export function inOrder(people: readonly Member[]): readonly Member[] {
  const rank = ({ role, state }: Member) =>
    role === 'owner' ? 0 : 1 + ['active', 'invited', 'removed'].indexOf(state)
  return people.toSorted((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name))
}
