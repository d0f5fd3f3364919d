import 'server-only'
/** The whole audit as a table for other programs, written while it is read. */
import type { Db } from '@/lib/db/schema'
import type { AuditEntry } from '@/lib/mj/members'
import { readAudit } from './audit'
import type { Viewer } from './viewer'

const columns = [
  'number',
  'time',
  'kind',
  'member',
  'member id',
  'token',
  'verb',
  'attempt',
  'task',
  'gateway',
  'detail',
] as const

const linesAtOnce = 1000

/** Newest first, UTF-8 with the mark by which spreadsheets know it, lines ended as RFC 4180 wants. */
export function auditCsv(db: Db, viewer: Viewer): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let before: string | undefined
  let isBegun = false
  return new ReadableStream({
    async pull(controller) {
      if (!isBegun) {
        isBegun = true
        controller.enqueue(encoder.encode(`\uFEFF${csvLine(columns)}`))
      }
      const { entries, next } = await readAudit(db, viewer, { before, limit: linesAtOnce })
      controller.enqueue(encoder.encode(entries.map((entry) => csvLine(fieldsOf(entry))).join('')))
      if (next === null) controller.close()
      else before = next
    },
  })
}

function fieldsOf(entry: AuditEntry): readonly (string | null)[] {
  return [
    entry.id,
    new Date(entry.at).toISOString(),
    entry.kind,
    entry.memberName,
    entry.memberId,
    entry.via,
    entry.verb,
    entry.attempt === null ? null : String(entry.attempt),
    entry.taskId,
    entry.gatewayName,
    entry.detail,
  ]
}

/** A field that a spreadsheet would take for a formula gets an apostrophe before it: names are written by people. */
export function csvLine(fields: readonly (string | null)[]): string {
  const quoted = fields.map((field) => {
    const text = field ?? ''
    const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
    return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
  })
  return `${quoted.join(',')}\r\n`
}
