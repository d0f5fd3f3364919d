import { expect, it } from 'vitest'
import { replay } from './commands'
import { MaskEditor } from './editor'
import { createMask } from './mask'
import { readDocument, writeDocument } from './saved'
import { chance } from './testing/chance'
import { Hand } from './testing/hand'
import { toolNames } from './tools/tool'

const size = { width: 71, height: 53 }

/** A picture of blotches, so that the wand has something to find. */
function blotches(seed: number) {
  const random = chance(seed)
  const data = new Uint8ClampedArray(size.width * size.height * 4)
  for (let at = 0; at < data.length; at += 4) {
    const shade = Math.floor((at / 4 / 9) % 4) * 60 + Math.floor(random() * 12)
    data.set([shade, 255 - shade, shade >> 1, 255], at)
  }
  return { ...size, data }
}

it('ten thousand gestures with undo, redo and cancel end where a replay of what remains ends', () => {
  const seed = 20_261_121
  const random = chance(seed)
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!
  const pixels = blotches(seed)
  // So little memory that old patches are dropped and undo goes through keyframes.
  const hand = new Hand({ ...size, readPixels: () => pixels, capBytes: 24_000 })
  const { editor } = hand
  const place = (): [number, number] => [random() * 90 - 10, random() * 70 - 10]
  const keys = () => ({ shift: random() < 0.2, alt: random() < 0.3, pressure: random() })
  const whole = [
    { kind: 'invert' },
    { kind: 'none' },
    { kind: 'all' },
    { kind: 'grow', by: 2 },
    { kind: 'grow', by: -3 },
    { kind: 'feather', radius: 3 },
  ] as const

  const expectReplay = () => {
    const mask = createMask(size.width, size.height)
    replay(mask, editor.commands, () => pixels)
    expect(editor.mask.data, `seed ${seed}`).toEqual(mask.data)
  }
  for (let n = 0; n < 10_000; n++) {
    const what = random()
    if (what < 0.28) hand.undo()
    else if (what < 0.4) hand.redo()
    else if (what < 0.45) editor.apply(pick(whole))
    else {
      editor.set({ size: 1 + random() * 24, hardness: random(), tolerance: random() * 40 })
      editor.set({ contiguous: random() < 0.5, mode: pick(['add', 'subtract']) })
      hand.take(pick(toolNames)).down(...place(), keys())
      for (let moves = random() * 5; moves > 0; moves--) hand.move(...place())
      if (random() < 0.15) hand.escape()
      else hand.up()
      if (random() < 0.5) editor.tool.confirm()
    }
    // Long histories cost the replay, not the editor: now and then one begins anew.
    if (n % 500 === 499) {
      editor.cancel()
      expectReplay()
      for (let undos = 0; undos < 400; undos++) hand.undo()
      expectReplay()
    }
  }
  while (editor.canRedo) hand.redo()
  expectReplay()
  while (editor.canUndo) hand.undo()
  expect(editor.mask.data.every((value) => value === 0)).toBe(true)
  expect(editor.historyBytes).toBeLessThan(30_000)
})

it('a cancelled stroke leaves no trace: not in the mask, not in the history', () => {
  const hand = new Hand({ ...size })
  hand.drag([10, 10], [30, 20])
  const before = hand.editor.mask.data.slice()
  hand.down(5, 40).move(60, 45).escape()
  expect(hand.editor.mask.data).toEqual(before)
  expect(hand.editor.commands).toHaveLength(1)
  hand.undo()
  expect(hand.editor.mask.data.every((value) => value === 0)).toBe(true)
})

it('undo in the middle of a gesture cancels the gesture and keeps what was before it', () => {
  const hand = new Hand({ ...size }).drag([10, 10], [30, 20])
  const before = hand.editor.mask.data.slice()
  hand.down(5, 40).move(60, 45).undo()
  expect(hand.editor.mask.data).toEqual(before)
  expect(hand.editor.canUndo).toBe(true)
})

it('a new stroke after undo forgets what could have been redone', () => {
  const hand = new Hand({ ...size }).drag([5, 5], [20, 5]).drag([5, 30], [20, 30]).undo()
  expect(hand.editor.canRedo).toBe(true)
  hand.drag([40, 40], [50, 40])
  expect(hand.editor.canRedo).toBe(false)
  expect(hand.editor.commands).toHaveLength(2)
})

it('what changes nothing is no step of the history', () => {
  const hand = new Hand({ ...size })
  expect(hand.editor.apply({ kind: 'none' })).toBe(false)
  hand.take('eraser').drag([5, 5], [40, 40])
  expect(hand.editor.canUndo).toBe(false)
})

it('a document opened again has the same mask, and its history can be undone', () => {
  const pixels = blotches(7)
  const hand = new Hand({ ...size, readPixels: () => pixels })
  hand.drag([10.03, 10.77], [40.5, 30.123], { pressure: 0.37 })
  hand.take('wand').down(20, 20, { alt: true }).up()
  hand.take('ellipse').drag([30, 10], [60, 44])
  hand.editor.apply({ kind: 'grow', by: 2 })
  const saved = readDocument(writeDocument(size, hand.editor.commands))
  const again = new MaskEditor({ ...size, readPixels: () => pixels, commands: saved!.commands })
  expect(again.mask.data).toEqual(hand.editor.mask.data)
  again.undo()
  hand.undo()
  expect(again.mask.data).toEqual(hand.editor.mask.data)
})

it('coverage and bounds follow every change', () => {
  const hand = new Hand({ width: 40, height: 30 }).take('rectangle').drag([4, 6], [14, 16])
  expect(hand.editor.coverage).toEqual({
    part: 100 / 1200,
    bounds: { x: 4, y: 6, width: 10, height: 10 },
  })
  hand.undo()
  expect(hand.editor.coverage).toEqual({ part: 0, bounds: null })
})

it('listeners are told the box that is to be painted anew', () => {
  const hand = new Hand({ width: 64, height: 64 }).take('rectangle')
  const boxes: unknown[] = []
  hand.editor.subscribe((dirty) => boxes.push(dirty))
  hand.drag([2, 2], [5, 5])
  // The tile around it: the preview before that is no change of the mask.
  expect(boxes).toEqual([null, { x: 0, y: 0, width: 16, height: 16 }])
})
