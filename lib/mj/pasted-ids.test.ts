import { expect, it } from 'vitest'
import { readPastedIds } from './pasted-ids'

it.each([
  ['1705298817774894', ['1705298817774894']],
  [
    '1705298817774894, 1705301507336856;1705305488385054',
    ['1705298817774894', '1705301507336856', '1705305488385054'],
  ],
  ['任务：14001934816969359、14001934816969361。', ['14001934816969359', '14001934816969361']],
  ['task_1234567890\nmj-7f0c', ['task_1234567890', 'mj-7f0c']],
  ['"id": "1705298817774894",', ['1705298817774894']],
  ['1 1 1', ['1']],
  ['nothing here', []],
  ['', []],
  ['9'.repeat(65), []],
])('%j', (text, ids) => {
  expect(readPastedIds(text)).toEqual(ids)
})

it('ids beyond what a number can hold keep every digit', () => {
  expect(readPastedIds('1619855216344100864')).toEqual(['1619855216344100864'])
})
