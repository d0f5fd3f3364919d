/** In which order scenarios run, and which of them side by side. */
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { CellOrder, CellWord } from './cell'
import type { Verdict } from './report'
import type { Scenario } from './scenario'

const cell = fileURLToPath(new URL('cell.ts', import.meta.url))

type Asked = Omit<CellOrder, 'name'> & { write: (line: string) => void }

/**
 * Runs them all; answers in the order of `scenarios`. What measures the machine has it for itself; of the others one that
 * works and one that waits go side by side, and a lane that has come to its end takes from the end of the other. The
 * short cut judges no times, so there what measures goes along, and two more lanes use what the others leave.
 */
export async function runAll(
  scenarios: readonly Scenario[],
  asked: Asked,
): Promise<readonly Verdict[]> {
  const verdicts = new Map<string, Verdict>()
  const of = (pace: Scenario['pace']) => scenarios.filter((one) => one.pace === pace)
  const lane = async (own: Scenario[], other: Scenario[]) => {
    const take = () => own.shift() ?? other.pop()
    for (let next = take(); next !== undefined; next = take()) {
      verdicts.set(next.name, await runOne(next, asked))
    }
  }
  const [works, waits, measures] = [of('works'), of('waits'), of('measures')]
  const pair = [lane(works, waits), lane(waits, works)]
  if (asked.isShort) await Promise.all([...pair, lane(measures, works), lane(waits, measures)])
  else await Promise.all(pair).then(() => lane(measures, []))
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
