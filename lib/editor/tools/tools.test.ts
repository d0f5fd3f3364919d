import { expect, it } from 'vitest'
import { Hand } from '../testing/hand'

const hand = (width = 12, height = 6) => new Hand({ width, height })

it('a rectangle holds the pixels whose centres it covers', () => {
  hand(8, 5)
    .take('rectangle')
    .drag([1.4, 1], [4.5, 3.5])
    .expectMask('........', '.###....', '.###....', '........', '........')
})

it('a rectangle drawn backwards is the same', () => {
  const forwards = hand().take('rectangle').drag([2, 1], [7, 4])
  const backwards = hand().take('rectangle').drag([7, 4], [2, 1])
  expect(backwards.lines()).toEqual(forwards.lines())
})

it('Alt subtracts, Shift and Alt together intersect', () => {
  const painted = hand().take('rectangle').drag([1, 1], [9, 5])
  painted
    .drag([3, 2], [5, 4], { alt: true })
    .expectMask(
      '............',
      '.########...',
      '.##..####...',
      '.##..####...',
      '.########...',
      '............',
    )
    .drag([2, 2], [12, 3], { alt: true, shift: true })
    .expectMask(
      '............',
      '............',
      '..#..####...',
      '............',
      '............',
      '............',
    )
})

it('in the mode that subtracts, Alt adds', () => {
  const subtracting = hand(4, 2).take('rectangle')
  subtracting.editor.set({ mode: 'subtract' })
  subtracting.drag([0, 0], [2, 2], { alt: true }).expectMask('##..', '##..')
  subtracting.drag([1, 0], [4, 2]).expectMask('#...', '#...')
})

it('Shift pressed on the way makes a rectangle square', () => {
  hand(8, 5)
    .take('rectangle')
    .down(1, 1)
    .move(4, 2, { shift: true })
    .up()
    .expectMask('........', '.###....', '.###....', '.###....', '........')
})

it('an ellipse touches the sides of its box', () => {
  hand(10, 7)
    .take('ellipse')
    .drag([1, 1], [9, 6])
    .expectMask(
      '..........',
      '...####...',
      '.########.',
      '.########.',
      '.########.',
      '...####...',
      '..........',
    )
})

it('a lasso is closed by letting go', () => {
  hand(8, 5)
    .take('lasso')
    .down(1, 1)
    .move(5, 1)
    .move(5, 4)
    .move(1, 4)
    .up()
    .expectMask('........', '.####...', '.####...', '.####...', '........')
})

it('a polygon is closed on its first corner, and a click beside it is one more corner', () => {
  const polygon = hand(12, 10).take('polygon')
  for (const [x, y] of [
    [1, 1],
    [9, 1],
    [9, 8],
    [1, 8],
  ] as const)
    polygon.down(x, y).up()
  expect(polygon.editor.canUndo).toBe(false)
  polygon.down(2, 2).up()
  expect(polygon.lines()[4]).toBe('.########...')
  expect(polygon.editor.tool.preview).toBeNull()
})

it('Enter closes a polygon, and one with two corners vanishes', () => {
  const polygon = hand(12, 10).take('polygon')
  polygon.down(1, 1).up().down(9, 1).up()
  expect(polygon.editor.tool.confirm()).toBe(true)
  expect(polygon.editor.canUndo).toBe(false)
  expect(polygon.editor.tool.confirm()).toBe(false)
})

it('a click with the brush is a dot of its size', () => {
  const brush = hand(7, 7)
  brush.editor.set({ size: 5 })
  brush
    .down(3.5, 3.5)
    .up()
    .expectMask('.......', '..###..', '.#####.', '.#####.', '.#####.', '..###..', '.......')
})

it('Shift-click draws a straight line from where the last stroke ended', () => {
  const brush = hand(12, 5)
  brush.editor.set({ size: 1 })
  brush.down(1.5, 1.5).up().down(9.5, 1.5, { shift: true }).up()
  expect(brush.lines()[1]).toBe('.#########..')
  expect(brush.editor.commands).toHaveLength(2)
})

it('the eraser takes away, and Alt makes the brush an eraser', () => {
  const filled = hand(8, 3)
  filled.editor.apply({ kind: 'all' })
  filled.editor.set({ size: 1 })
  filled.take('eraser').drag([0.5, 1.5], [3.5, 1.5])
  filled.take('brush').drag([6.5, 1.5], [7.5, 1.5], { alt: true })
  filled.expectMask('########', '....##..', '########')
})

it('X changes brush and eraser over, and for selections adding and subtracting', () => {
  const { editor } = hand()
  editor.swap()
  expect(editor.tool.name).toBe('eraser')
  editor.swap()
  expect(editor.tool.name).toBe('brush')
  editor.choose('lasso')
  editor.swap()
  expect(editor.settings.mode).toBe('subtract')
})

it('a light touch of a pen paints a thin line', () => {
  const wide = hand(40, 40)
  wide.editor.set({ size: 20 })
  wide.drag([5, 20], [35, 20], { pressure: 1 })
  const thin = hand(40, 40)
  thin.editor.set({ size: 20 })
  thin.drag([5, 20], [35, 20], { pressure: 0 })
  const height = ({ editor }: Hand) => editor.coverage.bounds!.height
  expect([height(wide), height(thin)]).toEqual([20, 4])
})

it('another tool in hand cancels what the old one was doing', () => {
  const brush = hand().down(3, 3).move(9, 3)
  brush.take('wand')
  expect(brush.editor.mask.data.every((value) => value === 0)).toBe(true)
  expect(brush.editor.canUndo).toBe(false)
})

it('a tool that is dragged is down until it is lifted, cancelled, undone or put away', () => {
  for (const name of ['brush', 'eraser', 'lasso', 'rectangle', 'ellipse'] as const) {
    const ends = [
      (busy: Hand) => busy.up(),
      (busy: Hand) => busy.escape(),
      (busy: Hand) => busy.undo(),
      (busy: Hand) => busy.take('hand').take(name),
    ]
    for (const end of ends) {
      const busy = hand().take(name).down(3, 3).move(6, 4)
      expect(busy.editor.tool.isDown).toBe(true)
      end(busy)
      expect(busy.editor.tool.isDown).toBe(false)
    }
  }
  for (const name of ['polygon', 'wand', 'hand'] as const) {
    expect(hand().take(name).down(3, 3).editor.tool.isDown).toBe(false)
  }
})
