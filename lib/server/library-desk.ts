import 'server-only'
/** A person's pictures as the routes ask for them: each promise of `LibraryDesk` kept by the file of its noun. */
import { readOneTask } from './library'
import { createCollectionDesk } from './library-collections'
import { readFrames, readFramesOf } from './library-frames'
import type { LibraryIndex } from './library-index'
import { markFrames, trashTasks } from './library-marks'
import { noteOnTask } from './library-notes'
import { createSearchDesk } from './library-saved'
import { shareFrames } from './library-sharing'
import { suggestFor } from './library-suggest'
import { emptyTrash } from './library-trash'
import { createWallReader } from './library-wall'
import type { LibraryDesk } from './desks'
import type { StudioParts } from './studio-parts'

export function createLibraryDesk(parts: StudioParts, index: LibraryIndex): LibraryDesk {
  return {
    ...createWallReader(parts, index),
    ...createCollectionDesk(parts),
    ...createSearchDesk(parts, index),
    framesById: (viewer, ids) => readFrames(parts.db, viewer.ownerId, ids),
    framesOf: (viewer, taskIds) => readFramesOf(parts.db, viewer.ownerId, taskIds),
    async suggest({ ownerId }, query) {
      await index.catchUp()
      return suggestFor(parts.db, ownerId, query)
    },
    mark: (viewer, selection, marks) => markFrames(parts, viewer, selection, marks),
    async share(viewer, selection, isShared) {
      await index.catchUp()
      return shareFrames(parts, viewer, selection, isShared)
    },
    trashTasks: (viewer, taskIds, isTrashed) => trashTasks(parts, viewer, taskIds, isTrashed),
    emptyTrash: (viewer, selection) => emptyTrash(parts, viewer, selection),
    async note(viewer, taskId, note) {
      await noteOnTask(parts, viewer, taskId, note)
      return readOneTask(parts, viewer, taskId)
    },
  }
}
