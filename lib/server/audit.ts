import 'server-only'
/** What is written into the audit, in the transaction of what it tells, and how it is read again. */
import { type AuditLine, auditLines, insertAudit } from '@/lib/db/audit'
import { viaOfIntent } from '@/lib/db/intents'
import type { AttemptRow, Db, TaskRow } from '@/lib/db/schema'
import { StudioError } from '@/lib/mj/errors'
import type { AuditEntry, AuditKind, AuditPage } from '@/lib/mj/members'
import { type Verb, verbs } from '@/lib/mj/task'
import type { Viewer } from './viewer'

/** Of no use to anybody longer than this; names and reasons are shorter. */
const longestDetail = 200

type Told = {
  kind: AuditKind
  memberId: string
  via?: string | null
  verb?: string | null
  attempt?: number | null
  taskId?: string | null
  gatewayName?: string | null
  detail?: string
}

/** `detail` must neither be a prompt nor a key: a name, a reason by its own word. */
export async function note(db: Db, at: number, told: Told): Promise<void> {
  await insertAudit(db, {
    at,
    kind: told.kind,
    member_id: told.memberId,
    via: told.via ?? null,
    verb: told.verb ?? null,
    attempt: told.attempt ?? null,
    task_id: told.taskId ?? null,
    gateway_name: told.gatewayName ?? null,
    detail: (told.detail ?? '').slice(0, longestDetail),
  })
}

type Outcome = Extract<AuditKind, 'submit' | 'accepted' | 'refused' | 'unclear' | 'withdrawn'>

/** What somebody asked for with an attempt, or what came of it. */
export async function noteAttempt(
  db: Db,
  at: number,
  kind: Outcome,
  of: { attempt: AttemptRow; task: TaskRow; detail?: string },
): Promise<void> {
  const { attempt, task, detail = '' } = of
  await note(db, at, {
    kind,
    memberId: task.owner_id,
    via: await viaOfIntent(db, attempt.intent_id),
    verb: attempt.verb,
    attempt: attempt.n,
    taskId: task.id,
    gatewayName: task.gateway_name,
    detail,
  })
}

/** Newest first. Everybody reads their own lines, the owner everybody's. Throws `forbidden`. */
export async function readAudit(
  db: Db,
  viewer: Viewer,
  query: { before?: string | undefined; member?: string | undefined; limit: number },
): Promise<AuditPage> {
  const isOwner = viewer.role === 'owner'
  const memberId = query.member ?? (isOwner ? null : viewer.ownerId)
  if (!isOwner && memberId !== viewer.ownerId) {
    throw new StudioError('forbidden', 'What others have done is for the owner of the studio.')
  }
  const before = query.before === undefined ? null : Number(query.before)
  const lines = await auditLines(db, { before, memberId, limit: query.limit + 1 })
  const page = lines.slice(0, query.limit)
  const next = lines.length > query.limit ? String(page.at(-1)!.n) : null
  return { entries: page.map(entryOf), next }
}

function entryOf(line: AuditLine): AuditEntry {
  return {
    id: String(line.n),
    at: line.at,
    kind: line.kind,
    memberId: line.member_id,
    memberName: line.member_name ?? line.member_id,
    via: line.via,
    verb: isVerb(line.verb) ? line.verb : null,
    attempt: line.attempt,
    taskId: line.task_id,
    gatewayName: line.gateway_name,
    detail: line.detail,
  }
}

function isVerb(text: string | null): text is Verb {
  return (verbs as readonly (string | null)[]).includes(text)
}
