import 'server-only'
import { framesOf } from '@/lib/db/exchange'
import { picturesOf } from '@/lib/db/pictures'
import type { Db } from '@/lib/db/schema'
import { videosOf } from '@/lib/db/videos'
import type { ExportEstimate } from '@/lib/mj/exchange'
import type { ExportScope } from './export-scope'

const tasksAtOnce = 500

/** What an export of this scope will hold, from the rows alone. A quadrant is taken for a quarter of its grid. */
export async function estimateOf(db: Db, scope: ExportScope): Promise<ExportEstimate> {
  const sum = { tasks: scope.taskIds.length, pictures: 0, films: 0, sizeBytes: 0 }
  for (let at = 0; at < scope.taskIds.length; at += tasksAtOnce) {
    const ids = scope.taskIds.slice(at, at + tasksAtOnce)
    const { frames: chosen } = scope
    const [pictures, films, frames] = await Promise.all([
      picturesOf(db, ids),
      videosOf(db, ids),
      chosen === null ? [] : framesOf(db, ids),
    ])
    const files = new Map<string, number>()
    for (const { id, picture_id } of frames) {
      if (chosen?.has(id)) files.set(picture_id, (files.get(picture_id) ?? 0) + 1)
    }
    for (const { id, size_bytes, quadrants_json } of pictures) {
      const count = chosen === null ? 1 : (files.get(id) ?? 0)
      const isCut = quadrants_json !== null && count < 4 && chosen !== null
      sum.pictures += isCut ? count : Math.min(count, 1)
      sum.sizeBytes += isCut ? (size_bytes * count) / 4 : count > 0 ? size_bytes : 0
    }
    for (const film of films) {
      if (chosen !== null && film.poster_id !== null && !files.has(film.poster_id)) continue
      sum.films += 1
      sum.sizeBytes += film.size_bytes
    }
  }
  return { ...sum, sizeBytes: Math.round(sum.sizeBytes), underWay: scope.underWay }
}
