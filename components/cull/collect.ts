/** What is culled: the frames of a selection, as they stood when one began. */
import type { QueryClient } from '@tanstack/react-query'
import { framesByIdQuery } from '@/lib/client/frames'
import { framesBetween, readWall } from '@/lib/client/library'
import type { FrameSelection, LibraryFrame } from '@/lib/mj/library'

/** Nobody judges more in one go, and the ids of these are held and written down at every step. */
const mostCulled = 2000
/** Details are read in blocks of this many. */
export const blockSize = 60

type Collected = { frames: readonly LibraryFrame[]; total: number }

export async function collectFrames(
  client: QueryClient,
  selection: FrameSelection,
): Promise<Collected> {
  if ('ids' in selection) {
    const ids = selection.ids.slice(0, mostCulled)
    const frames: LibraryFrame[] = []
    for (const block of blocksOf(ids))
      frames.push(...(await client.fetchQuery(framesByIdQuery(block))))
    return { frames, total: selection.ids.length }
  }
  const { query } = selection
  const wall = await readWall(query)
  const except = new Set(selection.except)
  const most = Math.min(wall.total, mostCulled + except.size)
  const frames = (await framesBetween(client, wall, 0, most))
    .flatMap(({ frame }) => (except.has(frame.id) ? [] : frame))
    .slice(0, mostCulled)
  return { frames, total: wall.total - except.size }
}

export function blocksOf(ids: readonly string[]): readonly (readonly string[])[] {
  return Array.from({ length: Math.ceil(ids.length / blockSize) }, (_, n) =>
    ids.slice(n * blockSize, (n + 1) * blockSize),
  )
}

/** Where the progress of culling a selection is written down, for as long as the tab lives. */
export function progressKey(selection: FrameSelection): string {
  return 'ids' in selection
    ? `safelight.cull ids ${selection.ids.length} ${hashOf(selection.ids.join())}`
    : `safelight.cull ${selection.query} ${selection.except.length === 0 ? '' : hashOf(selection.except.join())}`
}

/** FNV-1a: short enough for a name, and two selections of one tab will not meet in it. */
function hashOf(text: string): string {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  }
  return (hash >>> 0).toString(36)
}
