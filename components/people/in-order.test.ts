import { expect, test } from 'vitest'
import type { Member } from '@/lib/mj/members'
import { inOrder } from './in-order'

const member = (name: string, of: Partial<Member> = {}): Member => ({
  id: name,
  name,
  role: 'member',
  state: 'active',
  createdAt: 0,
  lastSeenAt: null,
  budgetPerDay: null,
  usedToday: 0,
  inviteExpiresAt: null,
  ...of,
})

test('the owner stands first, then who is in, who may come and who is gone, each by name', () => {
  const people = [
    member('Zoë', { state: 'removed' }),
    member('Cara', { state: 'invited' }),
    member('Bertram'),
    member('Anna'),
    member('Yves', { role: 'owner' }),
  ]
  expect(inOrder(people).map(({ name }) => name)).toEqual([
    'Yves',
    'Anna',
    'Bertram',
    'Cara',
    'Zoë',
  ])
})
