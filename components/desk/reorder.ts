/** Changing the order of a few things. */

/** The same things with one of them in another place; places outside count as the nearest inside. */
export function moveItem<Item>(items: readonly Item[], from: number, to: number): readonly Item[] {
  const [item] = items.slice(from, from + 1)
  if (item === undefined) return items
  const rest = items.toSpliced(from, 1)
  return rest.toSpliced(Math.max(0, Math.min(to, rest.length)), 0, item)
}

/** Which of some boxes a point belongs to: the one whose middle is nearest; -1 when there are none. */
export function nearestBox(
  point: { x: number; y: number },
  boxes: readonly { left: number; top: number; width: number; height: number }[],
): number {
  const distances = boxes.map(({ left, top, width, height }) =>
    Math.hypot(point.x - left - width / 2, point.y - top - height / 2),
  )
  return distances.indexOf(Math.min(...distances))
}
