import 'server-only'
/**
 * What one look means for a task. Pure. [Note: Terminal states win] A look counts if it began after the last one
 * that counted, or if it ends the task: answers may overtake each other, but no ending is missed. After an ending
 * only a SUCCESS is believed, since gateways are known to give up on tasks whose picture then arrives.
 */
import { createHash } from 'node:crypto'
import type { TaskChange, TaskRow } from '@/lib/db/schema'
import { failureReason } from '@/lib/gateway/failures'
import { isTerminalStatus, previewPath, type TaskReport, type TaskState } from '@/lib/mj/task'
import { stateOf } from './library-rows'

export type Observation =
  /** An old answer, or nothing to be learnt. */
  | { type: 'nothing' }
  /** Nothing a screen would show, but the look counts. */
  | { type: 'same' }
  | { type: 'window'; change: TaskChange }
  | { type: 'moved'; state: TaskState; change: TaskChange }

export function observe(row: TaskRow, report: TaskReport, poll: number, now: number): Observation {
  const state = stateOf(row)
  const isEnding = isTerminalStatus(report.status)
  const isOver = ['done', 'failed', 'cancelled', 'refused', 'not-sent'].includes(state.name)
  if (state.name === 'done') return { type: 'nothing' }
  if (isOver && report.status !== 'SUCCESS') return { type: 'nothing' }
  if (poll <= row.applied_poll && !isEnding) return { type: 'nothing' }
  const change = facts(row, report, poll, now)
  if (report.status === 'MODAL' && row.modal_sent === 0) return { type: 'window', change }
  // An unclear modal: as long as the window stands open, nothing proves that it was taken.
  if (report.status === 'MODAL' && state.name === 'unclear') return { type: 'same' }
  const isNews = change.changed_at !== row.changed_at
  const next = stateAfter(row, state, report, isNews)
  if (next.name === 'done' && next.archive === 'keeping') {
    Object.assign(change, { archive_next_at: now, archive_since: now, archive_tries: 0 })
  }
  if (isEnding) Object.assign(change, ending(row, next, report, now))
  return isSame(row, next, change) ? { type: 'same' } : { type: 'moved', state: next, change }
}

function facts(row: TaskRow, report: TaskReport, poll: number, now: number): TaskChange {
  const said = {
    gateway_status: report.status,
    progress: farthest(row.progress, report.progress),
    action: report.action || row.action,
    prompt_en: report.promptEn || row.prompt_en,
    final_prompt: report.finalPrompt || row.final_prompt,
    buttons_json: JSON.stringify(report.buttons),
    text: textOf(row, report),
    seed: report.seed ?? row.seed,
    image_url: report.imageUrl,
    image_urls_json: JSON.stringify(report.imageUrls),
    video_urls_json: JSON.stringify(report.videoUrls),
    thumbnails_json: JSON.stringify(report.thumbnails),
  }
  const isNews = Object.entries(said).some(
    ([key, value]) => key !== 'image_url' && row[key as keyof TaskRow] !== value,
  )
  const isStarted = report.status === 'IN_PROGRESS' || report.status === 'SUCCESS'
  return {
    ...said,
    started_at: row.started_at ?? (isStarted ? startedAt(row, report, now) : null),
    applied_poll: Math.max(row.applied_poll, poll),
    changed_at: isNews ? now : row.changed_at,
    misses: 0,
    missing_since: null,
  }
}

/** Describe and shorten answer in words (gateways.md 3.4): finalPrompt where there is one, else the description. */
function textOf(row: TaskRow, report: TaskReport): string {
  const isWordy =
    ['describe', 'shorten'].includes(row.kind) || /^(DESCRIBE|SHORTEN)$/.test(report.action)
  if (!isWordy || report.status !== 'SUCCESS') return row.text
  return report.finalPrompt || report.description || row.text
}

function stateAfter(
  row: TaskRow,
  state: TaskState,
  report: TaskReport,
  isNews: boolean,
): TaskState {
  const isStalled = state.name === 'running' && state.stalled && !isNews
  switch (report.status) {
    case 'SUCCESS':
      return success(row, report)
    case 'FAILURE':
      return {
        name: 'failed',
        reason: failureReason(report.failReason),
        detail: report.failReason.slice(0, 500),
      }
    case 'CANCEL':
      return { name: 'cancelled' }
    case 'IN_PROGRESS':
      return running(row, report, isStalled)
    default:
      // Some gateways fall back to SUBMITTED for a moment; what has begun stays begun.
      return state.name === 'running' ? running(row, report, isStalled) : { name: 'waiting' }
  }
}

function success(row: TaskRow, report: TaskReport): TaskState {
  const { imageUrl, imageUrls, videoUrls } = report
  if (imageUrl !== null || imageUrls.length > 0 || videoUrls.length > 0)
    return { name: 'done', archive: 'keeping', detail: '' }
  if (textOf(row, report) !== '') return { name: 'done', archive: 'kept', detail: '' }
  return { name: 'done', archive: 'gone', detail: 'the gateway finished without a picture' }
}

function running(row: TaskRow, report: TaskReport, stalled: boolean): TaskState {
  const progress = farthest(row.progress, report.progress)
  const preview =
    report.imageUrl === null ? null : previewPath(row.id, previewVersion(report.imageUrl, progress))
  return { name: 'running', progress, preview, stalled }
}

/** new-api puts another `rand` behind the same picture at every look (gateways.md 6): it is no new version. */
export function previewVersion(url: string, progress: number | null): string {
  const stable = url.replace(/([?&])rand=\d+&?/, '$1')
  return createHash('sha256').update(`${stable} ${progress}`).digest('hex').slice(0, 12)
}

function farthest(before: number | null, said: number | null): number | null {
  if (said === null || before === null) return said ?? before
  return Math.max(before, said)
}

/**
 * The gateway's own two times are finer than our looks, where they agree with what we saw; where they are far from
 * it, it is ours that count, since ours are what the next look is planned by.
 */
function duration(acceptedAt: number, report: TaskReport, now: number): number {
  const seen = now - acceptedAt
  if (report.submitTime === null || report.finishTime === null) return seen
  const said = report.finishTime - report.submitTime
  return said > 0 && said <= seen && seen - said < 3000 ? said : seen
}

/** When it ended and how long it took, as finely as can be known. */
function ending(row: TaskRow, next: TaskState, report: TaskReport, now: number): TaskChange {
  if (row.accepted_at === null) return { finished_at: now }
  const took = duration(row.accepted_at, report, now)
  return { finished_at: row.accepted_at + took, duration_ms: next.name === 'done' ? took : null }
}

/** By the gateway's two times, told on our clock: a short task is often seen only when it is over. */
function startedAt(row: TaskRow, report: TaskReport, now: number): number {
  const { submitTime, startTime } = report
  if (row.accepted_at === null || submitTime === null || startTime === null) return now
  const waited = startTime - submitTime
  return waited >= 0 ? Math.min(now, row.accepted_at + waited) : now
}

const shown: readonly (keyof TaskRow)[] = [
  'action',
  'prompt_en',
  'final_prompt',
  'buttons_json',
  'text',
  'seed',
  'started_at',
]

function isSame(row: TaskRow, next: TaskState, change: TaskChange): boolean {
  if (row.state_json !== JSON.stringify(next)) return false
  return shown.every((key) => change[key as keyof TaskChange] === row[key])
}
