import 'server-only'
/** Searches under a name, with how many frames each finds. */
import { foundCount, sourceOf } from '@/lib/db/found'
import { randomId } from '@/lib/db/ids'
import type { Db, SavedSearchRow } from '@/lib/db/schema'
import { deleteSearch, putSearch, searchesOf } from '@/lib/db/searches'
import { currentSeq } from '@/lib/db/sequence'
import { monthsChangedSince } from '@/lib/db/task-feed'
import { StudioError } from '@/lib/mj/errors'
import type { SavedSearch } from '@/lib/mj/library'
import type { LibraryIndex } from './library-index'
import { findingOf } from './library-search'
import { watchedBy } from './library-wall'
import type { LibraryDesk } from './desks'
import { type StudioParts, write } from './studio-parts'

type SearchDesk = Pick<LibraryDesk, 'searches' | 'saveSearch' | 'removeSearch'>

export function createSearchDesk(
  parts: StudioParts,
  index: Pick<LibraryIndex, 'catchUp'>,
): SearchDesk {
  const countOf = createCounter(parts)
  const savedOf = async (row: SavedSearchRow): Promise<SavedSearch> => {
    const { id, name, query } = row
    return { id, name, query, count: await countOf(row.owner_id, query) }
  }
  return {
    async searches({ ownerId }) {
      await index.catchUp()
      const found: SavedSearch[] = []
      for (const row of await searchesOf(parts.db, ownerId)) found.push(await savedOf(row))
      return found
    },
    async saveSearch({ ownerId }, { name, query }) {
      await index.catchUp()
      const search = {
        id: randomId(),
        owner_id: ownerId,
        name: name.trim(),
        query: query.trim(),
        created_at: parts.clock.now(),
      }
      return savedOf(await write(parts, (db) => putSearch(db, search)))
    },
    async removeSearch({ ownerId }, id) {
      const isGone = await write(parts, (db) => deleteSearch(db, ownerId, id))
      if (!isGone) throw new StudioError('not-found', 'there is no such search')
    },
  }
}

const mostKept = 200

/** Counts again only when a task with pictures has moved since, or where the sequence does not tell. */
function createCounter({ db }: Pick<StudioParts, 'db'>) {
  const kept = new Map<string, { seq: number; count: number }>()
  return async (ownerId: string, query: string): Promise<number> => {
    const finding = await findingOf(db, ownerId, query)
    if (finding === null) return 0
    const key = JSON.stringify(finding)
    const known = kept.get(key)
    const watched = watchedBy(finding)
    if (known !== undefined && !(await hasChanged(db, watched, known.seq))) return known.count
    const seq = await currentSeq(db)
    const count = await foundCount(db, await sourceOf(db, finding))
    kept.delete(key)
    if (finding.collections.length === 0) kept.set(key, { seq, count })
    if (kept.size > mostKept) kept.delete(kept.keys().next().value!)
    return count
  }
}

async function hasChanged(db: Db, ownerId: string | null, since: number): Promise<boolean> {
  return (await monthsChangedSince(db, ownerId, since, 0)) === null
}
