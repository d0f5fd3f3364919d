/** A family as a tree: generations go to the right, brothers down, a parent stands in the middle of its children. */

/** In the order of birth. A parent that is not among them does not count. */
export type Kin = { id: string; parentId: string | null }

export type TreeNode = {
  id: string
  parentId: string | null
  childIds: readonly string[]
  /** Generations from the oldest one, 0 for that. */
  column: number
  /** In rows; a parent of two stands at a half. */
  row: number
}

export type Tree = {
  /** Parents before their children, each before its younger brothers: the order of an indented list. */
  nodes: readonly TreeNode[]
  columns: number
  rows: number
}

export function layTree(kin: readonly Kin[]): Tree {
  const childIds = childrenOf(kin)
  const nodes: TreeNode[] = []
  let rows = 0
  let columns = 0

  /** Returns the row of the node. */
  const place = (id: string, parentId: string | null, column: number): number => {
    const children = childIds.get(id) ?? []
    columns = Math.max(columns, column + 1)
    const at = nodes.push({ id, parentId, childIds: children, column, row: 0 }) - 1
    const childRows = children.map((child) => place(child, id, column + 1))
    const row = childRows.length === 0 ? rows++ : (childRows[0]! + childRows.at(-1)!) / 2
    nodes[at] = { ...nodes[at]!, row }
    return row
  }
  for (const id of childIds.get(null) ?? []) place(id, null, 0)
  return { nodes, columns, rows }
}

export type TreeStep = 'parent' | 'child' | 'older' | 'younger'

/**
 * Where an arrow key leads: to the parent, to the child that is nearest in height (or the one that one came from), up
 * and down within the generation, whoever the parents are. Null where there is nothing.
 */
export function stepInTree(
  { nodes }: Tree,
  id: string,
  step: TreeStep,
  cameFrom: string | null = null,
): string | null {
  const node = nodes.find((one) => one.id === id)
  if (!node) return nodes[0]?.id ?? null
  switch (step) {
    case 'parent':
      return node.parentId
    case 'child': {
      if (cameFrom !== null && node.childIds.includes(cameFrom)) return cameFrom
      const children = nodes.filter(({ parentId }) => parentId === id)
      return nearestTo(node.row, children)
    }
    case 'older':
      return nearestTo(
        node.row,
        nodes.filter(({ column, row }) => column === node.column && row < node.row),
      )
    case 'younger':
      return nearestTo(
        node.row,
        nodes.filter(({ column, row }) => column === node.column && row > node.row),
      )
  }
}

function nearestTo(row: number, nodes: readonly TreeNode[]): string | null {
  const sorted = nodes.toSorted((a, b) => Math.abs(a.row - row) - Math.abs(b.row - row))
  return sorted[0]?.id ?? null
}

/** Ids by their parent; null holds those without one among the kin. A family cannot bite its own tail. */
function childrenOf(kin: readonly Kin[]): ReadonlyMap<string | null, readonly string[]> {
  const parentOf = new Map(kin.map(({ id, parentId }) => [id, parentId]))
  const children = new Map<string | null, string[]>()
  for (const { id, parentId } of kin) {
    const isRoot = parentId === null || !parentOf.has(parentId) || isOwnAncestor(id, parentOf)
    const parent = isRoot ? null : parentId
    children.set(parent, [...(children.get(parent) ?? []), id])
  }
  return children
}

function isOwnAncestor(id: string, parentOf: ReadonlyMap<string, string | null>): boolean {
  const seen = new Set<string>()
  let at = parentOf.get(id) ?? null
  while (at !== null && !seen.has(at)) {
    if (at === id) return true
    seen.add(at)
    at = parentOf.get(at) ?? null
  }
  return false
}
