/**
 * Takes one figure in a process of its own, for bench.ts: what one figure leaves in the heap does not slow down the
 * next, and one that falls over falls alone.
 */
import { figures } from './figures'
import type { Row, Stage } from './figure'

export type Asked = { name: string } & Omit<Stage, 'say'>
export type Told =
  | { type: 'line'; line: string }
  | { type: 'rows'; rows: readonly Row[] }
  | { type: 'fault'; fault: string }

const tell = (told: Told) => new Promise<void>((resolve) => process.send!(told, () => resolve()))

process.once('message', (message) => {
  void take(message as Asked).then(() => process.exit(0))
})

async function take({ name, ...stage }: Asked): Promise<void> {
  const figure = figures.find((one) => one.name === name)!
  const say = (line: string) => void tell({ type: 'line', line })
  try {
    await tell({ type: 'rows', rows: await figure.run({ ...stage, say }) })
  } catch (error) {
    const fault = error instanceof Error ? (error.stack ?? error.message) : String(error)
    await tell({ type: 'fault', fault })
  }
}
