import 'server-only'
/**
 * Mends what verify has found. In this order: the same bytes from somewhere else; what the studio made itself, made
 * again; the gateway, asked by the archive as for any finished task. What is left is marked as gone, with the reason,
 * so that nobody waits for it and the next look does not report it as news.
 *
 * Writes rows through transactions of their own, beside a studio at work: what it changes by itself meanwhile (a task
 * that is being kept, or was given up) is left as it is.
 */
import { insertEvent } from '@/lib/db/events'
import { picturesOf } from '@/lib/db/pictures'
import { forgetProofs, recordProofs } from '@/lib/db/proofs'
import type { TaskRow } from '@/lib/db/schema'
import { findTask, moveTask } from '@/lib/db/tasks'
import { videosOf } from '@/lib/db/videos'
import { StudioError } from '@/lib/mj/errors'
import type { Blobs, Sha256 } from '@/lib/storage/blobs'
import { copyBlob } from '@/lib/storage/copy-blob'
import { addressesOf } from './archive-results'
import { makeSizes } from './images/picture'
import { stateOf } from './library-rows'
import type { BlobUse } from './named-blobs'
import { makePasted, type PasteOptions } from './paste-back'
import { type StudioParts, write } from './studio-parts'
import type { Finding, Report } from './verify'

type Parts = Pick<StudioParts, 'db' | 'blobs' | 'bell' | 'clock'>

export type Outcome =
  | { type: 'mended'; how: 'copied' | 'made again' }
  /** The archive fetches it, at once where the studio runs. */
  | { type: 'queued' }
  | { type: 'gone'; reason: string }

export type Healed = { finding: Finding; outcome: Outcome }

const fewMissing = 10

/**
 * True where so much is missing that the store itself is the likely reason: a disk that is not mounted, another
 * bucket. To heal then would fetch everything again, and give up what cannot be.
 */
export function looksUnmounted({ named, findings }: Pick<Report, 'named' | 'findings'>): boolean {
  const missing = findings.filter(({ kind }) => kind === 'missing').length
  return missing > fewMissing && missing * 2 > named
}

/** `sources`: other stores that may have the same bytes. Orphans are nobody's to heal and are passed over. */
export async function healArchive(
  parts: Parts,
  findings: readonly Finding[],
  sources: readonly Blobs[] = [],
): Promise<readonly Healed[]> {
  const healed: Healed[] = []
  for (const finding of inOrder(findings)) {
    const outcome = await heal(parts, finding, sources)
    if (outcome === null) continue
    await note(parts, finding.sha256, outcome)
    healed.push({ finding, outcome })
  }
  return healed
}

/** What was pasted back is made of other pictures, which come first. */
function inOrder(findings: readonly Finding[]): readonly Finding[] {
  const needsOthers = (finding: Finding) => finding.kind !== 'orphaned' && isPasted(finding.uses)
  return findings.toSorted((a, b) => Number(needsOthers(a)) - Number(needsOthers(b)))
}

function isPasted(uses: readonly BlobUse[]): boolean {
  return uses.some((use) => use.kind === 'picture' && use.isPasted)
}

async function heal(
  parts: Parts,
  finding: Finding,
  sources: readonly Blobs[],
): Promise<Outcome | null> {
  switch (finding.kind) {
    case 'orphaned':
      return null
    case 'underived':
      return makeDerived(parts, finding.sha256, finding.names)
    case 'gone':
      return bringBack(parts, finding, sources)
    case 'missing':
    case 'damaged':
      return (await bringBack(parts, finding, sources)) ?? askAgain(parts, finding.uses)
  }
}

/** Without asking the gateway: a person does that for what has been given up, under Settings. */
async function bringBack(
  parts: Parts,
  { sha256, uses }: { sha256: Sha256; uses: readonly BlobUse[] },
  sources: readonly Blobs[],
): Promise<Outcome | null> {
  const outcome =
    (await copyFrom(parts, sha256, sources)) ?? (await pasteAgain(parts, sha256, uses))
  if (outcome === null) return null
  const isShown = uses.some((use) => use.kind === 'picture' || use.kind === 'reference')
  if (isShown) await makeDerived(parts, sha256, ['256.webp', '512.webp', '1024.webp'])
  for (const id of tasksShowing(uses)) await markKept(parts, id)
  return outcome
}

async function makeDerived(
  parts: Parts,
  sha256: Sha256,
  names: readonly string[],
): Promise<Outcome> {
  try {
    const sizes = await makeSizes(
      (await parts.blobs.get(sha256, { verify: true })) ?? new Uint8Array(),
    )
    for (const [size, bytes] of Object.entries(sizes)) {
      const name = `${size}.webp`
      if (names.includes(name)) await parts.blobs.putDerived(sha256, name, bytes)
    }
    return { type: 'mended', how: 'made again' }
  } catch (error) {
    if (!(error instanceof StudioError) || error.kind === 'disk-full') throw error
    return { type: 'gone', reason: error.message }
  }
}

async function copyFrom(
  parts: Parts,
  sha256: Sha256,
  sources: readonly Blobs[],
): Promise<Outcome | null> {
  for (const source of sources) {
    const verdict = await copyBlob(source, parts.blobs, sha256)
    if (verdict === 'sound') return { type: 'mended', how: 'copied' }
  }
  return null
}

async function pasteAgain(
  parts: Parts,
  sha256: Sha256,
  uses: readonly BlobUse[],
): Promise<Outcome | null> {
  if (!isPasted(uses)) return null
  const row = await parts.db
    .selectFrom('picture')
    .select(['task_id', 'pasted_json'])
    .where('sha256', '=', sha256)
    .where('pasted_json', 'is not', null)
    .executeTakeFirst()
  const task = row && (await findTask(parts.db, row.task_id))
  if (!row?.pasted_json || !task) return null
  try {
    const options = JSON.parse(row.pasted_json) as PasteOptions
    const stored = await parts.blobs.put(await makePasted(parts, task, options))
    if (stored.sha256 !== sha256) return null
    return { type: 'mended', how: 'made again' }
  } catch (error) {
    // What it is made of is missing itself.
    if (error instanceof StudioError && error.kind !== 'disk-full') return null
    throw error
  }
}

/** Hands every task that shows it back to the archive; one that can be asked for is enough for all. */
async function askAgain(parts: Parts, uses: readonly BlobUse[]): Promise<Outcome> {
  const taskIds = tasksShowing(uses)
  let isQueued = false
  for (const id of taskIds) {
    const task = await findTask(parts.db, id)
    if (task && canBeAskedFor(task)) isQueued = (await queue(parts, id)) || isQueued
  }
  if (isQueued) return { type: 'queued' }
  const reason = reasonFor(uses)
  for (const id of taskIds) await markGone(parts, id, reason)
  return { type: 'gone', reason }
}

/** Tasks that have it as a result of their gateway. */
function tasksShowing(uses: readonly BlobUse[]): readonly string[] {
  const ids = uses.flatMap((use) =>
    use.kind === 'film' || (use.kind === 'picture' && !use.isPasted) ? [use.taskId] : [],
  )
  return [...new Set(ids)]
}

function canBeAskedFor(task: TaskRow): boolean {
  const { pictures, films } = addressesOf(task)
  return task.gateway_task_id !== null || pictures.length + films.length > 0
}

function reasonFor(uses: readonly BlobUse[]): string {
  const kinds = new Set(uses.map((use) => use.kind))
  if (isPasted(uses)) return 'the file is missing, and what it was made of is missing too'
  if (kinds.has('picture') || kinds.has('film')) {
    return 'the file is missing, and the gateway has no address for it'
  }
  if (kinds.has('reference')) return 'the file is missing; add the picture again to use it'
  return 'the file is missing; it was sent with a request, and nobody else has it'
}

/** True when the archive has it in hand, whoever put it there. */
async function queue(parts: Parts, taskId: string): Promise<boolean> {
  return write(parts, async (db) => {
    const task = await findTask(db, taskId)
    const state = task && stateOf(task)
    if (!task || state?.name !== 'done') return false
    if (state.archive === 'keeping') return true
    const now = parts.clock.now()
    const keeping = { name: 'done', archive: 'keeping', detail: '' } as const
    // Due at once by anybody's clock: the studio may run on another machine.
    const change = { archive_next_at: 0, archive_since: now, archive_tries: 0 }
    await moveTask(db, task, keeping, change)
    await insertEvent(db, taskId, { at: now, kind: 'not kept', detail: 'the file was not sound' })
    return true
  })
}

async function markGone(parts: Parts, taskId: string, detail: string): Promise<void> {
  await write(parts, async (db) => {
    const task = await findTask(db, taskId)
    const state = task && stateOf(task)
    if (!task || state?.name !== 'done' || state.archive !== 'kept') return
    await moveTask(db, task, { name: 'done', archive: 'gone', detail }, { archive_next_at: null })
    await insertEvent(db, taskId, { at: parts.clock.now(), kind: 'gone', detail })
  })
}

/** One that was given up, and all of whose files are there again. */
async function markKept(parts: Parts, taskId: string): Promise<void> {
  const pictures = await picturesOf(parts.db, [taskId])
  const videos = await videosOf(parts.db, [taskId])
  for (const { sha256 } of [...pictures, ...videos]) {
    if ((await parts.blobs.stat(sha256)) === undefined) return
  }
  await write(parts, async (db) => {
    const task = await findTask(db, taskId)
    const state = task && stateOf(task)
    if (!task || state?.name !== 'done' || state.archive !== 'gone') return
    await moveTask(db, task, { name: 'done', archive: 'kept', detail: '' })
    await insertEvent(db, taskId, { at: parts.clock.now(), kind: 'kept', detail: 'brought back' })
  })
}

async function note(parts: Parts, sha256: Sha256, outcome: Outcome): Promise<void> {
  // What is on its way is read first when it has come.
  if (outcome.type === 'queued') return forgetProofs(parts.db, [sha256])
  const finding = outcome.type === 'gone' ? 'gone' : ''
  await recordProofs(parts.db, [{ sha256, verified_at: parts.clock.now(), finding }])
}
