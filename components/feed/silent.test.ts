import { expect, it } from 'vitest'
import { isSilent } from './silent'

const bookmark = { id: 'a', customId: 'MJ::BOOKMARK::job' }
const done = { name: 'done', archive: 'kept', detail: '' } as const

it('a task is shown unless it lies in the trash', () => {
  expect(isSilent({ parent: null, state: done, trashedAt: null })).toBe(false)
  expect(isSilent({ parent: null, state: done, trashedAt: 1 })).toBe(true)
})

it('a mark is shown only where it did not work out', () => {
  expect(isSilent({ parent: bookmark, state: done, trashedAt: null })).toBe(true)
  expect(isSilent({ parent: bookmark, state: { name: 'waiting' }, trashedAt: null })).toBe(true)
  expect(isSilent({ parent: bookmark, state: { name: 'lost' }, trashedAt: null })).toBe(false)
})
