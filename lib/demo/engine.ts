import 'server-only'
/**
 * The gateway behind the wire: accepts, queues, remembers. It knows no HTTP and no personality; the clock is an
 * argument. See [Note: A task is a function of time] in task.ts.
 */
import { createHash } from 'node:crypto'
import type { TaskFault } from './faults'
import { openJournal } from './journal'
import { mix } from './scene/noise'
import { endOf, type Charge, type DemoSpeed, type DemoTask, type Script } from './task'

export type EngineOptions = {
  folder: string
  now: () => number
  paceMs: number
  seed: number
  /** How many run at once, and how many may wait behind them (gateways.md quirk 11: Plus has 3 and 10). */
  limits: { running: number; waiting: number }
  takeFault(name: TaskFault): { ms: number | null } | undefined
  hasSnowflakes(): boolean
  /** Ids in another form than the time and three digits; `tail` is below 1000. */
  nameTask?: ((ordinal: number, now: number, tail: number) => string) | undefined
}

/** A task as its wire asks for it; the engine adds what follows from the clock and from chance. */
export type Draft = Pick<
  DemoTask,
  | 'action'
  | 'prompt'
  | 'promptEn'
  | 'finalPrompt'
  | 'description'
  | 'state'
  | 'notifyHook'
  | 'botType'
  | 'speed'
  | 'parentId'
  | 'customId'
  | 'recipe'
  | 'givenPicture'
> & {
  script: Script
  /** Share of the pace this kind of work takes at normal speed. */
  effort: number
  seed: number | null
  window: DemoTask['window']
  /** Late refusal by the bot. */
  refusal: string | null
  /** What a charge is booked under; null for work that makes no picture. */
  charge: string | null
  finish: (job: string) => Pick<DemoTask, 'buttons' | 'readings'>
}

export type Acceptance = { type: 'accepted'; task: DemoTask; ahead: number } | { type: 'full' }

export type Engine = {
  readonly options: EngineOptions
  paceMs: number
  accept(draft: Draft): Acceptance
  /** Sets a task with an open window going; it keeps its id. */
  confirm(
    task: DemoTask,
    changes: Partial<DemoTask>,
    draft: Pick<Draft, 'effort' | 'charge' | 'refusal'>,
  ): Acceptance
  cancel(task: DemoTask): void
  press(task: DemoTask, customId: string): void
  /** Notes whose task it is, where a personality keeps its callers apart. */
  claim(task: DemoTask, owner: string): void
  find(id: string): DemoTask | undefined
  /** Those still known, oldest first. */
  tasks(): DemoTask[]
  charges(): Charge[]
}

const speedFactor: Record<DemoSpeed, number> = { relax: 1.8, fast: 1, turbo: 0.55 }

export function createEngine(options: EngineOptions): Engine {
  const { now, limits } = options
  const journal = openJournal(options.folder)
  const tasks = new Map(journal.remembered.map((task) => [task.id, task]))
  let ordinal = journal.remembered.at(-1)?.ordinal ?? 0

  function keep(task: DemoTask): DemoTask {
    journal.write(task)
    tasks.set(task.id, task)
    return task
  }

  function isKnown(task: DemoTask): boolean {
    return task.fate.vanishesAt === undefined || now() < task.fate.vanishesAt
  }

  /** Those that hold a place: running or waiting for one. A stuck task gives its place up when it should end. */
  function busy(): DemoTask[] {
    return [...tasks.values()].filter(
      (task) => task.startTime !== null && task.cancelledAt === null && (endOf(task) ?? 0) > now(),
    )
  }

  /** First come, first served over `limits.running` places: when the next task may start. */
  function nextStart(ahead: readonly DemoTask[]): number {
    const soonest = now() + Math.min(600, engine.paceMs * 0.04)
    const ends = ahead.map((task) => endOf(task)!).sort((a, b) => a - b)
    return ends.length < limits.running
      ? soonest
      : Math.max(soonest, ends[ends.length - limits.running]!)
  }

  /** Undefined when the queue is full. */
  function place(): { startTime: number; ahead: number } | undefined {
    const ahead = busy()
    if (ahead.length >= limits.running + limits.waiting) return undefined
    return { startTime: nextStart(ahead), ahead: Math.max(0, ahead.length - limits.running + 1) }
  }

  function newId(number: number): string {
    // A Discord snowflake has 19 digits, more than a double holds; Plus itself uses the time and three digits.
    // The step is prime, so no id comes twice.
    if (options.hasSnowflakes())
      return `16198552163${44_100_864 + (((number - 1) * 104_729) % 50_000_000)}`
    const tail = mix(options.seed, number, 3)
    for (let attempt = 0; ; attempt++) {
      const digits = (tail + attempt) % 1000
      const id =
        options.nameTask?.(number, now(), digits) ?? `${now()}${String(digits).padStart(3, '0')}`
      if (!tasks.has(id)) return id
    }
  }

  function durationOf(effort: number, speed: DemoSpeed, number: number): number {
    const spread = 0.88 + (mix(options.seed, number, 4) % 240) / 1000
    return Math.max(1, Math.round(engine.paceMs * effort * speedFactor[speed] * spread))
  }

  function fateOf(durationMs: number, startTime: number): DemoTask['fate'] {
    const vanishes = options.takeFault('vanish')
    const expires = options.takeFault('expired-image')
    return {
      ...(options.takeFault('stuck') ? { isStuck: true } : {}),
      ...(options.takeFault('progress-words') ? { usesWords: true } : {}),
      ...(vanishes ? { vanishesAt: startTime + (vanishes.ms ?? durationMs / 2) } : {}),
      ...(expires ? { expiresAfterMs: expires.ms ?? 0 } : {}),
    }
  }

  function failureOf(refusal: string | null): DemoTask['failure'] {
    if (refusal) return { reason: refusal, at: 0.12 }
    return options.takeFault('late-failure')
      ? { reason: '[Request cancelled due to output filters] 图片生成失败', at: 0.9 }
      : null
  }

  const engine: Engine = {
    options,
    paceMs: options.paceMs,
    accept(draft) {
      const waits = draft.window !== null
      const found = waits ? { startTime: null, ahead: 0 } : place()
      if (!found) return { type: 'full' }
      ordinal += 1
      const id = newId(ordinal)
      const job = uuid(`${options.seed}/${ordinal}/${id}`)
      const durationMs = durationOf(draft.effort, draft.speed, ordinal)
      const { finish, effort: _, refusal, charge, ...given } = draft
      const seed = draft.seed ?? mix(options.seed, ordinal, 5)
      const task = keep({
        ...given,
        ...finish(job),
        id,
        ordinal,
        job,
        seed,
        pressed: [],
        submitTime: now(),
        startTime: found.startTime,
        durationMs,
        cancelledAt: null,
        failure: waits ? null : failureOf(refusal),
        charges:
          charge && !waits ? [{ taskId: id, state: draft.state, verb: charge, at: now() }] : [],
        fate: found.startTime === null ? {} : fateOf(durationMs, found.startTime),
      })
      return { type: 'accepted', task, ahead: found.ahead }
    },
    confirm(task, changes, { effort, charge, refusal }) {
      const found = place()
      if (!found) return { type: 'full' }
      const durationMs = durationOf(effort, task.speed, task.ordinal)
      const { id, state } = task
      const confirmed = keep({
        ...task,
        ...changes,
        startTime: found.startTime,
        durationMs,
        failure: failureOf(refusal),
        charges: charge
          ? [...task.charges, { taskId: id, state, verb: charge, at: now() }]
          : task.charges,
        fate: fateOf(durationMs, found.startTime),
      })
      return { type: 'accepted', task: confirmed, ahead: found.ahead }
    },
    cancel(task) {
      keep({ ...task, cancelledAt: now() })
      // A place became free: those that have not begun move up, in their order.
      const waiting = busy().filter((other) => other.startTime! > now())
      const placed = busy().filter((other) => other.startTime! <= now())
      for (const other of waiting.sort((a, b) => a.startTime! - b.startTime!)) {
        const startTime = Math.min(other.startTime!, nextStart(placed))
        placed.push(startTime < other.startTime! ? keep({ ...other, startTime }) : other)
      }
    },
    press(task, customId) {
      if (!task.pressed.includes(customId)) keep({ ...task, pressed: [...task.pressed, customId] })
    },
    claim(task, owner) {
      keep({ ...task, owner })
    },
    find(id) {
      const task = tasks.get(id)
      return task && isKnown(task) ? task : undefined
    },
    tasks: () => [...tasks.values()].filter(isKnown),
    charges: () => [...tasks.values()].flatMap((task) => task.charges),
  }
  return engine
}

/** Stable: the same text gives the same uuid. */
function uuid(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-')
}
