import 'server-only'
/**
 * One task of the demo gateway, and where it stands at a given moment.
 *
 * [Note: A task is a function of time] What is stored is only what was decided: when it starts, how long it
 * takes, how it will end. Status and progress follow from the clock, so nothing has to run for a task to go on,
 * and a gateway that was killed in the middle finds it further along when it comes back.
 */
import type { DemoButton } from './buttons'
import type { Recipe } from './recipe'

export type DemoSpeed = 'relax' | 'fast' | 'turbo'

/** `grid`: percentages as Midjourney shows them. `jump`: straight from submitted to done (U1-4, describe). */
export type Script = 'grid' | 'jump'

/** One accepted submit that makes pictures. */
export type Charge = { taskId: string; state: string; verb: string; at: number }

export type DemoTask = {
  id: string
  /** 1, 2, 3 … in the order of acceptance. */
  ordinal: number
  action: string
  prompt: string
  promptEn: string
  finalPrompt: string
  description: string
  state: string
  notifyHook: string
  botType: string
  speed: DemoSpeed
  parentId: string | null
  customId: string | null
  /** Midjourney's job: the uuid in the buttons. */
  job: string
  seed: number
  /** Null for tasks that answer with text. */
  recipe: Recipe | null
  /** Name of the picture a describe was given. */
  givenPicture: string | null
  /** Prompts that the buttons of a describe or shorten stand for. */
  readings: readonly string[]
  buttons: readonly DemoButton[]
  /** customIds of the buttons that were pressed. */
  pressed: readonly string[]
  submitTime: number
  /** Null until a window is confirmed. */
  startTime: number | null
  durationMs: number
  script: Script
  /** A window that waits to be confirmed, or was (then `startTime` is set). */
  window: { needsMask: boolean; isEditable: boolean } | null
  cancelledAt: number | null
  failure: { reason: string; /** 0 to 1 of the duration. */ at: number } | null
  charges: readonly Charge[]
  /** Whose it is, where callers see only their own. */
  owner?: string
  /** Faults that befall this very task. */
  fate: {
    isStuck?: boolean
    vanishesAt?: number
    usesWords?: boolean
    /** Milliseconds after its end from which its picture answers 404. */
    expiresAfterMs?: number
  }
}

export type DemoStatus =
  | 'NOT_START'
  | 'SUBMITTED'
  | 'MODAL'
  | 'IN_PROGRESS'
  | 'SUCCESS'
  | 'FAILURE'
  | 'CANCEL'

export type Moment = {
  status: DemoStatus
  progress: string | null
  /** 0 to 1 where a preview can be seen; null where none can. */
  shown: number | null
  startTime: number | null
  finishTime: number | null
}

/** Midjourney's own rhythm (gateways.md 3.3). */
const percentages = [15, 31, 46, 62, 78, 93] as const
const words = ['fast', 'Waiting to start', 'relaxed', 'paused'] as const

/** When a task that runs undisturbed ends; null while it waits for a window. */
export function endOf(task: DemoTask): number | null {
  if (task.startTime === null) return null
  if (task.failure) return task.startTime + task.durationMs * task.failure.at
  return task.startTime + task.durationMs
}

export function momentOf(task: DemoTask, now: number): Moment {
  const none = { progress: null, shown: null, startTime: null, finishTime: null }
  const { startTime } = task
  const end = endOf(task)
  if (task.cancelledAt !== null && now >= task.cancelledAt)
    return {
      ...none,
      status: 'CANCEL',
      progress: '',
      startTime: startTime !== null && startTime < task.cancelledAt ? startTime : null,
      finishTime: task.cancelledAt,
    }
  if (startTime === null || end === null) return { ...none, status: 'MODAL' }
  // A confirmed window stays one until its job is really executed (gateways.md 2.3).
  if (now < startTime) return { ...none, status: task.window ? 'MODAL' : 'NOT_START' }
  if (now >= end && !task.fate.isStuck)
    return task.failure
      ? { ...none, status: 'FAILURE', progress: '', startTime, finishTime: end }
      : { status: 'SUCCESS', progress: '100%', shown: 1, startTime, finishTime: end }
  return { ...running(task, (now - startTime) / task.durationMs), startTime, finishTime: null }
}

function running(task: DemoTask, share: number): Pick<Moment, 'status' | 'progress' | 'shown'> {
  if (task.script === 'jump' || share < 0.06)
    return { status: 'SUBMITTED', progress: '0%', shown: null }
  const step = Math.min(percentages.length, Math.floor(share * (percentages.length + 1)))
  if (task.fate.usesWords)
    return { status: 'IN_PROGRESS', progress: words[step % words.length]!, shown: null }
  if (step === 0) return { status: 'IN_PROGRESS', progress: '0%', shown: null }
  const percentage = percentages[step - 1]!
  return {
    status: 'IN_PROGRESS',
    progress: `${percentage}%`,
    shown: task.recipe ? percentage / 100 : null,
  }
}

/** Moments from `after` on at which something about the task changes: what a notify hook is told of. */
export function nextChange(task: DemoTask, after: number): number | null {
  const { startTime } = task
  if (startTime === null || task.cancelledAt !== null) return null
  const steps =
    task.script === 'jump'
      ? [0, 1]
      : [0, 0.06, ...percentages.map((_, i) => (i + 1) / (percentages.length + 1)), 1]
  const end = endOf(task)!
  const times = steps.map((share) => Math.min(end, startTime + Math.ceil(share * task.durationMs)))
  return times.find((time) => time > after) ?? null
}
