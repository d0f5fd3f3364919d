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
import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { runAll } from './lanes'
import { writeBetween } from './markdown'
import { isPassed, table, tableHeading } from './report'
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
  const began = performance.now()
  const verdicts = await runAll(asked, { write, seed, isShort: values.short })
  const seconds = Math.round((performance.now() - began) / 1000)
  const missed = verdicts.filter((verdict) => !isPassed(verdict))
  write(`\n${table(verdicts)}\n`)
  write(`${verdicts.length - missed.length} passed, ${missed.length} failed, in ${seconds} s`)
  if (values.json !== undefined) {
    const summary = { seed, isShort: values.short, passed: missed.length === 0, verdicts }
    await writeFile(values.json, `${JSON.stringify(summary, null, 2)}\n`)
  }
  if (values.write !== undefined) {
    const heading = tableHeading(new Date(), seed, verdicts)
    await writeBetween(values.write, 'torture', `${heading}\n\n${table(verdicts)}`)
  }
  process.exit(missed.length === 0 ? 0 : 1)
}
