import 'server-only'
/**
 * Where gateways may tell us that a task has changed (gateways.md 5). They sign nothing, send in any order, twice or
 * never, and anybody can send what they send.
 *
 * [Note: A hook is a hint] So the address is the proof: it names an attempt and carries a MAC of it that only this
 * studio can make. What arrives there is never believed. All it does is bring a look at that task forward, at most
 * one in ten seconds; for a submit that is unclear, the id it names is a candidate, which counts once the gateway
 * itself shows our token under it. Whoever calls learns nothing: every answer is the same.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { findAttempt } from '@/lib/db/attempts'
import type { AttemptRow } from '@/lib/db/schema'
import { findTask } from '@/lib/db/tasks'
import { readTaskReport } from '@/lib/gateway/task-report'
import { StudioError } from '@/lib/mj/errors'
import { parseLossless } from '@/lib/mj/lossless'
import { readCapped } from './body'
import { carries } from './ledger-reconcile'
import { heal } from './ledger-outcomes'
import { type StudioParts, write } from './studio-parts'

/** `<origin>/api/hook/<attempt>.<mac>`; `key` is of this purpose only. */
export function hookAddress(origin: string, attemptId: string, key: Uint8Array): string {
  return `${origin}/api/hook/${attemptId}.${macOf(attemptId, key)}`
}

/** The attempt that a token names, or null where the token was not made with this key. */
export function readHookToken(token: string, key: Uint8Array): string | null {
  const [, attemptId, mac] = /^([a-z2-7]{26})\.([\w-]{22})$/.exec(token) ?? []
  if (attemptId === undefined || mac === undefined) return null
  const isOurs = timingSafeEqual(Buffer.from(mac), Buffer.from(macOf(attemptId, key)))
  return isOurs ? attemptId : null
}

/** 128 bits in 22 letters. */
function macOf(attemptId: string, key: Uint8Array): string {
  const mac = createHmac('sha256', key).update(attemptId).digest()
  return mac.subarray(0, 16).toString('base64url')
}

export type HookReceiver = {
  /** See [Note: A hook is a hint]. `body` is whatever came, parsed losslessly. Throws only where the database does. */
  take(token: string, body: unknown): Promise<void>
  /** Forgets the looks that were put off. */
  stop(): void
}

export function createHookReceiver(
  parts: StudioParts,
  looking: { lookNow(taskId: string): void; wake(): void },
): HookReceiver {
  const pace = createPace(parts)

  /** A submit in doubt has no task of its own at the gateway yet: perhaps this is it. */
  async function tryCandidate(attempt: AttemptRow, candidate: string): Promise<void> {
    const watch = parts.gateways.watch(attempt.gateway_id)
    if (watch === undefined || !watch.budget.take(parts.clock.now())) return
    const read = await watch.gateway.fetch(candidate)
    if (read.type !== 'found' || !carries(read.report.state, attempt.state_token)) return
    await write(parts, (db) => heal(parts, db, attempt, read.report.id))
    looking.wake()
  }

  return {
    async take(token, body) {
      const attemptId = readHookToken(token, parts.hooks.secret)
      const attempt = attemptId === null ? undefined : await findAttempt(parts.db, attemptId)
      const task = attempt && (await findTask(parts.db, attempt.task_id))
      if (attempt === undefined || task === undefined) return
      if (task.gateway_task_id !== null || attempt.status === 'SENDING') {
        if (!isUnderWay(body)) pace.run(task.id, () => looking.lookNow(task.id))
        return
      }
      const candidate = readTaskReport(body)?.id
      const isOpen = attempt.status === 'UNKNOWN' || attempt.status === 'DISMISSED'
      if (!isOpen || candidate === undefined) return
      pace.run(attempt.id, () => {
        tryCandidate(attempt, candidate).catch((error: unknown) => parts.onFault('hook', error))
      })
    },
    stop: () => pace.stop(),
  }
}

/**
 * Gateways tell every step of the progress. The usual looks show those; the one look that a hook is worth is better
 * kept for the end, and a word that nobody knows may be an end.
 */
function isUnderWay(body: unknown): boolean {
  const status = typeof body === 'object' && body !== null && 'status' in body ? body.status : ''
  return status === 'NOT_START' || status === 'SUBMITTED' || status === 'IN_PROGRESS'
}

type Pace = { run(key: string, work: () => void): void; stop(): void }

/** For each key the first at once, then at most one in ten seconds: of those that come too soon, the latest waits. */
function createPace({ clock, timings }: Pick<StudioParts, 'clock' | 'timings'>): Pace {
  const spells = new Map<string, { waiting: (() => void) | null; callOff: () => void }>()
  const run: Pace['run'] = (key, work) => {
    const running = spells.get(key)
    if (running) {
      running.waiting = work
      return
    }
    const callOff = clock.after(timings.lookNowMs, () => {
      spells.delete(key)
      if (spell.waiting) run(key, spell.waiting)
    })
    const spell: { waiting: (() => void) | null; callOff: () => void } = { waiting: null, callOff }
    spells.set(key, spell)
    work()
  }
  return {
    run,
    stop() {
      for (const { callOff } of spells.values()) callOff()
      spells.clear()
    },
  }
}

const bodyMax = 64 * 1024
const bodyTimeoutMs = 10_000

/** The body of a hook with every long number as text; undefined for one that is too long, too slow or no JSON. */
export async function readHookBody(request: Request): Promise<unknown> {
  try {
    const bytes = await readCapped(request, bodyMax, bodyTimeoutMs)
    return parseLossless(new TextDecoder().decode(bytes))
  } catch (error) {
    if (error instanceof StudioError || error instanceof SyntaxError) return undefined
    throw error
  }
}
