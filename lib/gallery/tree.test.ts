import { describe, expect, it } from 'vitest'
import { type Kin, layTree, stepInTree } from './tree'

/** `a>b` is a child b of a; in the order of birth. */
function kin(...lines: readonly string[]): readonly Kin[] {
  return lines.map((line) => {
    const [first, second] = line.split('>')
    return second ? { id: second, parentId: first! } : { id: first!, parentId: null }
  })
}

const family = kin('a', 'a>b', 'b>c', 'a>d', 'b>e', 'b>f', 'd>g', 'c>h')
const places = (members: readonly Kin[]) =>
  Object.fromEntries(layTree(members).nodes.map(({ id, column, row }) => [id, [column, row]]))

describe('the layout', () => {
  it('gives every leaf a row of its own and puts parents in the middle of their children', () => {
    expect(places(family)).toEqual({
      h: [3, 0],
      c: [2, 0],
      e: [2, 1],
      f: [2, 2],
      b: [1, 1],
      g: [2, 3],
      d: [1, 3],
      a: [0, 2],
    })
    expect(layTree(family)).toMatchObject({ columns: 4, rows: 4 })
  })

  it('is in the order of an indented list', () => {
    expect(
      layTree(family)
        .nodes.map(({ id }) => id)
        .join(''),
    ).toBe('abchefdg')
  })

  it('no two of a generation stand in one place, however large the family', () => {
    const many = Array.from({ length: 400 }, (_, n) => ({
      id: String(n),
      parentId: n === 0 ? null : String(Math.floor((n - 1) / 3)),
    }))
    const { nodes } = layTree(many)
    expect(nodes).toHaveLength(400)
    expect(new Set(nodes.map(({ column, row }) => `${column} ${row}`)).size).toBe(400)
    for (const { id, parentId, column } of nodes) {
      if (parentId === null) continue
      expect(column, id).toBe(nodes.find((node) => node.id === parentId)!.column + 1)
    }
  })

  it('a parent that is not there makes a beginning of its own', () => {
    expect(places(kin('x>b', 'b>c', 'y>d'))).toEqual({ b: [0, 0], c: [1, 0], d: [0, 1] })
  })

  it('a ring of ancestors, which should not exist, is still shown once', () => {
    const ring = layTree(kin('c>a', 'a>b', 'b>c', 'c>d'))
    expect(
      ring.nodes
        .map(({ id }) => id)
        .toSorted()
        .join(''),
    ).toBe('abcd')
  })

  it('of nobody is empty', () => {
    expect(layTree([])).toEqual({ nodes: [], columns: 0, rows: 0 })
  })
})

describe('arrow keys', () => {
  const tree = layTree(family)

  it('lead to the parent and to the child at the same height', () => {
    expect(stepInTree(tree, 'b', 'parent')).toBe('a')
    expect(stepInTree(tree, 'b', 'child')).toBe('e')
    expect(stepInTree(tree, 'a', 'parent')).toBeNull()
    expect(stepInTree(tree, 'h', 'child')).toBeNull()
  })

  it('lead back to the child that one came from', () => {
    expect(stepInTree(tree, 'b', 'child', 'c')).toBe('c')
    expect(stepInTree(tree, 'b', 'child', 'g')).toBe('e')
  })

  it('go up and down through a generation, cousins too', () => {
    expect(stepInTree(tree, 'f', 'younger')).toBe('g')
    expect(stepInTree(tree, 'g', 'older')).toBe('f')
    expect(stepInTree(tree, 'c', 'older')).toBeNull()
    expect(stepInTree(tree, 'g', 'younger')).toBeNull()
  })

  it('begin at the beginning when the one that was chosen is gone', () => {
    expect(stepInTree(tree, 'nobody', 'child')).toBe('a')
  })
})
