import { expect, test } from 'vitest'
import { countPermutations, expandPermutations, permutationSpans } from './permutations'

test.each<[string, string[]]>([
  ['a fox', ['a fox']],
  ['', ['']],
  ['a {red, blue} fox', ['a red fox', 'a blue fox']],
  ['{a, b} {c, d}', ['a c', 'a d', 'b c', 'b d']],
  ['{a, b{1, 2}}', ['a', 'b1', 'b2']],
  ['fox --ar {1:1, 3:2}', ['fox --ar 1:1', 'fox --ar 3:2']],
  ['fox --{v 6, v 7}', ['fox --v 6', 'fox --v 7']],
  ['{fox --s 50, owl}', ['fox --s 50', 'owl']],
  ['{red\\, big, blue}', ['red, big', 'blue']],
  ['\\{a, b\\}', ['{a, b}']],
  ['{黎明, 暴雨} 灯塔 🗼', ['黎明 灯塔 🗼', '暴雨 灯塔 🗼']],
  ['a {, red} fox', ['a fox', 'a red fox']],
  ['{a} fox', ['{a} fox']],
  ['{a, b fox', ['{a, b fox']],
  ['a, b} fox', ['a, b} fox']],
  ['{x {a, b}', ['{x a', '{x b']],
  ['{}', ['{}']],
  ['back\\slash', ['back\\slash']],
])('%s', (source, prompts) => {
  expect(expandPermutations(source)).toEqual({ type: 'expanded', prompts })
  expect(countPermutations(source)).toBe(prompts.length)
})

test('a million is counted and refused without being made', () => {
  const ten = '{0,1,2,3,4,5,6,7,8,9}'
  expect(countPermutations(ten.repeat(6))).toBe(1_000_000)
  expect(expandPermutations(ten.repeat(6))).toEqual({
    type: 'too-many',
    count: 1_000_000,
    limit: 40,
  })
})

test('the limit itself is allowed', () => {
  expect(expandPermutations('{a,b}{c,d}', 4).type).toBe('expanded')
  expect(expandPermutations('{a,b}{c,d}', 3)).toEqual({ type: 'too-many', count: 4, limit: 3 })
})

test('nesting without end is text, not a stack overflow', () => {
  const source = '{a,'.repeat(20_000) + '}'.repeat(20_000)
  expect(countPermutations(source)).toBeGreaterThan(1)
})

test('spans cover the outermost groups', () => {
  expect(permutationSpans('a {b, {c, d}} e {f} {g,h}')).toEqual([
    { from: 2, to: 13 },
    { from: 20, to: 25 },
  ])
})
