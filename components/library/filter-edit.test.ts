import { expect, it } from 'vitest'
import {
  collectionIn,
  filterValue,
  hasFilter,
  isAmongShared,
  partsOf,
  setFilter,
  toggleFilter,
  withSuggestion,
} from './filter-edit'

it('a chip puts its filter behind what was typed, and takes only that away again', () => {
  expect(toggleFilter('fog', 'is', 'favourite')).toBe('fog is:favourite')
  expect(toggleFilter('fog is:favourite is:upscale', 'is', 'favourite')).toBe('fog is:upscale')
  expect(toggleFilter('', 'is', 'upscale')).toBe('is:upscale')
  expect(toggleFilter('雾 "red fox" is:upscale -snow', 'is', 'upscale')).toBe('雾 "red fox" -snow')
})

it('a filter that is not wanted is not the one that is', () => {
  expect(hasFilter('-is:upscale', 'is', 'upscale')).toBe(false)
  expect(toggleFilter('-is:upscale', 'is', 'grid')).toBe('-is:upscale is:grid')
})

it('a search looks at what is shared where it says so, or by whom', () => {
  expect(isAmongShared('fog is:shared')).toBe(true)
  expect(isAmongShared('by:Anna fog')).toBe(true)
  expect(isAmongShared('-by:Anna')).toBe(true)
  expect(isAmongShared('-is:shared')).toBe(false)
  expect(isAmongShared('-is:shared by:Anna')).toBe(false)
  expect(isAmongShared('gateway:shared fog')).toBe(false)
})

it('a choice replaces the one before, however that was spelt', () => {
  expect(setFilter('fog ar:6:4 model:v7', 'ar', '16:9')).toBe('fog model:7 ar:16:9')
  expect(setFilter('fog ar:3x2', 'ar', null)).toBe('fog')
  expect(filterValue('fog AR：3：2', 'ar')).toBe('3:2')
  expect(filterValue('fog', 'ar')).toBeNull()
})

it('a collection is a search for it and nothing else', () => {
  expect(collectionIn('in:"New York"')).toBe('New York')
  expect(collectionIn(' in:Fog ')).toBe('Fog')
  expect(collectionIn('in:Fog is:favourite')).toBeNull()
  expect(collectionIn('-in:Fog')).toBeNull()
})

it('each part can be left out', () => {
  expect(partsOf('fog fog is:upscale')).toEqual([
    { text: 'fog', without: 'fog is:upscale' },
    { text: 'fog', without: 'fog is:upscale' },
    { text: 'is:upscale', without: 'fog fog' },
  ])
})

it('a suggestion takes the place of the last word', () => {
  expect(withSuggestion('red fo', 'fox')).toBe('red fox ')
  expect(withSuggestion('', 'fog')).toBe('fog ')
  expect(withSuggestion('fog in:"New Yo', 'in:"New York"')).toBe('fog in:"New York" ')
  expect(withSuggestion('"red fox" sn', 'snow')).toBe('"red fox" snow ')
  expect(withSuggestion('"red fox" ', 'snow')).toBe('"red fox" snow ')
  expect(withSuggestion('红色 狐', '狐狸')).toBe('红色 狐狸 ')
})
