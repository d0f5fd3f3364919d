/** The lives of a victim: started, given work, killed, started again on the same folder. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { VictimSettings } from './victim'

const program = fileURLToPath(new URL('victim.ts', import.meta.url))

export type Victim = {
  /** By client key: the task it was promised. */
  promises: ReadonlyMap<string, string>
  /** Keys that were promised two different tasks, and submits that were turned away. */
  faults: readonly string[]
  /** Milliseconds from each start to readiness. */
  starts: readonly number[]
  submit(key: string, prompt: string): void
  kill(): Promise<void>
  live(): Promise<void>
  /** Ends it as its owner would. */
  end(): Promise<void>
}

export function createVictim(settings: VictimSettings): Victim {
  const promises = new Map<string, string>()
  const faults: string[] = []
  const starts: number[] = []
  let child: ChildProcess | null = null

  const hear = (line: string) => {
    const [word, key = '', id = ''] = line.split(' ')
    if (word === 'committed') {
      if ((promises.get(key) ?? id) !== id) faults.push(`${key} was promised two tasks`)
      promises.set(key, id)
    } else if (word === 'failed') faults.push(line)
  }

  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    if (child === null || child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill(signal)
    await gone
  }

  return {
    promises,
    faults,
    starts,
    submit: (key, prompt) => child?.stdin?.write(`${key} ${prompt}\n`),
    kill: () => end('SIGKILL'),
    end: () => end('SIGTERM'),
    async live() {
      const began = performance.now()
      const born = spawn(
        process.execPath,
        ['--conditions=react-server', '--import', 'tsx', program, JSON.stringify(settings)],
        { stdio: ['pipe', 'pipe', 'inherit'] },
      )
      born.stdin.on('error', () => undefined)
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
