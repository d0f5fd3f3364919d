import 'server-only'
/**
 * Notify hooks (gateways.md 5): the whole task, POSTed as JSON at every step. No retry, no signature, and an
 * answer that nobody reads. The timer only knocks; what is sent follows from the clock.
 */
import { fetch } from 'undici'
import type { Engine } from './engine'
import type { Faults } from './faults'
import { momentOf, nextChange, type DemoTask } from './task'

export type SendHook = (url: string, body: string) => Promise<void>

export type Hooks = {
  /** Looks for steps that are due and sends them; resolves when they were delivered or given up. */
  deliver(): Promise<void>
  close(): void
}

const soonestMs = 20

export function createHooks(options: {
  engine: Engine
  faults: Faults
  now: () => number
  render: (task: DemoTask) => string
  send?: SendHook
}): Hooks {
  const { engine, faults, now, render, send = post } = options
  const told = new Map<string, string>()
  const heldBack: { url: string; body: string }[] = []
  let timer: NodeJS.Timeout | undefined
  let isClosed = false

  const keyOf = (task: DemoTask) => {
    const { status, progress } = momentOf(task, now())
    return `${status} ${progress}`
  }
  // What was reached before a restart was told before it.
  for (const task of engine.tasks()) if (task.notifyHook) told.set(task.id, keyOf(task))

  async function deliver(): Promise<void> {
    const due: { url: string; body: string }[] = []
    for (const task of engine.tasks()) {
      if (!task.notifyHook) continue
      const key = keyOf(task)
      if (told.get(task.id) === key) continue
      told.set(task.id, key)
      const event = { url: task.notifyHook, body: render(task) }
      if (faults.take('reordered-hooks')) heldBack.push(event)
      else {
        due.push(event, ...(faults.take('duplicate-hooks') ? [event] : []))
        due.push(...heldBack.splice(0))
      }
    }
    schedule()
    for (const { url, body } of due) await send(url, body)
  }

  function schedule(): void {
    clearTimeout(timer)
    if (isClosed) return
    const times = engine
      .tasks()
      .filter((task) => task.notifyHook !== '')
      .flatMap((task) => nextChange(task, now()) ?? [])
    if (times.length === 0) return
    const wait = Math.max(soonestMs, Math.min(...times) - now())
    timer = setTimeout(() => void deliver(), wait)
    timer.unref()
  }
  schedule()

  return {
    deliver,
    close() {
      isClosed = true
      clearTimeout(timer)
    },
  }
}

const hookTimeoutMs = 10_000

async function post(url: string, body: string): Promise<void> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json' },
      signal: AbortSignal.timeout(hookTimeoutMs),
    })
    await answer.body?.cancel()
  } catch (error) {
    // A hook that cannot be delivered is lost, as on every gateway of this family.
    if (!(error instanceof Error)) throw error
  }
}
