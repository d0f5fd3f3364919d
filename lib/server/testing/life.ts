import 'server-only'
/** The life of a studio in a process of its own (killable.ts), from its start to its kill. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { StudioOptions } from '../open-studio'
import { bundled } from './bundled'

/** What studios have acknowledged, over all their lives. */
export type Promised = {
  /** By client key: its task. */
  tasks: Map<string, string>
  /** Keys that were promised two different tasks, and submits that were turned away. */
  faults: string[]
}

export type Life = {
  /** Submits under a client key. What is lost with this life is left to whoever asks again. */
  submit(key: string): void
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>
}

/** Resolves once it is up. `key` is what it shows to the gateway, `more` where it shares its work with others. */
export async function startLife(
  { folder, gatewayUrl, key = '', more = {} }: LifeOptions,
  promised: Promised,
): Promise<Life> {
  const program = await bundled('lib/server/testing/killable.ts')
  const settings = [folder, gatewayUrl, key, JSON.stringify(more)]
  const child = spawn(process.execPath, [program, ...settings], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  // What is written to one that is dead is lost, as it is to be.
  child.stdin.on('error', () => undefined)
  await new Promise<void>((resolve, reject) => {
    child.once('exit', (code) =>
      reject(new Error(`the studio ended with ${code} before it was up`)),
    )
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line === 'ready') resolve()
      else hear(line, promised)
    })
  })
  return {
    submit: (clientKey) => child.stdin.write(`${clientKey}\n`),
    async end(signal) {
      const gone = once(child, 'exit')
      child.kill(signal)
      await gone
    },
  }
}

export type LifeOptions = {
  folder: string
  gatewayUrl: string
  key?: string
  more?: Pick<StudioOptions, 'database' | 's3' | 'timings'>
}

function hear(line: string, { tasks, faults }: Promised): void {
  const [word, key = '', id = ''] = line.split(' ')
  if (word === 'failed') faults.push(line)
  if (word !== 'committed') return
  // What was acknowledged once is the same task for ever, and in every process.
  if ((tasks.get(key) ?? id) !== id) faults.push(`${line}, after ${tasks.get(key)}`)
  tasks.set(key, id)
}
