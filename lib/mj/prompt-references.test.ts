import { describe, expect, test } from 'vitest'
import { emptyDraft, type Draft, type DraftReference } from './draft'
import { parsePrompt, segmentsOf } from './prompt'
import {
  changeRole,
  moveReference,
  picturesBeside,
  removeReference,
  standingsOf,
  weightOfRole,
  writeReferences,
  type Destination,
} from './prompt-references'
import { models } from './models'

const able: Destination = {
  capabilities: { references: true, upload: true },
  addressOf: (id) => `https://g.test/${id}.png`,
}
const uploadOnly: Destination = { ...able, capabilities: { references: false, upload: true } }
const plain: Destination = { ...able, capabilities: { references: false, upload: false } }

/** `style a, image b` as references. */
const read = (list: string): DraftReference[] =>
  list.split(', ').map((entry) => {
    const [role, id] = entry.split(' ') as [DraftReference['role'], string]
    return { id, role }
  })
const written = (prompt: string, list: string, destination = able) =>
  writeReferences(prompt, read(list), destination)
const left = (prompt: string, list: string, destination = able) =>
  standingsOf(parsePrompt(prompt), read(list), destination).map((standing) =>
    standing.type === 'left' ? standing.reason : standing.type,
  )

describe('what is sent', () => {
  test.each([
    ['fox --v 7', 'style a', 'fox --v 7 --sref https://g.test/a.png'],
    ['fox', 'style a, style b', 'fox --sref https://g.test/a.png https://g.test/b.png'],
    ['fox --v 6', 'character a', 'fox --v 6 --cref https://g.test/a.png'],
    ['fox --niji 6', 'character a', 'fox --niji 6 --cref https://g.test/a.png'],
    ['fox --v 7', 'character a', 'fox --v 7 --oref https://g.test/a.png'],
    ['fox --v 8', 'character a', 'fox --v 8'],
    ['fox --niji 7', 'character a, style b', 'fox --niji 7 --sref https://g.test/b.png'],
    ['fox --v 5.2', 'style a', 'fox --v 5.2'],
    ['fox', 'image a', 'fox'],
  ])('%s with %s is %s', (prompt, list, sent) => {
    expect(written(prompt, list)).toBe(sent)
  })

  test('an image prompt is an address at the front where nothing goes beside', () => {
    expect(written('fox --ar 3:2', 'image a, image b', uploadOnly)).toBe(
      'https://g.test/a.png https://g.test/b.png fox --ar 3:2',
    )
    expect(picturesBeside('fox', read('image a, style b, image c'), able)).toEqual(['a', 'c'])
    expect(picturesBeside('fox', read('image a'), uploadOnly)).toEqual([])
  })

  test.each([
    ['fox --sref https://t.test/1.png', 'fox --sref https://t.test/1.png https://g.test/a.png'],
    ['fox --sref 123::2 --ar 1:1', 'fox --sref 123::2 https://g.test/a.png --ar 1:1'],
    ['fox --sref 1 --ar 1:1 --sref 2', 'fox --ar 1:1 --sref 1 2 https://g.test/a.png'],
    ['fox --sref https://g.test/a.png::3', 'fox --sref https://g.test/a.png::3'],
    ['fox --sref random in snow', 'fox --sref random https://g.test/a.png in snow'],
  ])('typed references stay, and the flag is said once: %s', (prompt, sent) => {
    expect(written(prompt, 'style a')).toBe(sent)
    expect(segmentsOf(parsePrompt(written(prompt, 'style a')), 'styleReference')).toHaveLength(1)
  })

  test('shows where an address is still missing', () => {
    expect(writeReferences('fox', read('style a'), { ...able, addressOf: () => null })).toBe(
      'fox --sref …',
    )
  })
})

describe('what stays behind, and why', () => {
  test.each([
    ['fox', 'style a, image b', plain, ['gateway', 'gateway']],
    [
      'fox',
      'style a, image b',
      { ...plain, capabilities: { references: true, upload: false } },
      ['gateway', 'beside'],
    ],
    ['fox --v 8', 'character a, style b', able, ['model', 'address']],
    ['fox --v 7', 'character a, character b', able, ['address', 'one']],
    ['fox --v 6', 'character a, character b', able, ['address', 'address']],
    ['fox --v 7 --oref https://t.test/1.png', 'character a', able, ['one']],
    [
      'fox',
      'image a, image b, image c, image d, image e, image f',
      able,
      ['beside', 'beside', 'beside', 'beside', 'beside', 'five'],
    ],
  ] as const)('%s with %s', (prompt, list, destination, reasons) => {
    expect(left(prompt, list, destination)).toEqual(reasons)
  })
})

test('the weight of a role is the one that the model knows', () => {
  const weight = (id: string) => {
    const model = models.find((one) => one.id === id)!
    return (['image', 'style', 'character'] as const).map((role) => weightOfRole(role, model))
  }
  expect(weight('v7')).toEqual(['imageWeight', 'styleWeight', 'omniWeight'])
  expect(weight('v6')).toEqual(['imageWeight', 'styleWeight', 'characterWeight'])
  expect(weight('v8')).toEqual(['imageWeight', 'styleWeight', null])
  expect(weight('v5.2')).toEqual(['imageWeight', null, null])
})

describe('the order and the roles', () => {
  const draft = (list: string): Draft => ({ ...emptyDraft, references: read(list) })
  const list = ({ references }: Draft) =>
    references.map(({ id, role }) => `${role} ${id}`).join(', ')
  const one = (entry: string) => read(entry)[0]!

  test.each([
    ['style a', 1, 'style b, image x, style a, style c'],
    ['style c', 0, 'style c, image x, style a, style b'],
    ['style b', 9, 'style a, image x, style c, style b'],
    ['style z', 0, 'style a, image x, style b, style c'],
  ])('%s moves to place %i among its own', (entry, place, after) => {
    expect(
      list(moveReference(draft('style a, image x, style b, style c'), one(entry), place)),
    ).toBe(after)
  })

  test('a picture leaves one role and keeps the other', () => {
    expect(list(removeReference(draft('style a, image a'), one('style a')))).toBe('image a')
  })

  test.each([
    ['style a, image b', 'image b, character a'],
    ['style a, character a', 'character a'],
  ])('another role: %s', (before, after) => {
    expect(list(changeRole(draft(before), one('style a'), 'character'))).toBe(after)
  })
})
