import { expect, it } from 'vitest'
import type { MaskCommand } from './commands'
import { readDocument, writeDocument } from './saved'
import { pack } from './tiles'

const size = { width: 4, height: 3 }
const commands: readonly MaskCommand[] = [
  { kind: 'stroke', mode: 'subtract', hardness: 0.5, points: [1, 2, 3, 4.0625, 5, 6] },
  { kind: 'lasso', mode: 'intersect', points: [0, 0, 4, 0, 4, 3] },
  { kind: 'rectangle', mode: 'add', area: { x: -1, y: 0.5, width: 3, height: 2 } },
  { kind: 'ellipse', mode: 'add', area: { x: 0, y: 0, width: 3, height: 2 } },
  { kind: 'wand', mode: 'add', x: 1, y: 2, tolerance: 12.5, contiguous: false },
  { kind: 'invert' },
  { kind: 'grow', by: -2 },
  { kind: 'feather', radius: 6 },
  { kind: 'bitmap', packed: pack(Uint8Array.of(0, 255, 255, 0, 0, 0, 7, 0, 0, 0, 0, 0)) },
]

it('every command comes back as it was', () => {
  expect(readDocument(writeDocument(size, commands))).toEqual({ version: 1, ...size, commands })
})

it.each([
  ['nothing', ''],
  ['another text', '<html>'],
  ['null', 'null'],
  ['a later version', JSON.stringify({ version: 2, ...size, commands: [] })],
  ['no commands', JSON.stringify({ version: 1, ...size })],
  ['a size beyond reason', JSON.stringify({ version: 1, width: 1e9, height: 3, commands: [] })],
  ['half a pixel', JSON.stringify({ version: 1, width: 1.5, height: 3, commands: [] })],
])('%s is no document', (_, text) => {
  expect(readDocument(text)).toBeNull()
})

it.each([
  { kind: 'explode' },
  { kind: 'stroke', mode: 'add', hardness: 2, points: [] },
  { kind: 'stroke', mode: 'add', hardness: 1, points: [1, 2] },
  { kind: 'stroke', mode: 'add', hardness: 1, points: [1, 2, '3'] },
  { kind: 'lasso', mode: 'multiply', points: [] },
  { kind: 'lasso', mode: 'add', points: [1, null] },
  { kind: 'rectangle', mode: 'add', area: { x: 0, y: 0, width: -1, height: 1 } },
  { kind: 'wand', mode: 'add', x: 0, y: 0, tolerance: 101, contiguous: true },
  { kind: 'grow', by: 1e9 },
  { kind: 'bitmap', runs: true, bytes: 'AAAA' },
  { kind: 'bitmap', runs: false, bytes: 'not base64!' },
  null,
])('a document with %j is none', (command) => {
  expect(readDocument(JSON.stringify({ version: 1, ...size, commands: [command] }))).toBeNull()
})
