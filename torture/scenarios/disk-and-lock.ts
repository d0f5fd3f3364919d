/**
 * No room for a row: a disk that is nearly full, one that is full to the last byte, and a database that another program
 * holds locked. What cannot be written down is not sent; what is there can be read; and all goes on by itself once the
 * trouble is over. Where a real disk cannot be made (that takes root on Linux), the floor alone is tried.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, rm, statfs, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { databaseFile, openStudio, type RunningStudio } from '@/lib/server/open-studio'
import { readBooks } from '../books'
import { type CrookedGateway, openCrookedGateway } from '../crooked-gateway'
import {
  atLeast,
  type Check,
  exactly,
  never,
  type Scenario,
  sized,
  type Stage,
  inTime,
} from '../scenario'
import { tortureGateway } from '../torture-gateway'
import { until } from '../until'
import { viewerOf } from '@/lib/server/member-state'

const viewer = viewerOf('owner')
const diskBytes = 32 * 2 ** 20
const floorBytes = 4 * 2 ** 20
const recoveryMs = 10_000

export const diskAndLock: Scenario = {
  name: 'disk-and-lock',
  about: 'a disk that is full, a database that somebody else has locked',
  pace: 'waits',
  run: takeAway,
}

/** A studio on some folder, its gateway, and what was seen of it. */
type Bench = { studio: RunningStudio; gateway: CrookedGateway; folder: string; faults: string[] }

async function takeAway(stage: Stage): Promise<readonly Check[]> {
  const disk = path.join(stage.folder, 'disk')
  await mkdir(disk)
  const isReal = mountDisk(disk)
  if (!isReal) stage.say('no disk can be made here: a full one is told by the floor alone')
  const room = { isNarrow: false }
  const bench = await openBench(stage, disk, {
    freeBytes: async () => (room.isNarrow ? floorBytes - 1 : await freeBytes(disk)),
  })
  try {
    return [
      ...(await belowTheFloor(stage, bench, room)),
      ...(isReal ? await fullToTheLastByte(stage, bench, disk) : []),
      ...(await locked(stage, bench)),
      ...(await afterwards(stage, bench)),
    ]
  } finally {
    await bench.studio.close().catch(() => undefined)
    await bench.gateway.close()
    if (isReal) execFileSync('umount', ['--lazy', disk])
  }
}

function mountDisk(folder: string): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${diskBytes}`, 'tmpfs', folder], {
      stdio: 'ignore',
    })
    return true
  } catch {
    // A container without the right to mount is no failure of the studio.
    return false
  }
}

async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}

async function openBench(
  stage: Stage,
  disk: string,
  options: { freeBytes: () => Promise<number> },
): Promise<Bench> {
  const gateway = await openCrookedGateway(stage, { demo: { paceMs: 1500 } })
  const faults: string[] = []
  const folder = path.join(disk, 'studio')
  const studio = await openStudio({
    folder,
    ...options,
    gateways: [tortureGateway(gateway.url)],
    onFault: (where, error) => faults.push(`${where}: ${String(error)}`),
    timings: { freeBytesFloor: floorBytes, backoffMs: { least: 50, most: 1000 } },
  })
  return { studio, gateway, folder, faults }
}

let submitted = 0

/** The kind of error that a submit met, or null. */
async function submit({ studio }: Bench): Promise<string | null> {
  const number = (submitted += 1)
  const submission = { verb: 'imagine', prompt: `a fox #${number}` } as const
  try {
    await studio.submit(viewer, [{ clientKey: `key-${number}`, submission }])
    return null
  } catch (error) {
    return error instanceof Error && 'kind' in error ? String(error.kind) : 'unexpected'
  }
}

/** Submits, and waits until the gateway has them: what is charged later was sent later. */
async function putUnderWay(bench: Bench, count: number): Promise<void> {
  const charges = bench.gateway.charges().length + count
  for (let n = 0; n < count; n += 1) await submit(bench)
  await until(() => bench.gateway.charges().length >= charges)
}

/** What one act of the story looked like from outside. */
type Act = { refusals: string[]; charges: number; failedReads: number; slowestReadMs: number }

/** Submits and reads for as long as the trouble lasts. */
async function liveThrough(bench: Bench, isOver: () => boolean, everyMs: number): Promise<Act> {
  const before = bench.gateway.charges().length
  const act: Act = { refusals: [], charges: 0, failedReads: 0, slowestReadMs: 0 }
  const submits: Promise<void>[] = []
  while (!isOver()) {
    submits.push(submit(bench).then((kind) => void act.refusals.push(kind ?? 'taken')))
    const began = performance.now()
    await bench.studio.feed(viewer, { limit: 20 }).catch(() => (act.failedReads += 1))
    act.slowestReadMs = Math.max(act.slowestReadMs, performance.now() - began)
    await delay(everyMs)
  }
  act.charges = bench.gateway.charges().length - before
  await Promise.all(submits)
  return act
}

function forAWhile(ms: number): () => boolean {
  const end = performance.now() + ms
  return () => performance.now() > end
}

/** Milliseconds until a submit is taken and charged again. */
async function recover(bench: Bench): Promise<number> {
  const began = performance.now()
  const before = bench.gateway.charges().length
  await until(async () => (await submit(bench)) === null, 30_000)
  await until(() => bench.gateway.charges().length > before, 30_000)
  const recoveredMs = performance.now() - began
  // Whatever else was taken meanwhile is at the gateway before the next trouble begins.
  await until(async () => (await unsent(bench)) === 0, 30_000)
  return recoveredMs
}

async function belowTheFloor(
  stage: Stage,
  bench: Bench,
  room: { isNarrow: boolean },
): Promise<readonly Check[]> {
  await recover(bench)
  room.isNarrow = true
  const act = await liveThrough(bench, forAWhile(1500), 50)
  room.isNarrow = false
  return checksOf(stage, 'disk below the floor', act, ['disk-full'], await recover(bench))
}

async function fullToTheLastByte(
  stage: Stage,
  bench: Bench,
  disk: string,
): Promise<readonly Check[]> {
  // One is on its way: its picture comes when there is no room for it.
  await putUnderWay(bench, 1)
  const ballast = path.join(disk, 'ballast')
  await fill(ballast, disk)
  const act = await liveThrough(bench, forAWhile(4000), 100)
  await rm(ballast)
  const recoveredMs = await recover(bench)
  await until(async () => (await unkept(bench)) === 0, 30_000)
  return checksOf(stage, 'disk full to the last byte', act, ['disk-full'], recoveredMs)
}

async function fill(file: string, disk: string): Promise<void> {
  const block = Buffer.alloc(64 * 1024, 1)
  for (;;) {
    try {
      await writeFile(file, block, { flag: 'a' })
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') break
      throw error
    }
  }
  if ((await freeBytes(disk)) > block.length) throw new Error('the disk is not full')
}

async function unsent({ studio }: Bench): Promise<number> {
  const { tasks } = await studio.feed(viewer, { limit: 1000 })
  return tasks.filter(({ state }) => state.name === 'queued' || state.name === 'sending').length
}

async function unkept({ studio }: Bench): Promise<number> {
  const { tasks } = await studio.feed(viewer, { limit: 1000 })
  return tasks.filter(({ state }) => state.name === 'done' && state.archive !== 'kept').length
}

async function locked(stage: Stage, bench: Bench): Promise<readonly Check[]> {
  const lockMs = sized(stage, 60_000, 4000)
  // Something is under way, so that the studio itself has things to write.
  await putUnderWay(bench, 5)
  const thief = await lockDatabase(databaseFile(bench.folder))
  const act = await liveThrough(bench, forAWhile(lockMs), 250)
  thief.kill('SIGKILL')
  const recoveredMs = await recover(bench)
  return checksOf(
    stage,
    `database locked for ${lockMs / 1000} s`,
    act,
    ['unavailable', 'taken'],
    recoveredMs,
  )
}

/** Another program with a transaction open; resolves once it has the lock. */
async function lockDatabase(file: string): Promise<ChildProcess> {
  const program = `
    const db = new (require('better-sqlite3'))(process.argv[1])
    db.exec('begin immediate')
    process.stdout.write('locked')
    setInterval(() => {}, 1000)`
  const thief = spawn(process.execPath, ['-e', program, file], {
    cwd: path.resolve('.'),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(thief.stdout, 'data')
  return thief
}

function checksOf(
  stage: Stage,
  when: string,
  act: Act,
  allowed: readonly string[],
  recoveredMs: number,
): readonly Check[] {
  const odd = act.refusals.filter((kind) => !allowed.includes(kind))
  return [
    atLeast(`${when}: submits tried`, sized(stage, 10, 5), act.refusals.length),
    never(`${when}: charges while it lasts`, act.charges),
    never(`${when}: submits that met something else than a clear word`, odd.length),
    never(`${when}: reads that failed`, act.failedReads),
    inTime(stage, `${when}: the slowest read`, 1000, act.slowestReadMs, 'ms'),
    inTime(stage, `${when}: until a submit is charged again`, recoveryMs, recoveredMs, 'ms'),
  ]
}

async function afterwards(stage: Stage, bench: Bench): Promise<readonly Check[]> {
  const { studio, gateway, folder, faults } = bench
  const isSettled = async () => {
    const { tasks } = await studio.feed(viewer, { limit: 1000 })
    return tasks.every(({ state }) => state.name === 'done' && state.archive === 'kept')
  }
  await until(isSettled, 60_000).catch(() => undefined)
  const { tasks } = await studio.feed(viewer, { limit: 1000 })
  await studio.close()
  const books = await readBooks(folder)
  const doubles = [...gateway.taken.values()].filter((ids) => ids.length > 1)
  const odd = faults.filter((fault) => !/full|locked|no room/i.test(fault))
  for (const fault of odd.slice(0, 3)) stage.say(fault)
  return [
    exactly('charges: what was acknowledged', tasks.length, gateway.charges().length),
    exactly(
      'tasks kept in the end',
      tasks.length,
      tasks.filter(({ state }) => state.name === 'done').length,
    ),
    never('submits charged twice', doubles.length),
    never('faults of any other kind', odd.length),
    never('invariants breached', books.breaches.length),
    never('faults in the database', books.integrity === 'ok' ? 0 : 1),
  ]
}
