import 'server-only'
/** From what a person has chosen to the tasks and frames that leave. */
import { countUnderWay, restingAmong, tasksAtRest } from '@/lib/db/exchange'
import { familyOf } from '@/lib/db/task-family'
import type { ExportSelection } from '@/lib/mj/exchange'
import type { FrameSelection } from '@/lib/mj/library'
import { readRowOf } from './library'
import { selectedFrames } from './library-marks'
import type { Viewer } from './viewer'
import type { StudioParts } from './studio-parts'

export type ExportScope = {
  /** In the order of their birth. */
  taskIds: readonly string[]
  /** The frames that leave; null for all there are. */
  frames: ReadonlySet<string> | null
  /** With the saved searches, the empty collections and references that no task of it used. */
  isWhole: boolean
  underWay: number
}

/** More tasks than any family has. */
const mostInFamily = 100_000

/** Throws `not-found` for a family that is not the viewer's. */
export async function scopeOf(
  parts: StudioParts,
  viewer: Viewer,
  selection: ExportSelection,
): Promise<ExportScope> {
  if ('everything' in selection) {
    const [taskIds, underWay] = await Promise.all([
      tasksAtRest(parts.db, viewer.ownerId),
      countUnderWay(parts.db, viewer.ownerId),
    ])
    return { taskIds, frames: null, isWhole: true, underWay }
  }
  if ('families' in selection) return familyScope(parts, viewer, selection.families)
  return frameScope(parts, viewer, selection)
}

async function familyScope(
  parts: StudioParts,
  viewer: Viewer,
  roots: readonly string[],
): Promise<ExportScope> {
  const ids = new Set<string>()
  for (const root of roots) {
    const row = await readRowOf(parts, viewer, root)
    const family = await familyOf(parts.db, viewer.ownerId, row, mostInFamily)
    for (const { id } of family) ids.add(id)
  }
  const taskIds = await atRest(parts, viewer, [...ids])
  return { taskIds, frames: null, isWhole: false, underWay: ids.size - taskIds.length }
}

async function frameScope(
  parts: StudioParts,
  viewer: Viewer,
  selection: FrameSelection,
): Promise<ExportScope> {
  const frames = await selectedFrames(parts.db, viewer, selection)
  const tasks = [...new Set(frames.map((frame) => frame.task_id))]
  const taskIds = await atRest(parts, viewer, tasks)
  return {
    taskIds,
    frames: new Set(frames.map((frame) => frame.id)),
    isWhole: false,
    underWay: tasks.length - taskIds.length,
  }
}

async function atRest(
  parts: StudioParts,
  viewer: Viewer,
  taskIds: readonly string[],
): Promise<readonly string[]> {
  return (await restingAmong(parts.db, viewer.ownerId, taskIds)).map((row) => row.id)
}
