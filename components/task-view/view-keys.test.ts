import { expect, it } from 'vitest'
import { lookForKey } from '@/components/look/look-keys'
import { buttonKeys } from '@/lib/mj/buttons-keys'
import { verbForKey, viewKeys, viewVerbs } from './view-keys'

it('no key has two meanings, whether of the view, of looking or of a button', () => {
  const taken = [
    ...Object.values(viewKeys),
    ...buttonKeys.map(({ key, hold }) => `${hold ?? ''}${key}`),
  ]
  expect(new Set(taken).size).toBe(taken.length)
  const size = { width: 100, height: 100 }
  const looking = taken.filter((key) =>
    lookForKey({ key, shiftKey: false }, size, { ...size, density: 1 }),
  )
  expect(looking).toEqual([])
})

it('finds each verb by its key, whatever the case', () => {
  for (const verb of viewVerbs) {
    expect(verbForKey({ key: viewKeys[verb].toUpperCase(), shiftKey: false })).toBe(verb)
  }
  expect(verbForKey({ key: '?', shiftKey: true })).toBe('help')
})

it('with Shift a letter means something else', () => {
  expect(verbForKey({ key: 'S', shiftKey: true })).toBeNull()
  expect(verbForKey({ key: 'q', shiftKey: false })).toBeNull()
})
