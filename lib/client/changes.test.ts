import { afterEach, expect, it } from 'vitest'
import { StudioError } from '@/lib/mj/errors'
import type { Task } from '@/lib/mj/task'
import { type ChangesLoop, type Connection, startChangesLoop } from './changes'
import type { Changes } from './studio-api'

const noChange = (seq: number): Changes => ({ seq, tasks: [], more: false, isSharedNew: false })
const gone = () => new StudioError('unavailable', 'no answer')

/** A page and a studio by hand: each poll waits for `answer` or `fail`, each pause for `pass` or a wake. */
function watchBy({ start = 10 } = {}) {
  const polls: {
    after: number
    signal: AbortSignal
    isHeld: boolean
    settle: (it: Changes | Error) => void
  }[] = []
  const pauses: { ms: number; end: () => void }[] = []
  const received: string[][] = []
  const reports: Connection[] = []
  const page = { visible: true, online: true, developing: false }
  const clock = { now: 0 }
  let restarts = 0

  const loop = startChangesLoop({
    start: () => Promise.resolve(start),
    startOver: () => {
      restarts += 1
      return Promise.resolve(3)
    },
    read: (after, signal, isHeld) =>
      new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => reject(new Error('aborted')))
        const settle = (it: Changes | Error) => (it instanceof Error ? reject(it) : resolve(it))
        polls.push({ after, signal, isHeld, settle })
      }),
    receive: (tasks) => received.push(tasks.map(({ id }) => id)),
    receiveShared: () => received.push(['shared']),
    report: (connection) => reports.push(connection),
    page: {
      isVisible: () => page.visible,
      isOnline: () => page.online,
      isUnderWay: () => page.developing,
    },
    now: () => clock.now,
    wait: (ms, signal) =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve()
        signal.addEventListener('abort', () => resolve())
        pauses.push({ ms, end: resolve })
      }),
  })
  loops.push(loop)
  const settled = () => new Promise<void>((resolve) => setImmediate(resolve))

  return {
    loop,
    page,
    clock,
    polls,
    received,
    reports,
    restarts: () => restarts,
    pauses: () => pauses.map(({ ms }) => ms),
    ready: settled,
    answer: async (changes: Changes) => {
      polls.at(-1)!.settle(changes)
      await settled()
    },
    fail: async (error: Error = gone()) => {
      polls.at(-1)!.settle(error)
      await settled()
    },
    pass: async () => {
      pauses.at(-1)!.end()
      await settled()
    },
  }
}

const loops: ChangesLoop[] = []
afterEach(() => loops.splice(0).forEach((loop) => loop.stop()))

const task = (id: string) => ({ id }) as Task

it('watches from where the feed was true, then from each answer', async () => {
  const { ready, polls, answer, pass, received } = watchBy({ start: 10 })
  await ready()
  await answer({ seq: 12, tasks: [task('a'), task('b')], more: false, isSharedNew: false })
  await pass()
  expect(polls.map(({ after }) => after)).toEqual([10, 12])
  expect(received).toEqual([['a', 'b']])
})

it('tells that what everybody shares has changed, whether or not anything else has', async () => {
  const { ready, answer, received } = watchBy({ start: 10 })
  await ready()
  await answer({ seq: 12, tasks: [], more: false, isSharedNew: true })
  expect(received).toEqual([['shared']])
})

it('asks for the rest at once when there is more', async () => {
  const { ready, polls, answer, pauses, received } = watchBy()
  await ready()
  await answer({ seq: 20, tasks: [task('a')], more: true, isSharedNew: false })
  expect(pauses()).toEqual([])
  await answer({ seq: 30, tasks: [task('b')], more: false, isSharedNew: false })
  expect(polls.map(({ after }) => after)).toEqual([10, 20])
  expect(received).toEqual([['a'], ['b']])
})

it('asks on at once while something is under way in sight, and after 15 s otherwise', async () => {
  const { ready, page, answer, pass, pauses } = watchBy()
  await ready()
  page.developing = true
  await answer(noChange(10))
  await pass()
  page.visible = false
  await answer(noChange(10))
  await pass()
  page.visible = true
  page.developing = false
  await answer(noChange(10))
  expect(pauses()).toEqual([100, 15_000, 15_000])
})

it('wakes from a pause at once', async () => {
  const { ready, loop, polls, answer } = watchBy()
  await ready()
  await answer(noChange(10))
  loop.wake()
  await ready()
  expect(polls).toHaveLength(2)
})

it('does not pause after an answer during which it was woken', async () => {
  const { ready, loop, polls, answer } = watchBy()
  await ready()
  loop.wake()
  await answer(noChange(10))
  expect(polls).toHaveLength(2)
})

it('gives up a poll that was lost in sleep, and does not call it a failure', async () => {
  const { ready, loop, clock, polls, reports } = watchBy()
  await ready()
  clock.now = 5000
  loop.wake()
  await ready()
  expect(polls[0]!.signal.aborted).toBe(false)
  clock.now = 60_000
  loop.wake()
  await ready()
  expect(polls[0]!.signal.aborted).toBe(true)
  expect(polls).toHaveLength(2)
  expect(reports).toEqual([])
})

it('backs off from a studio that is gone, up to 15 s, and recovers with the next answer', async () => {
  const { ready, fail, pass, answer, pauses, reports, polls } = watchBy()
  await ready()
  for (let failure = 0; failure < 6; failure += 1) {
    await fail()
    await pass()
  }
  await answer(noChange(10))
  expect(pauses().slice(0, 6)).toEqual([1000, 2000, 4000, 8000, 15_000, 15_000])
  expect(reports).toEqual(['gone', 'gone', 'gone', 'gone', 'gone', 'gone', 'online'])
  expect(polls.every(({ after }) => after === 10)).toBe(true)
})

it('tells a missing network and a lost session from a missing studio', async () => {
  const { ready, page, fail, pass, reports } = watchBy()
  await ready()
  page.online = false
  await fail()
  await pass()
  page.online = true
  await fail(new StudioError('unauthorised', 'signed out'))
  expect(reports).toEqual(['offline', 'signed-out'])
})

it('starts over when the server counts from before what the page has seen', async () => {
  const { ready, answer, pass, polls, restarts } = watchBy({ start: 500 })
  await ready()
  await answer(noChange(2))
  await pass()
  expect(restarts()).toBe(1)
  expect(polls.map(({ after }) => after)).toEqual([500, 3])
})

it('ends for good when it is stopped', async () => {
  const { ready, loop, polls, reports } = watchBy()
  await ready()
  loop.stop()
  await ready()
  expect(polls[0]!.signal.aborted).toBe(true)
  expect(polls).toHaveLength(1)
  expect(reports).toEqual([])
})

it('does not let its first question after a failure be kept', async () => {
  const { ready, polls, answer, fail, pass } = watchBy()
  await ready()
  await fail()
  await pass()
  await answer(noChange(10))
  await pass()
  expect(polls.map(({ isHeld }) => isHeld)).toEqual([true, false, true])
})
