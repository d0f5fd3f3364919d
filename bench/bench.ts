/**
 * `npm run bench`: every figure of the project, each beside a reference taken in the same run; docs/figures.md says how
 * to read them. A goal that is missed is marked and is no failure; it ends with 1 where a figure could not be taken.
 *
 *   npm run bench                               all figures, some twenty minutes
 *   npm run bench -- mask library               these alone
 *   npm run bench -- --list                     what there is
 *   npm run bench -- --short                    smaller numbers: shows that they run
 *   npm run bench -- --json figures.json --write docs/figures.md
 *   npm run bench -- mask --json figures.json --write docs/figures.md      takes one of them anew
 */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { isDeepStrictEqual, parseArgs } from 'node:util'
import { writeBetween } from '../torture/markdown'
import type { Figure } from './figure'
import { figures } from './figures'
import { load, type Machine, readMachine } from './machine'
import { completed, type Report, reportText, summary, type Taken } from './report'
import type { Asked, Told } from './take'

/** The longest of them takes four minutes. */
const patienceMs = 15 * 60_000
let isInterrupted = false

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    short: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
    json: { type: 'string' },
    write: { type: 'string' },
  },
})

if (values.list) {
  for (const { name, about } of figures) console.log(`${name.padEnd(12)} ${about}`)
} else {
  await bench(chosen())
}

function chosen(): readonly Figure[] {
  const unknown = positionals.filter((name) => !figures.some((one) => one.name === name))
  if (unknown.length > 0) {
    refuse(`There is no figure ${unknown.join(', ')}; --list names those that there are.`)
  }
  if (values.write !== undefined && values.short) {
    refuse('--write keeps figures, and with --short there are none.')
  }
  return positionals.length === 0
    ? figures
    : figures.filter(({ name }) => positionals.includes(name))
}

function refuse(sentence: string): never {
  console.error(sentence)
  process.exit(64)
}

async function bench(asked: readonly Figure[]): Promise<void> {
  const machine = await readMachine()
  const before = await readBefore(machine)
  const known = new Set([...asked, ...figures.filter(({ name }) => isTaken(before, name))])
  if (values.write !== undefined && known.size < figures.length) {
    refuse('--write keeps all figures: ask for all, or name the --json file of a whole run.')
  }
  const taken: Taken[] = []
  for (const figure of asked) taken.push(await take(figure))
  const fresh: Report = { machine, at: new Date().toISOString(), isShort: values.short, taken }
  console.log(`\n${reportText(fresh)}\n\n${summary(taken)}`)
  const whole = completed(
    before,
    fresh,
    figures.map(({ name }) => name),
  )
  if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(whole, null, 2)}\n`)
  if (values.write !== undefined) await writeBetween(values.write, 'bench', reportText(whole))
  if (taken.some(({ fault }) => fault !== null)) process.exitCode = 1
}

/** What was taken before, where single figures are taken anew; null where it is not to be mixed with them. */
async function readBefore(machine: Machine): Promise<Report | null> {
  if (positionals.length === 0 || values.json === undefined) return null
  const text = await readFile(values.json, 'utf8').catch(() => null)
  const before = text === null ? null : (JSON.parse(text) as Report)
  const isSame = before?.isShort === values.short && isDeepStrictEqual(before.machine, machine)
  return isSame ? before : null
}

function isTaken(report: Report | null, name: string): boolean {
  return report?.taken.some(({ figure }) => figure === name) ?? false
}

/** See take.ts. */
async function take({ name, about }: Figure): Promise<Taken> {
  console.log(`${name}: ${about}`)
  const folder = await mkdtemp(path.join(tmpdir(), `safelight-bench-${name}-`))
  const [began, before] = [performance.now(), load()]
  const { rows, fault } = await inOwnProcess({ name, folder, isShort: values.short })
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  if (isInterrupted) process.exit(130)
  const seconds = (performance.now() - began) / 1000
  return { figure: name, rows, fault, seconds, loads: [before, load()] }
}

async function inOwnProcess(asked: Asked): Promise<Pick<Taken, 'rows' | 'fault'>> {
  // A group of its own, so that it ends with everything that it has started.
  const child = fork(fileURLToPath(new URL('take.ts', import.meta.url)), { detached: true })
  let taken: Pick<Taken, 'rows' | 'fault'> = { rows: [], fault: 'it ended without a word' }
  const say = (line: string) => console.log(`  ${asked.name}: ${line}`)
  child.on('message', (message) => {
    const told = message as Told
    if (told.type === 'line') say(told.line)
    else if (told.type === 'rows') taken = { rows: told.rows, fault: null }
    else {
      say(told.fault)
      taken = { rows: [], fault: told.fault }
    }
  })
  const tooLate = setTimeout(() => {
    taken = { rows: [], fault: `not taken within ${patienceMs / 60_000} minutes` }
    endGroup(child)
  }, patienceMs)
  const interrupt = () => {
    isInterrupted = true
    endGroup(child)
  }
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt)
  child.send(asked)
  await once(child, 'exit')
  process.off('SIGINT', interrupt).off('SIGTERM', interrupt)
  clearTimeout(tooLate)
  endGroup(child)
  return taken
}

function endGroup({ pid }: ChildProcess): void {
  try {
    process.kill(-pid!, 'SIGTERM')
  } catch {
    // Nobody of it is left.
  }
}
