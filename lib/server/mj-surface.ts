import 'server-only'
/**
 * The studio as a gateway: `/mj/*` and `/{mode}/mj/*` in the shape of Plus, whatever is behind it. Every submit
 * goes through the ledger like any other.
 */
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { whyUnsupported } from '@/lib/gateway/unsupported'
import { parseButton } from '@/lib/mj/buttons'
import { type Capabilities, lackOf } from '@/lib/mj/capabilities'
import { StudioError } from '@/lib/mj/errors'
import type { StudioSubmission } from '@/lib/mj/submission'
import { readSyntheticButton } from '@/lib/mj/synthetic-buttons'
import type { Speed, Task } from '@/lib/mj/task'
import { type MjReply, submitReply, succeeded } from './mj-reply'
import {
  idsSchema,
  type MjSubmitName,
  mjSubmitNames,
  modalSchema,
  readSubmission,
  withoutNulls,
} from './mj-request'
import { encodeMjTask } from './mj-task'
import type { Studio } from './studio'
import type { Viewer } from './viewer'
import { idSchema, pictureBodyMax } from './submission-schema'

/** Longer than the studio waits for the gateway's own answer (90 s), shorter than most clients wait for ours. */
const answerTimeoutMs = 95_000

const modes: Readonly<Record<string, Speed>> = {
  'mj-fast': 'fast',
  'mj-relax': 'relax',
  'mj-turbo': 'turbo',
  fast: 'fast',
  relax: 'relax',
  turbo: 'turbo',
}

export type MjCall = {
  studio: Studio
  viewer: Viewer
  method: string
  /** What follows `/mj/`, in pieces. */
  path: readonly string[]
  /** The word before `/mj/`, or null. */
  mode: string | null
  body: unknown
  /** The studio's own, for the addresses of pictures. */
  origin: string
}

type Endpoint = { method: 'GET' | 'POST'; answer: (call: MjCall) => Promise<unknown> }

const notHere = () => new StudioError('not-found', 'There is no such endpoint.')

/** The endpoint of a path, or undefined. Ids in paths are checked where they are used. */
function endpointOf(path: readonly string[]): Endpoint | undefined {
  const [area, second, third] = path
  if (path.length === 2 && area === 'submit' && second !== undefined) {
    if (second === 'modal') return { method: 'POST', answer: confirmModal }
    const name = mjSubmitNames.find((known) => known === second && known !== 'swap')
    return name && { method: 'POST', answer: (call) => submit(call, name) }
  }
  if (path.length === 2 && area === 'insight-face' && second === 'swap') {
    return { method: 'POST', answer: (call) => submit(call, 'swap') }
  }
  if (path.length === 2 && area === 'task' && second === 'list-by-condition') {
    return { method: 'POST', answer: listTasks }
  }
  if (path.length === 3 && area === 'task') return taskEndpoints.get(third ?? '')
  return undefined
}

const taskEndpoints: ReadonlyMap<string, Endpoint> = new Map<string, Endpoint>([
  ['fetch', { method: 'GET', answer: fetchTask }],
  ['image-seed', { method: 'GET', answer: readSeed }],
  ['cancel', { method: 'POST', answer: cancelTask }],
])

/** Bytes that a body under this path may have. */
export function mjBodyMax(path: readonly string[]): number {
  return path[0] === 'task' ? 64 * 1024 : pictureBodyMax
}

/** Methods that a path takes, for `Allow`; empty where there is nothing. */
export function mjAllowed(path: readonly string[], mode: string | null): readonly string[] {
  const endpoint = isMode(mode) ? endpointOf(path) : undefined
  if (endpoint === undefined) return []
  return endpoint.method === 'GET' ? ['GET', 'HEAD'] : ['POST']
}

function isMode(mode: string | null): boolean {
  return mode === null || Object.hasOwn(modes, mode)
}

/**
 * Answers one call. Throws `not-found` for an unknown path, `method-not-allowed` for a wrong method, `bad-request`
 * with a sentence for a missing field, and whatever the studio throws.
 */
export async function answerMj(call: MjCall): Promise<unknown> {
  const endpoint = isMode(call.mode) ? endpointOf(call.path) : undefined
  if (endpoint === undefined) throw notHere()
  const method = call.method === 'HEAD' ? 'GET' : call.method
  if (endpoint.method !== method) {
    throw new StudioError('method-not-allowed', `This endpoint takes ${endpoint.method}.`)
  }
  try {
    return await endpoint.answer(call)
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error
    const sentence = error.issues[0]?.message ?? 'The request is not valid.'
    throw new StudioError('bad-request', sentence, { cause: error })
  }
}

async function submit(call: MjCall, name: MjSubmitName): Promise<MjReply> {
  const speed = call.mode === null ? null : (modes[call.mode] ?? null)
  const { studio, viewer } = call
  const submission = await fitted(call, readSubmission(name, call.body, speed))
  // Other tools make no client keys: each of their requests is a click of its own.
  const [task] = await studio.submit(viewer, [{ clientKey: randomUUID(), submission }])
  return submitReply(await studio.answered(viewer, task!.id, answerTimeoutMs))
}

/**
 * The submission as the gateway that will get it can take it. What it lacks is said at once, and leaves no task
 * behind. Throws `bad-request` with the reason.
 */
async function fitted(
  { studio, viewer }: MjCall,
  submission: StudioSubmission,
): Promise<StudioSubmission> {
  const parent = 'taskId' in submission ? await studio.task(viewer, submission.taskId) : null
  const gateways = studio.connected()
  const gateway = parent ? gateways.find(({ id }) => id === parent.gateway.id) : gateways[0]
  // Whose gateway is gone is for the ledger to say.
  if (gateway === undefined) return submission
  const asked = parent === null ? submission : asPressed(gateway.capabilities, submission, parent)
  const obstacle = whyUnsupported(gateway.capabilities, asked)
  if (obstacle === null) return asked
  throw new StudioError('bad-request', `Not supported: ${obstacle}.`)
}

/**
 * A change is the press of a button where the task has one of that meaning: newer gateways have no change any more,
 * and that of Plus cannot reroll (gateways.md 1.1, 1.2). A button of our own making stays a change.
 */
function asPressed(
  capabilities: Capabilities,
  submission: StudioSubmission,
  parent: Task,
): StudioSubmission {
  if (submission.verb !== 'change') return submission
  const { action, index, verb: _, ...rest } = submission
  const button = parent.buttons.find((one) => {
    const meaning = parseButton(one)
    if (action === 'REROLL') return meaning.kind === 'reroll'
    const kind = action === 'UPSCALE' ? 'upscale' : 'variation'
    return meaning.kind === kind && meaning.index === index
  })
  if (button === undefined || readSyntheticButton(button.customId)) return submission
  const pressed = { ...rest, verb: 'action', customId: button.customId } as const
  return lackOf(capabilities, pressed) === null ? pressed : submission
}

async function confirmModal({ studio, viewer, body }: MjCall): Promise<MjReply> {
  const { taskId, prompt, maskBase64 } = modalSchema.parse(withoutNulls(body))
  const task = await studio.task(viewer, taskId)
  const shown = task.state.name === 'window' ? task.state.prompt : ''
  // Plus falls back to the window's own prompt when none is given (gateways.md 2.3).
  const answer = { prompt: prompt.trim() === '' ? shown : prompt, maskBase64 }
  await studio.confirmWindow(viewer, taskId, randomUUID(), answer)
  return submitReply(await studio.answered(viewer, taskId, answerTimeoutMs))
}

/**
 * An id that is not ours is 404 with code 3. Plus answers 200 with an empty body (gateways.md 1.3), which nobody
 * can tell from a proxy that lost the answer; every client that copes with that also copes with a code.
 */
async function fetchTask({ studio, viewer, path, origin }: MjCall): Promise<unknown> {
  return encodeMjTask(await studio.task(viewer, taskIdOf(path)), origin)
}

async function listTasks({ studio, viewer, body, origin }: MjCall): Promise<unknown> {
  const { ids } = idsSchema.parse(withoutNulls(body) ?? {})
  const known = ids.filter((id) => idSchema.safeParse(id).success).slice(0, 200)
  const tasks = known.length === 0 ? [] : await studio.tasks(viewer, known)
  return tasks.map((task) => encodeMjTask(task, origin))
}

async function readSeed({ studio, viewer, path }: MjCall): Promise<MjReply> {
  return succeeded(await studio.seed(viewer, taskIdOf(path)))
}

async function cancelTask({ studio, viewer, path }: MjCall): Promise<MjReply> {
  const task = await studio.cancel(viewer, taskIdOf(path))
  return succeeded(task.id)
}

function taskIdOf(path: readonly string[]): string {
  const parsed = idSchema.safeParse(path[1])
  if (!parsed.success) throw new StudioError('not-found', 'There is no such task.')
  return parsed.data
}
