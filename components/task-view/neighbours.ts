/** The places before and after one, where the order is that of the feed. Pure. */
import { stopsOf } from '@/components/quadrants/frame-id'
import type { QuadrantIndex } from '@/lib/mj/quadrants'
import type { Task } from '@/lib/mj/task'

/** A picture to look at: a task, and one of its frames where it has several. */
export type Place = {
  taskId: string
  quadrant: QuadrantIndex | null
  /** The studio's own picture of that frame, where that one is meant. */
  pastedId?: string
}

type Find = (id: string) => Pick<Task, 'pictures'> | undefined

/**
 * `steps` places on from here, through every frame of every task; null beyond what has been loaded. A grid that is
 * looked at as a whole stands before the first of its frames.
 */
export function placeFrom(
  ids: readonly string[],
  find: Find,
  here: Place,
  steps: 1 | -1 | 2 | -2,
): Place | null {
  let at: Place | null = here
  const direction = steps > 0 ? 1 : -1
  for (let taken = 0; at !== null && taken < Math.abs(steps); taken += 1) {
    at = neighbourOf(ids, find, at, direction)
  }
  return at
}

function neighbourOf(
  ids: readonly string[],
  find: Find,
  { taskId, quadrant }: Place,
  direction: 1 | -1,
): Place | null {
  const stops = stopsOf(find(taskId)?.pictures)
  // -1 for the whole of a grid: one step on is its first frame, one back has left it.
  const within = stops[stops.indexOf(quadrant) + direction]
  if (within !== undefined) return { taskId, quadrant: within }
  const place = ids.indexOf(taskId)
  const nextId = place === -1 ? undefined : ids[place + direction]
  if (nextId === undefined) return null
  const next = stopsOf(find(nextId)?.pictures)
  return { taskId: nextId, quadrant: next.at(direction === 1 ? 0 : -1) ?? null }
}
