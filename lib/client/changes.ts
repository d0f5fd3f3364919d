/**
 * The one long poll of a page. It asks for what changed after the last answer, hands it on, and asks again: at
 * once while something is under way and someone looks, else after 15 s. It never gives up: failures back
 * off, and coming back (tab, network, sleep) asks at once. Time, transport and the page are arguments.
 */
import { errorKind } from './http'
import type { Changes } from './studio-api'

/** `gone`: no answer from the studio; `offline`: the browser itself says there is no network. */
export type Connection = 'online' | 'offline' | 'gone' | 'signed-out'

export type ChangesLoopOptions = {
  /** Resolves to the sequence from which to watch. */
  start: () => Promise<number>
  /** `isHeld`: the studio may keep the question until there is news. */
  read: (after: number, signal: AbortSignal, isHeld: boolean) => Promise<Changes>
  receive: (tasks: Changes['tasks']) => void
  /** What everybody shares has changed, whoever did it. */
  receiveShared: () => void
  /** The server counts from before what the page has seen, so its past is another one. Resolves as `start`. */
  startOver: () => Promise<number>
  report: (connection: Connection) => void
  page: {
    isVisible: () => boolean
    isOnline: () => boolean
    /** True while something will follow for anything the page shows. */
    isUnderWay: () => boolean
  }
  now?: () => number
  /** Resolves after `ms`, or at once when the signal aborts; never rejects. */
  wait?: (ms: number, signal: AbortSignal) => Promise<void>
}

export type ChangesLoop = {
  /** Asks at once, whatever the rhythm says: after a submit, when the tab or the network comes back. */
  wake: () => void
  stop: () => void
}

/**
 * The server holds the next question open until there is news, so waiting longer would only make news late; what
 * little is waited lets changes that come together be told together.
 */
const briskMs = 100
const calmMs = 15_000
const backoffMs = [1000, 2000, 4000, 8000, 15_000] as const
/** A poll that has been out for longer than the server would hold it was probably lost while asleep. */
const lostAfterMs = 12_000

export function startChangesLoop(options: ChangesLoopOptions): ChangesLoop {
  const { now = Date.now, wait = waitFor } = options
  const stopped = new AbortController()
  let nap = new AbortController()
  let poll = new AbortController()
  let polledAt: number | null = null
  let failures = 0

  async function read(after: number): Promise<Changes> {
    poll = new AbortController()
    polledAt = now()
    try {
      // After a failure a person waits for the word that all is well again, not for news.
      const isHeld = failures === 0
      return await options.read(after, AbortSignal.any([poll.signal, stopped.signal]), isHeld)
    } finally {
      polledAt = null
    }
  }

  /** Resolves to where the page stands now. */
  async function ask(after: number | null): Promise<number> {
    let seq = after ?? (await options.start())
    for (;;) {
      const answer = await read(seq)
      if (answer.seq < seq) return await options.startOver()
      if (answer.tasks.length > 0) options.receive(answer.tasks)
      if (answer.isSharedNew) options.receiveShared()
      seq = answer.seq
      if (!answer.more) return seq
    }
  }

  async function run(): Promise<void> {
    let seq: number | null = null
    while (!stopped.signal.aborted) {
      // Made before asking: a wake during the answer must shorten the wait that follows it.
      nap = new AbortController()
      try {
        seq = await ask(seq)
        failures = 0
        options.report('online')
      } catch (error) {
        if (stopped.signal.aborted) return
        if (!poll.signal.aborted) {
          failures += 1
          options.report(connectionAfter(error, options.page))
        }
      }
      const ms = failures > 0 ? backoffAfter(failures) : rhythm(options.page)
      await wait(ms, AbortSignal.any([nap.signal, stopped.signal]))
    }
  }

  void run()
  return {
    wake() {
      nap.abort()
      if (polledAt !== null && now() - polledAt > lostAfterMs) poll.abort()
    },
    stop: () => stopped.abort(),
  }
}

function rhythm(page: ChangesLoopOptions['page']): number {
  return page.isUnderWay() && page.isVisible() ? briskMs : calmMs
}

function backoffAfter(failures: number): number {
  return backoffMs[Math.min(failures, backoffMs.length) - 1]!
}

function connectionAfter(error: unknown, page: ChangesLoopOptions['page']): Connection {
  if (errorKind(error) === 'unauthorised') return 'signed-out'
  return page.isOnline() ? 'gone' : 'offline'
}

function waitFor(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
