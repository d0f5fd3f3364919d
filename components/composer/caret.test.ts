import { expect, test } from 'vitest'
import { moveCaret } from './caret'

test.each([
  ['fox --ar 1:1|', 'fox --ar 16:9|'],
  ['f|ox --ar 1:1', 'f|ox --ar 16:9'],
  ['fox --ar 1:1 in| snow', 'fox --ar 16:9 in| snow'],
  ['fox --ar 1:|1 in', 'fox --ar |in'],
  ['|', '|fox'],
])('the caret stays where it was: %s, %s', (before, after) => {
  const caret = moveCaret(before.replace('|', ''), after.replace('|', ''), before.indexOf('|'))
  expect(caret).toBe(after.indexOf('|'))
})
