/**
 * One scenario in a process of its own: nothing that it does to names, clocks or memory is met by the next one, and two
 * that mostly wait can do so side by side. Its word to whoever started it is a line to be shown, or the verdict.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Verdict } from './report'
import type { Scenario } from './scenario'

/** What a cell is told by its one argument, as JSON. */
export type CellOrder = { name: string; seed: number; isShort: boolean }

export type CellWord = { line: string } | { verdict: Verdict }

const tell = (word: CellWord) =>
  new Promise<void>((resolve) => process.send?.(word, undefined, undefined, () => resolve()))

// Whoever started it is gone, and with it everybody who would hear the verdict.
process.once('disconnect', () => process.exit(1))

const { name, seed, isShort } = JSON.parse(process.argv[2] ?? '') as CellOrder
await tell({ verdict: await judge(await find()) })
// What a scenario has left behind by mistake must not keep its verdict from whoever waits for it.
process.exit(0)

/** Its own file alone: to read them all takes longer than some of them. */
async function find(): Promise<Scenario> {
  const file = name.startsWith('ledger-') || name === 'naive-client' ? 'ledger' : name
  const told = (await import(`./scenarios/${file}.ts`)) as Record<string, Scenario>
  const found = Object.values(told).find((one) => one.name === name)
  if (found === undefined) throw new Error(`there is no scenario ${name}`)
  return found
}

async function judge(asked: Scenario): Promise<Verdict> {
  const folder = await mkdtemp(path.join(tmpdir(), `safelight-torture-${name}-`))
  const began = performance.now()
  const seconds = () => (performance.now() - began) / 1000
  const say = (line: string) => void tell({ line })
  try {
    const checks = await asked.run({ seed, folder, isShort, say })
    return { scenario: name, checks, fault: null, seconds: seconds() }
  } catch (error) {
    const fault = error instanceof Error ? (error.stack ?? error.message) : String(error)
    say(fault)
    return { scenario: name, checks: [], fault, seconds: seconds() }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
