/**
 * `npm run torture`: every promise of docs/faults.md that money, keys or data hang on, under load and by force. On
 * loopback only; the same seed makes the same choices.
 *
 *   npm run torture                       all scenarios
 *   npm run torture -- double-click ssrf  these alone
 *   npm run torture -- --short            the cut that belongs to `npm test`
 *   npm run torture -- --list             what there is
 *   npm run torture -- --seed 7 --json torture.json --write docs/figures.md
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { writeBetween } from './markdown'
import { isPassed, table, tableHeading, type Verdict } from './report'
import type { Scenario } from './scenario'
import { scenarios } from './scenarios'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    short: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
    seed: { type: 'string', default: '20261128' },
    json: { type: 'string' },
    write: { type: 'string' },
  },
})

const write = (line: string) => process.stdout.write(`${line}\n`)

if (values.list) {
  for (const { name, about } of scenarios) write(`${name.padEnd(22)} ${about}`)
} else {
  await torture(chosen())
}

function chosen(): readonly Scenario[] {
  const unknown = positionals.filter((name) => !scenarios.some((one) => one.name === name))
  if (unknown.length > 0) {
    write(`There is no scenario ${unknown.join(', ')}; --list names those that there are.`)
    process.exit(64)
  }
  if (values.write !== undefined && (positionals.length > 0 || values.short)) {
    write('--write keeps the table of a whole run: leave out the names and --short.')
    process.exit(64)
  }
  return positionals.length === 0
    ? scenarios
    : scenarios.filter(({ name }) => positionals.includes(name))
}

async function torture(asked: readonly Scenario[]): Promise<void> {
  const seed = Number(values.seed)
  if (!Number.isSafeInteger(seed)) {
    write('--seed takes a whole number.')
    process.exit(64)
  }
  const verdicts: Verdict[] = []
  for (const scenario of asked) verdicts.push(await judge(scenario, seed))
  const missed = verdicts.filter((verdict) => !isPassed(verdict))
  write(`\n${table(verdicts)}\n`)
  write(`${verdicts.length - missed.length} passed, ${missed.length} failed`)
  if (values.json !== undefined) {
    const summary = { seed, isShort: values.short, passed: missed.length === 0, verdicts }
    await writeFile(values.json, `${JSON.stringify(summary, null, 2)}\n`)
  }
  if (values.write !== undefined) {
    const heading = tableHeading(new Date(), seed, verdicts)
    await writeBetween(values.write, 'torture', `${heading}\n\n${table(verdicts)}`)
  }
  // What a scenario has left behind by mistake must not keep the answer from whoever waits for it.
  process.exit(missed.length === 0 ? 0 : 1)
}

async function judge(scenario: Scenario, seed: number): Promise<Verdict> {
  const folder = await mkdtemp(path.join(tmpdir(), `safelight-torture-${scenario.name}-`))
  const began = performance.now()
  const say = (line: string) => write(`  ${scenario.name}: ${line}`)
  const seconds = () => (performance.now() - began) / 1000
  write(`${scenario.name}: ${scenario.about}`)
  try {
    const checks = await scenario.run({ seed, folder, isShort: values.short, say })
    return { scenario: scenario.name, checks, fault: null, seconds: seconds() }
  } catch (error) {
    const fault = error instanceof Error ? (error.stack ?? error.message) : String(error)
    say(fault)
    return { scenario: scenario.name, checks: [], fault, seconds: seconds() }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
