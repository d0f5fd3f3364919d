import 'server-only'
/** A person's pictures as the routes ask for them: each promise of `LibraryDesk` kept by the file of its noun. */
import { readFrames, readFramesOf } from './library-frames'
import type { LibraryIndex } from './library-index'
import { markFrames, trashTasks } from './library-marks'
import { createWallReader } from './library-wall'
import type { Studio } from './studio'
import type { StudioParts } from './studio-parts'

export function createLibraryDesk(parts: StudioParts, index: LibraryIndex): Studio['library'] {
  return {
    ...createWallReader(parts, index),
    framesById: (viewer, ids) => readFrames(parts.db, viewer.ownerId, ids),
    framesOf: (viewer, taskIds) => readFramesOf(parts.db, viewer.ownerId, taskIds),
    mark: (viewer, selection, marks) => markFrames(parts, viewer, selection, marks),
    trashTasks: (viewer, taskIds, isTrashed) => trashTasks(parts, viewer, taskIds, isTrashed),
  }
}
