import 'server-only'
/** What belongs to no single task: references, collections, saved searches. */
import { allCollections, allSearches, dateReference, framesInCollection } from '@/lib/db/exchange'
import { framesById } from '@/lib/db/frames'
import { randomId } from '@/lib/db/ids'
import { referencesOf } from '@/lib/db/references'
import type { CollectionRecord, ReferenceRecord, SearchRecord } from './exchange-record'
import type { Journey } from './import-library'
import { takeReference, type Taker } from './import-media'
import { keepReference } from './reference-keeping'
import type { Viewer } from './studio'
import { type StudioParts, write } from './studio-parts'

export async function importReference(
  parts: StudioParts,
  viewer: Viewer,
  taker: Taker,
  record: ReferenceRecord,
): Promise<void> {
  const [known] = await referencesOf(parts.db, viewer.ownerId, [record.sha256])
  if (known !== undefined) return
  const isKept = await takeReference(taker, record, (bytes) => keepReference(parts, viewer, bytes))
  if (isKept) await dateReference(parts.db, viewer.ownerId, record.sha256, record)
}
