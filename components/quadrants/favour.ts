/** Favourites by key, from a card: what a frame is marked with is asked for at the key press. */
import type { QueryClient } from '@tanstack/react-query'
import { framesOfTaskQuery, markFrames } from '@/lib/client/frames'
import type { QuadrantIndex } from '@/lib/mj/quadrants'
import type { Task } from '@/lib/mj/task'
import { frameIdOf } from './frame-id'
import { framesOf } from './frames'

/** `unchosen`: which of the pictures is not said, and nothing was done. */
export type Favoured = 'done' | 'unchosen'

export async function toggleFavourite(
  client: QueryClient,
  task: Task,
  quadrant: QuadrantIndex | null,
): Promise<Favoured> {
  const chosen = framesOf(task.pictures).find(({ index }) => index === quadrant)
  if (!chosen) return 'unchosen'
  const id = frameIdOf(chosen)
  const known = await client.fetchQuery(framesOfTaskQuery(task))
  const isFavourite = known.find((frame) => frame.id === id)?.isFavourite ?? false
  markFrames(client, [{ id, marks: { favourite: !isFavourite } }])
  return 'done'
}
