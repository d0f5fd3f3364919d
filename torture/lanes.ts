/** In which order scenarios run, and which of them side by side. */
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { CellOrder, CellWord } from './cell'
import type { Verdict } from './report'
import type { Scenario } from './scenario'

const cell = fileURLToPath(new URL('cell.ts', import.meta.url))

type Asked = Omit<CellOrder, 'name'> & { write: (line: string) => void }

/**
 * Runs them all; answers in the order of `scenarios`. What measures the machine has it for itself; of the others two go
 * side by side, and those that wait longest begin first, so that neither lane stands empty at the end.
 */
export async function runAll(
  scenarios: readonly Scenario[],
  asked: Asked,
): Promise<readonly Verdict[]> {
  const verdicts = new Map<string, Verdict>()
  const run = async (scenario: Scenario) => {
    verdicts.set(scenario.name, await runOne(scenario, asked))
  }
  const inLane = async (lane: readonly Scenario[]) => {
    for (const scenario of lane) await run(scenario)
  }
  const of = (pace: Scenario['pace']) => scenarios.filter((one) => one.pace === pace)
  await Promise.all([inLane(of('works')), inLane(of('waits'))])
  await inLane(of('measures'))
  return scenarios.map(({ name }) => verdicts.get(name)!)
}

function runOne({ name, about }: Scenario, { write, seed, isShort }: Asked): Promise<Verdict> {
  write(`${name}: ${about}`)
  const began = performance.now()
  const order: CellOrder = { name, seed, isShort }
  const child = fork(cell, [JSON.stringify(order)])
  return new Promise((resolve) => {
    let verdict: Verdict | undefined
    child.on('message', (word: CellWord) => {
      if ('line' in word) write(`  ${name}: ${word.line}`)
      else verdict = word.verdict
    })
    child.once('close', (code, signal) => {
      const fault = `its process ended with ${code ?? signal}`
      const seconds = (performance.now() - began) / 1000
      resolve(verdict ?? { scenario: name, checks: [], fault, seconds })
    })
  })
}
