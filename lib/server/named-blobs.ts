import 'server-only'
/**
 * Every blob that a row names, and who names it: the one list of all such places. A blob that is not in it is litter,
 * so a table that comes to name blobs has to come in here (a test looks for columns that are called like one).
 */
import type { Db } from '@/lib/db/schema'
import type { ProofFinding } from '@/lib/db/tables/pictures'
import { pictureSizes, type TaskState } from '@/lib/mj/task'
import type { Sha256 } from '@/lib/storage/blobs'
import { referenceSizes } from './reference-keeping'
import { blobsOfRequest } from './request-pictures'

export type BlobUse =
  | { kind: 'picture'; taskId: string; isPasted: boolean; isGivenUp: boolean }
  | { kind: 'film'; taskId: string; isGivenUp: boolean }
  | { kind: 'reference'; ownerId: string }
  /** A picture, a mask or its commands, as it was sent along. */
  | { kind: 'request'; taskId: string }

export type NamedBlob = {
  sha256: Sha256
  /** Null where no row has noted it. */
  sizeBytes: number | null
  uses: BlobUse[]
  /** Names of the derived files that should lie beside it. */
  derived: Set<string>
  /** True for one that was given up: its loss is known. */
  isGone: boolean
}

export type NamedBlobs = Map<Sha256, NamedBlob>

/** Rows read at once: between two parts others get their turn. */
const atOnce = 2000

export async function readNamedBlobs(db: Db): Promise<NamedBlobs> {
  const named: NamedBlobs = new Map()
  const gone = await goneBlobs(db)
  const note = (
    sha256: Sha256,
    use: BlobUse,
    sizeBytes: number | null,
    sizes: readonly number[],
  ) => {
    const known = named.get(sha256)
    const blob = known ?? {
      sha256,
      sizeBytes,
      uses: [],
      derived: new Set(),
      isGone: gone.has(sha256),
    }
    blob.sizeBytes ??= sizeBytes
    blob.uses.push(use)
    for (const size of sizes) blob.derived.add(`${size}.webp`)
    named.set(sha256, blob)
  }
  for await (const row of pictures(db)) {
    const isPasted = row.pasted_json !== null
    const { task_id: taskId, size_bytes: sizeBytes } = row
    const use = { kind: 'picture', taskId, isPasted, isGivenUp: isGivenUp(row) } as const
    note(row.sha256, use, sizeBytes, pictureSizes)
  }
  for await (const row of films(db)) {
    const use = { kind: 'film', taskId: row.task_id, isGivenUp: isGivenUp(row) } as const
    note(row.sha256, use, row.size_bytes, [])
  }
  for (const row of await references(db)) {
    const use = { kind: 'reference', ownerId: row.owner_id } as const
    note(row.sha256, use, row.size_bytes, referenceSizes)
  }
  for await (const row of requests(db)) {
    for (const sha256 of blobsOfRequest(row.request_json)) {
      note(sha256, { kind: 'request', taskId: row.task_id }, null, [])
    }
  }
  for (const blob of named.values()) {
    // The archive has asked the gateway to the end of its patience.
    if (blob.uses.every((use) => 'isGivenUp' in use && use.isGivenUp)) blob.isGone = true
  }
  return named
}

function isGivenUp({ state_json }: { state_json: string }): boolean {
  const state = JSON.parse(state_json) as TaskState
  return state.name === 'done' && state.archive === 'gone'
}

async function goneBlobs(db: Db): Promise<ReadonlySet<Sha256>> {
  const given: ProofFinding = 'gone'
  const rows = await db.selectFrom('proof').select('sha256').where('finding', '=', given).execute()
  return new Set(rows.map((row) => row.sha256))
}

/** Every row, in the order of its id, a part at a time. */
async function* parts<Row extends { id: string }>(
  read: (after: string) => Promise<readonly Row[]>,
): AsyncGenerator<Row> {
  for (let after = ''; ;) {
    const rows = await read(after)
    yield* rows
    const last = rows.at(-1)
    if (last === undefined || rows.length < atOnce) return
    after = last.id
    await new Promise((resolve) => setImmediate(resolve))
  }
}

const pictures = (db: Db) =>
  parts((after) =>
    db
      .selectFrom('picture')
      .innerJoin('task', 'task.id', 'picture.task_id')
      .select([
        'picture.id',
        'picture.task_id',
        'picture.sha256',
        'picture.size_bytes',
        'picture.pasted_json',
        'task.state_json',
      ])
      .where('picture.id', '>', after)
      .orderBy('picture.id')
      .limit(atOnce)
      .execute(),
  )

const films = (db: Db) =>
  parts((after) =>
    db
      .selectFrom('video')
      .innerJoin('task', 'task.id', 'video.task_id')
      .select(['video.id', 'video.task_id', 'video.sha256', 'video.size_bytes', 'task.state_json'])
      .where('video.id', '>', after)
      .orderBy('video.id')
      .limit(atOnce)
      .execute(),
  )

const references = (db: Db) =>
  db.selectFrom('reference').select(['owner_id', 'sha256', 'size_bytes']).execute()

const requests = (db: Db) =>
  parts((after) =>
    db
      .selectFrom('intent')
      .select(['id', 'task_id', 'request_json'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(atOnce)
      .execute(),
  )
