import { expect, it } from 'vitest'
import { promptsToSend, ratioOf } from './region-prompts'

const parent = 'teal ranges before dawn --ar 3:2 --v 7 --s 250'
const whole = { isHoleOnly: false, isSeveral: false }
const hole = { isHoleOnly: true, isSeveral: false }

it('a prompt of the whole picture is sent as it is written', () => {
  expect(promptsToSend({ ...whole, text: ` ${parent} ` }, parent)).toEqual([parent])
})

it('a prompt that has lost its ratio gets the one of the picture', () => {
  expect(promptsToSend({ ...whole, text: 'cranes' }, parent)).toEqual(['cranes --ar 3:2'])
  expect(promptsToSend({ ...whole, text: 'cranes --ar 1:1' }, parent)).toEqual(['cranes --ar 1:1'])
})

it('words for the hole take along everything the picture was made with', () => {
  expect(promptsToSend({ ...hole, text: 'a flock of cranes' }, parent)).toEqual([
    'a flock of cranes --ar 3:2 --v 7 --s 250',
  ])
  expect(promptsToSend({ ...hole, text: 'cranes --s 50' }, parent)).toEqual([
    'cranes --s 50 --ar 3:2 --v 7',
  ])
})

it('several prompts are the lines that say something', () => {
  const text = 'cranes\n\n  a balloon  \r\n'
  expect(promptsToSend({ text, isHoleOnly: false, isSeveral: true }, 'x')).toEqual([
    'cranes',
    'a balloon',
  ])
})

it('one prompt over several lines is one prompt', () => {
  expect(promptsToSend({ ...whole, text: 'cranes\nover  water' }, 'x')).toEqual([
    'cranes over  water',
  ])
})

it('nothing written is nothing to send', () => {
  expect(promptsToSend({ ...hole, text: ' \n ' }, parent)).toEqual([])
})

it('the ratio is read from the prompt of the picture', () => {
  expect([ratioOf(parent), ratioOf('no ratio')]).toEqual(['3:2', ''])
})
