import { beforeEach, expect, it } from 'vitest'
import { chosenCount, chosenFrames, isChosen, libraryStore, steppedDensity } from './library'

const library = () => libraryStore.getState()
const chosenIds = () => chosenFrames(library())

beforeEach(() => {
  library().search('')
  library().clear()
})

it('one by one', () => {
  library().toggle('a')
  library().toggle('b')
  library().toggle('a')
  expect(chosenIds()).toEqual({ ids: ['b'] })
  expect(library().anchor).toBe('a')
})

it('a range grows and shrinks from its anchor, beside what was chosen before', () => {
  library().toggle('z')
  library().toggle('b')
  library().extend(['b', 'c', 'd', 'e'])
  expect(chosenIds()).toEqual({ ids: ['z', 'b', 'c', 'd', 'e'] })
  library().extend(['b', 'c'])
  expect(chosenIds()).toEqual({ ids: ['z', 'b', 'c'] })
  library().extend(['a', 'b'])
  expect(chosenIds()).toEqual({ ids: ['z', 'b', 'a'] })
})

it('everything is a wish, not a list, and leaves some out', () => {
  library().search('fog is:upscale')
  library().chooseAll()
  library().toggle('c')
  library().toggle('d')
  library().toggle('c')
  expect(chosenIds()).toEqual({ query: 'fog is:upscale', except: ['d'] })
  expect(chosenCount(library().chosen, 4218)).toBe(4217)
  expect(isChosen(library().chosen, 'never seen')).toBe(true)
  library().extend(['d', 'e'])
  expect(chosenIds()).toEqual({ query: 'fog is:upscale', except: [] })
})

it('another search leaves nothing chosen, the same one everything as it was', () => {
  library().toggle('a')
  library().search('')
  expect(chosenIds()).toEqual({ ids: ['a'] })
  library().search('snow')
  expect(chosenIds()).toEqual({ ids: [] })
  expect(library().anchor).toBeNull()
})

it('what a marquee passes over is added when it is done', () => {
  library().toggle('a')
  library().setSweep(new Set([4, 5]))
  expect(chosenIds()).toEqual({ ids: ['a'] })
  library().add(['e', 'f'])
  expect(chosenIds()).toEqual({ ids: ['a', 'e', 'f'] })
  expect(library().anchor).toBe('f')
})

it('rows have three heights', () => {
  expect(steppedDensity('small', 1)).toBe('medium')
  expect(steppedDensity('large', 1)).toBe('large')
  expect(steppedDensity('small', -1)).toBe('small')
})
