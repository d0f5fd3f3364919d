/** The lives of a victim: started, given work, killed, started again on the same folder. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { bundled } from '@/lib/server/testing/bundled'
import type { Order } from './orders'
import type { VictimSettings } from './victim'

/**
 * Seconds, in proportion to what a real gateway is given: 90 s for an answer, 120 s of grace, and after it a look every
 * five minutes.
 */
export const victimTimings = {
  leaseMs: 4000,
  unclearGraceMs: 2500,
  unclearLooksMs: [200, 800],
  unclearLookAgainMs: 1000,
  backoffMs: { least: 50, most: 500 },
  // What stands between kills must not lie in wait for a quarter of an hour.
  sendsInFlight: 24,
}

export type Victim = {
  /** By client key: the task it was promised. */
  promises: ReadonlyMap<string, string>
  /** Keys that were promised two different tasks, and orders that were turned away. */
  faults: readonly string[]
  /** Milliseconds from each start to readiness. */
  starts: readonly number[]
  /** Resolves once it is done and safe; rejects when it is refused, or when the victim dies before. */
  ask(order: Order): Promise<unknown>
  /** Submits, and keeps the promise; what is lost with a life is left to whoever asks again. */
  submit(key: string, prompt: string): void
  /** Stops it where it stands, and lets it go on: what a laptop does when it is closed. */
  signal(name: 'SIGSTOP' | 'SIGCONT'): void
  kill(): Promise<void>
  live(): Promise<void>
  /** Ends it as its owner would. */
  end(): Promise<void>
}

type Pending = { resolve: (answer: unknown) => void; reject: (error: Error) => void }

/** What an order meets whose victim is killed: nobody knows whether it was done. */
export class Died extends Error {}

export function createVictim(settings: VictimSettings): Victim {
  const promises = new Map<string, string>()
  const faults: string[] = []
  const starts: number[] = []
  const pending = new Map<string, Pending>()
  let child: ChildProcess | null = null
  let asked = 0

  const hear = (line: string) => {
    const [, word, number = '', rest = ''] = /^(done|failed) (\d+) (.*)$/.exec(line) ?? []
    const order = pending.get(number)
    pending.delete(number)
    if (word === 'done') order?.resolve(JSON.parse(rest))
    else if (word === 'failed') {
      faults.push(rest)
      order?.reject(new Error(rest))
    }
  }

  const bury = () => {
    for (const { reject } of pending.values()) reject(new Died('it died before it answered'))
    pending.clear()
  }

  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    if (child === null || child.exitCode !== null || child.signalCode !== null) return
    // What it has said is heard to its end before it counts as dead.
    const gone = once(child, 'close')
    child.kill(signal)
    await gone
  }

  const ask = (order: Order) =>
    new Promise<unknown>((resolve, reject) => {
      const number = String((asked += 1))
      pending.set(number, { resolve, reject })
      child?.stdin?.write(`${number} ${JSON.stringify(order)}\n`)
    })

  return {
    promises,
    faults,
    starts,
    ask,
    submit(key, prompt) {
      ask({ do: 'submit', clientKey: key, prompt }).then(
        (answer) => {
          const id = String(answer)
          if ((promises.get(key) ?? id) !== id) faults.push(`${key} was promised two tasks`)
          promises.set(key, id)
        },
        // It is in `faults`, or sent again under its key.
        () => undefined,
      )
    },
    signal: (name) => child?.kill(name),
    kill: () => end('SIGKILL'),
    end: () => end('SIGTERM'),
    async live() {
      const program = await bundled('torture/victim.ts')
      const began = performance.now()
      const born = spawn(
        process.execPath,
        ['--conditions=react-server', program, JSON.stringify(settings)],
        { stdio: ['pipe', 'pipe', 'inherit'] },
      )
      born.stdin.on('error', () => undefined)
      born.once('close', bury)
      await new Promise<void>((resolve, reject) => {
        born.once('exit', (code) => reject(new Error(`the studio ended with ${code} at its start`)))
        createInterface({ input: born.stdout }).on('line', (line) => {
          if (line === 'ready') resolve()
          else hear(line)
        })
      })
      starts.push(performance.now() - began)
      child = born
    },
  }
}
