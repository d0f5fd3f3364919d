/**
 * Exports a library, imports it into an empty studio and exports that: time, size, and what the process held at most
 * meanwhile. `npm run bench:exchange -- 4000` (tasks; about 10,000 frames)
 */
import { createHash } from 'node:crypto'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { createReadStream, createWriteStream } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { openZip } from '@/lib/server/import-zip'
import { openStudio, type RunningStudio } from '@/lib/server/open-studio'
import { openDiskBlobs } from '@/lib/storage/disk'
import { seedLibrary } from '@/lib/server/testing/seed-library'
import { scriptedGateway } from '@/lib/server/testing/scripted-gateway'
import { importPieceBytes } from '@/lib/mj/exchange'
import { viewerOf } from '@/lib/server/member-state'

const viewer = viewerOf('owner')
const tasks = Number(process.argv[2] ?? 4000)

const folder = await mkdtemp(join(tmpdir(), 'safelight-bench-'))
try {
  const from = await open('from')
  const blobs = await openDiskBlobs(join(folder, 'from', 'blobs'))
  await seedLibrary({ db: from.db, blobs }, { tasks })
  const first = await measured('export', () => exportTo(from, 'first.zip'))
  await from.close()
  const to = await open('to')
  await measured('import', () => importFrom(to, first))
  const second = await measured('export again', () => exportTo(to, 'second.zip'))
  await to.close()
  const [a, b] = [await libraryHash(first), await libraryHash(second)]
  console.log(a === b ? 'library.json: equal' : 'library.json: DIFFERENT')
  if (a !== b) process.exitCode = 1
} finally {
  await rm(folder, { recursive: true, force: true })
}

function open(name: string): Promise<RunningStudio> {
  return openStudio({ folder: join(folder, name), gateways: [scriptedGateway(Date.now)] })
}

async function exportTo(studio: RunningStudio, name: string): Promise<string> {
  const path = join(folder, name)
  const { id } = await studio.exchange.makeExport(viewer, { everything: true })
  await pipeline(studio.exchange.readExport(viewer, id).bytes, createWriteStream(path))
  return path
}

async function importFrom({ exchange }: RunningStudio, path: string): Promise<string> {
  const { size } = await stat(path)
  const { id } = await exchange.beginImport(viewer, { name: 'first.zip', sizeBytes: size })
  let at = 0
  for await (const piece of createReadStream(path, { highWaterMark: importPieceBytes })) {
    await exchange.receiveImport(viewer, id, at, piece as Buffer)
    at += (piece as Buffer).length
  }
  for (;;) {
    const { state } = exchange.findImport(viewer, id)
    if (state.name === 'ready') await exchange.startImport(viewer, id, null)
    if (state.name === 'failed') throw new Error(`the import failed: ${state.reason}`)
    if (state.name === 'done') return path
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

async function measured(what: string, work: () => Promise<string>): Promise<string> {
  globalThis.gc?.()
  const before = process.memoryUsage().rss
  let most = before
  const timer = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 50)
  const begun = performance.now()
  const path = await work()
  clearInterval(timer)
  const seconds = (performance.now() - begun) / 1000
  const mb = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`
  const { size } = await stat(path)
  console.log(
    `${what}: ${mb(size)} in ${seconds.toFixed(1)} s; memory ${mb(before)}, at most ${mb(most)} (+${mb(most - before)})`,
  )
  return path
}

async function libraryHash(path: string): Promise<string> {
  const zip = await openZip(path)
  const digest = createHash('sha256')
  for await (const piece of await zip.read('library.json')) digest.update(piece)
  zip.close()
  return digest.digest('hex')
}
