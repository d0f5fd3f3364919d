/**
 * Made files that are bombs, lies, cuts or two things at once: the verdict on each, then all of them brought as
 * references to a built studio, fetched by its archive, and imported in a library; and libraries that lie themselves.
 */
import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import sharp from 'sharp'
import { sniffPictureType } from '@/lib/gateway/picture-type'
import type { Task } from '@/lib/mj/task'
import { inspectPicture } from '@/lib/server/images/picture'
import { readWhole } from '@/lib/server/import-zip'
import { withZip } from '@/lib/server/testing/exchange'
import { type BuiltStudio, openBuiltStudio } from '../built-studio'
import { exportAll, importFile } from '../exchange'
import { hostileLibraries, importedTask, libraryOf } from '../corpus/libraries'
import type { HostileFile } from '../corpus/forge'
import { hostileFiles } from '../corpus/pictures'
import { openPlainGateway } from '../plain-gateway'
import {
  atLeast,
  atMost,
  type Check,
  exactly,
  never,
  type Scenario,
  type Stage,
  inTime,
} from '../scenario'
import { until } from '../until'

export const hostileImages: Scenario = {
  name: 'hostile-images',
  about: 'bombs, lies and polyglots as references and as results',
  pace: 'measures',
  run: serveHostileFiles,
}

const mostMegabytes = 150

/** Whether a file was kept, by its name. */
type Kept = ReadonlyMap<string, boolean>

async function serveHostileFiles(stage: Stage): Promise<readonly Check[]> {
  const files = await hostileFiles(stage)
  const honest = await honestFiles()
  const served = [...files, ...honest]
  const verdicts = await judgeAll(files)
  const gateway = await openPlainGateway({
    taskOf: (number, url) => ({ imageUrl: `${url}/${number}.png` }),
    serve(at) {
      const file = served[Number(/^\/(\d+)\.png$/.exec(at)?.[1])]
      return file && { status: 200, headers: { 'content-type': 'image/png' }, body: file.bytes }
    },
  })
  const folder = path.join(stage.folder, 'studio')
  const studio = await openBuiltStudio(folder, {
    SAFELIGHT_GATEWAY_URL: gateway.url,
    SAFELIGHT_GATEWAY_KEY: 'sk-torture',
    // As the image of Docker and docs/deploy.md have it. A process cannot set it for itself.
    MALLOC_ARENA_MAX: '2',
  })
  try {
    await takeHonest(studio, honest, files.length)
    const memory = await watchMemory(studio.pid)
    const told = (what: string) => stage.say(`${Math.round(memory.most())} MB, ${what}`)
    const brought = await bringAll(studio, files)
    told('once all were brought')
    const fetched = await fetchAll(studio, files, 0)
    told('once all were fetched')
    const imported = await importAll(studio, files, 0)
    told('once all were imported')
    const refused = await importLies(studio)
    const riseMb = memory.end()
    const health = await studio.get('/api/health')
    const wrong = [brought, fetched, imported].flatMap((kept) => wrongVerdicts(files, kept))
    for (const line of wrong) stage.say(line)
    const blobs = await filesUnder(path.join(folder, 'blobs'))
    const foreign = await foreignAmong(blobs)
    for (const file of foreign) stage.say(`kept, and no picture: ${file}`)
    const left = await lookIntoExport(studio)
    for (const name of left.foreign) stage.say(`exported, and no picture: ${name}`)
    return [
      atLeast('files', 40, files.length),
      inTime(stage, 'the slowest verdict but one in a hundred', 500, verdicts.p99Ms, 'ms'),
      exactly('the studio still answers', 200, health.status),
      never('faults in its log', studio.output().split('"level":"error"').length - 1),
      never('files kept or refused against expectation', wrong.length),
      atLeast('files on its disk', 20, blobs.length),
      never('of them that are not PNG, JPEG or WebP', foreign.length),
      atLeast('files in its export', 20, left.files),
      never('of them that are not PNG, JPEG or WebP', left.foreign.length),
      exactly('libraries that lie, and are refused', hostileLibraries.length, refused),
      atMost('what a verdict takes of memory', mostMegabytes, verdicts.riseMb, 'MB'),
      atMost('what the studio takes beyond honest pictures of 17 MP', mostMegabytes, riseMb, 'MB'),
    ]
  } finally {
    await studio.end('SIGTERM')
    await gateway.close()
  }
}

/**
 * In this process and one after the other, so that nothing but the decoder is measured; the better of two times, since
 * a machine may be busy with something else.
 */
async function judgeAll(files: readonly HostileFile[]): Promise<{ p99Ms: number; riseMb: number }> {
  const memory = await watchMemory(process.pid)
  const times: number[] = []
  for (const { bytes } of files) {
    const tries: number[] = []
    for (let n = 0; n < 2; n += 1) {
      const began = performance.now()
      await inspectPicture(bytes).catch(() => undefined)
      tries.push(performance.now() - began)
    }
    times.push(Math.min(...tries))
  }
  times.sort((a, b) => a - b)
  return { p99Ms: times[Math.floor(times.length * 0.99)] ?? 0, riseMb: memory.end() }
}

/** The largest that a gateway sends, in each format and some times over, each with pixels of its own. */
async function honestFiles(): Promise<readonly HostileFile[]> {
  const formats = ['png', 'jpeg', 'webp'] as const
  const create = { width: 4096, height: 4096, channels: 3 as const }
  return Promise.all(
    ['#375', '#573'].flatMap((background) =>
      formats.map(async (format) => ({
        name: `an honest ${format}, ${background}`,
        bytes: await sharp({ create: { ...create, background } })
          .toFormat(format)
          .toBuffer(),
        want: 'keep' as const,
      })),
    ),
  )
}

/** Through each of the doors: what they take is nobody's attack. `first` is the number of the first at the gateway. */
async function takeHonest(
  studio: BuiltStudio,
  files: readonly HostileFile[],
  first: number,
): Promise<void> {
  const taken = [
    await bringAll(studio, files),
    await fetchAll(studio, files, first),
    await importAll(studio, files, first),
  ]
  const wrong = taken.flatMap((kept) => wrongVerdicts(files, kept))
  if (wrong.length > 0) throw new Error(wrong.join('; '))
}

async function bringAll(studio: BuiltStudio, files: readonly HostileFile[]): Promise<Kept> {
  const kept = new Map<string, boolean>()
  for (const { name, bytes } of files) {
    const picture = `data:image/png;base64,${bytes.toString('base64')}`
    let status = 429
    // As fast as a person may.
    await until(async () => {
      status = (await studio.post('/api/references', { picture })).status
      return status !== 429
    })
    if (status !== 201 && (status < 400 || status >= 500)) throw new Error(`${name}: ${status}`)
    kept.set(name, status === 201)
  }
  return kept
}

/** `first` is the number of the first of them at the gateway. */
async function fetchAll(
  studio: BuiltStudio,
  files: readonly HostileFile[],
  first: number,
): Promise<Kept> {
  const ids: string[] = []
  for (let from = 0; from < files.length; from += 40) {
    const items = Array.from({ length: Math.min(40, files.length - from) }, (_, n) => ({
      clientKey: `hostile-${first + from + n}`,
      submission: { verb: 'imagine', prompt: `a fox in the works #${first + from + n}` },
    }))
    const answer = await studio.post('/api/submits', { items })
    const { tasks } = JSON.parse(answer.bytes.toString()) as { tasks: readonly Task[] }
    ids.push(...tasks.map(({ id }) => id))
  }
  const kept = new Map<string, boolean>()
  for (const [n, id] of ids.entries()) {
    await until(async () => {
      const verdict = await archiveVerdict(studio, id)
      if (verdict !== null) kept.set(files[n]!.name, verdict)
      return verdict !== null
    }, 120_000)
  }
  return kept
}

/** Null before the first try: what is no picture is asked for again for two hours, and its history tells of each. */
async function archiveVerdict(studio: BuiltStudio, id: string): Promise<boolean | null> {
  const answer = await studio.get(`/api/tasks/${id}`)
  const { task } = JSON.parse(answer.bytes.toString()) as { task: Task }
  if (task.state.name !== 'done') return null
  if (task.state.archive !== 'keeping') return task.state.archive === 'kept'
  const told = await studio.get(`/api/tasks/${id}/history`)
  return told.bytes.includes('"not kept"') ? false : null
}

async function importAll(
  studio: BuiltStudio,
  files: readonly HostileFile[],
  first: number,
): Promise<Kept> {
  const { end } = await importFile(studio, 'library.zip', libraryOf(files, first))
  if (end.name !== 'done') throw new Error(`a library of pictures ended as ${JSON.stringify(end)}`)
  const kept = new Map<string, boolean>()
  for (const [n, { name }] of files.entries()) {
    const answer = await studio.get(`/api/tasks/${importedTask(first + n)}`)
    const { task } = JSON.parse(answer.bytes.toString()) as { task: Task }
    kept.set(name, task.pictures.length > 0)
  }
  return kept
}

/** Answers how many were refused as a whole. */
async function importLies(studio: BuiltStudio): Promise<number> {
  let refused = 0
  for (const { name, bytes } of hostileLibraries) {
    const { end } = await importFile(studio, `${name}.zip`, bytes())
    if (end.name === 'failed' && end.reason !== 'internal') refused += 1
  }
  return refused
}

async function lookIntoExport(
  studio: BuiltStudio,
): Promise<{ files: number; foreign: readonly string[] }> {
  const { zip } = await exportAll(studio)
  return withZip(zip, async (opened) => {
    const library = JSON.parse(Buffer.from(await readWhole(opened, 'library.json')).toString()) as {
      tasks: readonly { pictures: readonly { file: string }[] }[]
      references: readonly { file: string }[]
    }
    const pictures = [...library.tasks.flatMap((task) => task.pictures), ...library.references]
    const foreign: string[] = []
    for (const { file } of pictures) {
      if (sniffPictureType(await readWhole(opened, file)) === undefined) foreign.push(file)
    }
    return { files: pictures.length, foreign }
  })
}

function wrongVerdicts(files: readonly HostileFile[], kept: Kept): readonly string[] {
  return files
    .filter(({ name, want }) => want !== 'either' && kept.get(name) !== (want === 'keep'))
    .map(({ name, want }) => `${name}: wanted ${want}, kept: ${kept.get(name)}`)
}

async function foreignAmong(files: readonly string[]): Promise<readonly string[]> {
  const foreign: string[] = []
  for (const file of files) {
    if (sniffPictureType(await readFile(file)) === undefined) foreign.push(file)
  }
  return foreign
}

async function filesUnder(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true })
  const files: string[] = []
  for (const entry of entries) {
    const file = path.join(folder, entry)
    if ((await stat(file)).isFile()) files.push(file)
  }
  return files
}

const pageBytes = 4096

/** The most that a process grows by while it is watched, in MB, by what the kernel says of it. */
async function watchMemory(pid: number): Promise<{ most: () => number; end: () => number }> {
  const read = async () => {
    const [, resident = '0'] = (await readFile(`/proc/${pid}/statm`, 'utf8')).split(' ')
    return (Number(resident) * pageBytes) / 1e6
  }
  const first = await read()
  let most = first
  const looking = setInterval(() => {
    read().then(
      (now) => (most = Math.max(most, now)),
      () => undefined,
    )
  }, 5)
  return {
    most: () => most - first,
    end() {
      clearInterval(looking)
      return most - first
    },
  }
}
