import 'server-only'
/**
 * A gateway whose every answer a test decides. Left alone it accepts submits, numbers its tasks and shows them
 * waiting; it counts what it was asked and when.
 */
import sharp from 'sharp'
import type { ReadOutcome } from '@/lib/gateway/dialect'
import { allCapabilities, type Capabilities } from '@/lib/mj/capabilities'
import { sniffFilmType } from '@/lib/gateway/film-type'
import type { Gateway, ListOutcome } from '@/lib/gateway/gateway'
import type { Submission, SubmitOutcome } from '@/lib/mj/submission'
import type { Button, TaskReport } from '@/lib/mj/task'

export type Sent = { at: number; submission: Submission; state: string }

export type ScriptedGateway = Gateway & {
  sent: Sent[]
  /** Moments of every read: lists, single looks, lists by state. */
  reads: number[]
  /** Ids asked for by the latest list or look. */
  asked: readonly string[]
  tasks: Map<string, TaskReport>
  /** The next answers to submits, then the usual ones. A function may answer late, or after taking the task. */
  answers: (SubmitOutcome | ((sent: Sent) => SubmitOutcome | Promise<SubmitOutcome>))[]
  /** Replaces the answer to every read while it is set. */
  readFault: { type: 'unreadable'; detail: string; retryAfterMs: number | null } | null
  pictures: Map<string, Uint8Array | Error>
  /** Takes a submit as the usual answer does, and tells the id. */
  take(sent: Sent): string
  report(id: string, change: Partial<TaskReport>): void
}

export const blankReport: TaskReport = {
  id: '',
  action: 'IMAGINE',
  status: 'SUBMITTED',
  prompt: '',
  promptEn: '',
  finalPrompt: '',
  description: '',
  state: '',
  progress: null,
  failReason: '',
  submitTime: null,
  startTime: null,
  finishTime: null,
  imageUrl: null,
  imageUrls: [],
  videoUrls: [],
  thumbnails: {},
  buttons: [],
  seed: null,
}

export const gridButtons: readonly Button[] = [1, 2, 3, 4].flatMap((n) => [
  { customId: `MJ::JOB::upsample::${n}::job`, label: `U${n}`, emoji: '', style: 2 },
  { customId: `MJ::JOB::variation::${n}::job`, label: `V${n}`, emoji: '', style: 2 },
])

export function scriptedGateway(
  now: () => number,
  capabilities: Partial<Capabilities> = {},
  id = 'scripted',
): ScriptedGateway {
  let count = 0
  const gateway: ScriptedGateway = {
    id,
    name: 'Scripted gateway',
    isDemo: false,
    capabilities: { ...allCapabilities, ...capabilities },
    sent: [],
    reads: [],
    asked: [],
    tasks: new Map(),
    answers: [],
    readFault: null,
    pictures: new Map(),
    take(sent) {
      const { submission } = sent
      const taskId = submission.verb === 'modal' ? submission.taskId : `gw${(count += 1)}`
      gateway.report(taskId, { state: sent.state, status: 'SUBMITTED' })
      return taskId
    },
    report(taskId, change) {
      const before = gateway.tasks.get(taskId) ?? { ...blankReport, id: taskId }
      gateway.tasks.set(taskId, { ...before, ...change })
    },
    async submit(submission, state) {
      const sent = { at: now(), submission, state }
      gateway.sent.push(sent)
      const answer = gateway.answers.shift()
      if (typeof answer === 'function') return answer(sent)
      if (answer !== undefined) return answer
      return { type: 'accepted', taskId: gateway.take(sent), description: '', ahead: null }
    },
    async fetch(taskId): Promise<ReadOutcome> {
      gateway.reads.push(now())
      gateway.asked = [taskId]
      if (gateway.readFault) return gateway.readFault
      const report = gateway.tasks.get(taskId)
      return report ? { type: 'found', report } : { type: 'absent' }
    },
    async list(taskIds): Promise<ListOutcome> {
      gateway.reads.push(now())
      gateway.asked = taskIds
      if (gateway.readFault) return gateway.readFault
      return { type: 'listed', reports: taskIds.flatMap((one) => gateway.tasks.get(one) ?? []) }
    },
    async listRecent(): Promise<ListOutcome> {
      gateway.reads.push(now())
      if (gateway.readFault) return gateway.readFault
      return { type: 'listed', reports: [...gateway.tasks.values()] }
    },
    seed: async () => ({ type: 'seed', seed: '636646138' }),
    async cancel(taskId) {
      gateway.report(taskId, { status: 'CANCEL' })
      return { type: 'cancelled' }
    },
    async readPicture(url) {
      const picture = gateway.pictures.get(url)
      if (picture instanceof Error) throw picture
      return { bytes: picture ?? (await plainPicture()), type: 'image/png' }
    },
    async readResult(url, keepFilm) {
      const { bytes } = await gateway.readPicture(url)
      const type = sniffFilmType(bytes)
      if (type === undefined) return { kind: 'picture', bytes, type: 'image/png' }
      return { kind: 'film', type, kept: await keepFilm({ type, chunks: inPieces(bytes) }) }
    },
  }
  return gateway
}

async function* inPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000)
}

export async function plainPicture(width = 64, height = 64, color = '#345'): Promise<Uint8Array> {
  const create = { width, height, channels: 3 as const, background: color }
  return sharp({ create }).png().toBuffer()
}

export async function plainPictureUrl(width = 64, height = 64, color = '#345'): Promise<string> {
  const bytes = await plainPicture(width, height, color)
  return `data:image/png;base64,${Buffer.from(bytes).toString('base64')}`
}
