import { expect, test } from 'vitest'
import { usualModel, models } from '@/lib/mj/models'
import { flagFor, flagsFor, flagTokenAt } from './flag-token'

const at = (marked: string) => flagTokenAt(marked.replace('|', ''), marked.indexOf('|'))

test.each([
  ['fox --|', ''],
  ['fox --ar|', 'ar'],
  ['--S|', 's'],
  ['fox —st|', 'st'],
  ['狐狸，--ni|', 'ni'],
  ['fox --ar| in snow', 'ar'],
])('%s asks for flags beginning with “%s”', (marked, typed) => {
  expect(at(marked)?.typed).toBe(typed)
})

test.each(['fox|', 'fox-|', 'fox--ar|', 'fox --ar |', 'fox --ar 3|', 'fox --a|r', 'fox - -|'])(
  '%s asks for none',
  (marked) => {
    expect(at(marked)).toBeNull()
  },
)

test('the token covers its dashes', () => {
  expect(at('fox --ar| x')).toEqual({ from: 4, to: 8, typed: 'ar' })
})

test('only what the model understands is offered', () => {
  const v8 = models.find(({ id }) => id === 'v8')!
  expect(flagsFor('o', usualModel)).toEqual(['omniReference', 'omniWeight'])
  expect(flagsFor('o', v8)).toEqual([])
  expect(flagsFor('', v8)).toContain('hd')
})

test('a flag that is typed out asks for nothing more, unless it begins several others', () => {
  expect(flagsFor('ar', usualModel)).toEqual([])
  expect(flagsFor('s', usualModel).length).toBeGreaterThan(3)
})

test('a flag is offered as somebody began to write it', () => {
  expect([flagFor('stylize', ''), flagFor('stylize', 'st'), flagFor('ratio', 'as')]).toEqual([
    's',
    'stylize',
    'aspect',
  ])
})
