import 'server-only'
/**
 * An export as a stream of bytes. Nothing is held: rows come a page at a time, files piece by piece as the reader takes
 * them, and library.json, which is last because it tells what is really there, waits in a file of its own.
 */
import { open, mkdtemp, rm, type FileHandle } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { allCollections, allReferences, allSearches, framesInCollection } from '@/lib/db/exchange'
import { referencesOf } from '@/lib/db/references'
import type { ReferenceRow } from '@/lib/db/schema'
import { cutId } from './exchange-ids'
import {
  type CollectionRecord,
  libraryFormat,
  libraryVersion,
  type ReferenceRecord,
  type SearchRecord,
  type Section,
} from './exchange-record'
import { type ExportFile, filesOfTask, newNames, referenceFile } from './export-files'
import type { ExportScope } from './export-scope'
import { leavingTasks, recordOf } from './export-tasks'
import { zipStream } from './export-zip'
import type { Viewer } from './viewer'
import type { StudioParts } from './studio-parts'

type Parts = Pick<StudioParts, 'db' | 'blobs'>

const tasksAtOnce = 100

/** The ZIP of a scope. Cancelling it stops the reading at once. */
export function exportStream(
  parts: Parts,
  viewer: Viewer,
  scope: ExportScope,
): ReadableStream<Uint8Array> {
  return zipStream(exportFiles(parts, viewer, scope))
}

async function* exportFiles(
  parts: Parts,
  viewer: Viewer,
  scope: ExportScope,
): AsyncGenerator<ExportFile> {
  const folder = await mkdtemp(join(tmpdir(), 'safelight-export-'))
  const file = await open(join(folder, 'library.json'), 'w+', 0o600)
  try {
    const json = writeLibraryJson(file)
    const left: Left = { frames: new Map(), references: new Set() }
    await json.begin('tasks')
    yield* taskFiles(parts, viewer, scope, { json, left })
    await json.begin('references')
    yield* referenceFiles(parts, viewer, scope, { json, left })
    await json.begin('collections')
    for (const one of await leavingCollections(parts, viewer, scope, left)) await json.add(one)
    await json.begin('searches')
    const searches = scope.isWhole ? await allSearches(parts.db, viewer.ownerId) : []
    for (const { id, name, query, created_at: createdAt } of searches) {
      await json.add({ id, name, query, createdAt } satisfies SearchRecord)
    }
    await json.end()
    const bytes = file.createReadStream({ start: 0, autoClose: false })
    yield { name: 'library.json', at: Date.now(), bytes }
  } finally {
    await file.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** What has left so far: frames with the ids that they have on the other side, references that tasks named. */
type Left = { frames: Map<string, string>; references: Set<string> }
type Book = { json: JsonWriter; left: Left }

async function* taskFiles(
  parts: Parts,
  viewer: Viewer,
  scope: ExportScope,
  { json, left }: Book,
): AsyncGenerator<ExportFile> {
  const names = newNames()
  for (let at = 0; at < scope.taskIds.length; at += tasksAtOnce) {
    const page = scope.taskIds.slice(at, at + tasksAtOnce)
    for (const task of await leavingTasks(parts.db, viewer.ownerId, page, scope)) {
      const record = recordOf(task, yield* filesOfTask(parts, task, names))
      await json.add(record)
      for (const id of record.references) left.references.add(id)
      for (const { picture, frames, isCut } of task.pictures) {
        for (const { id, quadrant } of frames) {
          left.frames.set(id, isCut ? cutId(picture.id, quadrant ?? 1) : id)
        }
      }
    }
  }
}

async function* referenceFiles(
  parts: Parts,
  viewer: Viewer,
  scope: ExportScope,
  { json, left }: Book,
): AsyncGenerator<ExportFile> {
  const rows = scope.isWhole
    ? await allReferences(parts.db, viewer.ownerId)
    : await referencesOf(parts.db, viewer.ownerId, [...left.references])
  const byBirth = (a: ReferenceRow, b: ReferenceRow) =>
    a.created_at - b.created_at || (a.sha256 < b.sha256 ? -1 : 1)
  for (const row of rows.toSorted(byBirth)) {
    const file = yield* referenceFile(parts.blobs, row)
    await json.add({
      file,
      sha256: row.sha256,
      sizeBytes: row.size_bytes,
      type: row.type as ReferenceRecord['type'],
      width: row.width,
      height: row.height,
      createdAt: row.created_at,
      usedAt: row.used_at,
    } satisfies ReferenceRecord)
  }
}

/** Collections as far as their frames leave, in their own order. */
async function leavingCollections(
  parts: Parts,
  viewer: Viewer,
  scope: ExportScope,
  left: Left,
): Promise<readonly CollectionRecord[]> {
  const records: CollectionRecord[] = []
  for (const { id, name, created_at: createdAt } of await allCollections(
    parts.db,
    viewer.ownerId,
  )) {
    const frames = (await framesInCollection(parts.db, id)).flatMap((one) => {
      const leavingId = left.frames.get(one.frame_id)
      return leavingId === undefined ? [] : [{ id: leavingId, addedAt: one.added_at }]
    })
    if (frames.length > 0 || scope.isWhole) records.push({ id, name, createdAt, frames })
  }
  return records
}

type JsonWriter = {
  begin(section: Section): Promise<void>
  add(record: object): Promise<void>
  end(): Promise<void>
}

/** See [Note: library.json is read a line at a time]. */
function writeLibraryJson(file: FileHandle): JsonWriter {
  let isFirst = true
  let isOpen = false
  const write = (text: string) => file.write(text).then(() => undefined)
  return {
    async begin(section) {
      const head = isOpen ? '\n],' : `{"format":"${libraryFormat}","version":${libraryVersion},`
      await write(`${head}\n"${section}":[`)
      isOpen = true
      isFirst = true
    },
    async add(record) {
      await write(`${isFirst ? '' : ','}\n${JSON.stringify(record)}`)
      isFirst = false
    },
    end: () => write('\n]\n}\n'),
  }
}
