/**
 * Exports a library of many frames, imports it into an empty studio and exports that: time, size, and what the process
 * held at most meanwhile. `npm run bench:exchange -- 10000` (frames; 10,000 without a number)
 */
import { createHash } from 'node:crypto'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { createReadStream, createWriteStream } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import sharp from 'sharp'
import type { Db } from '@/lib/db/schema'
import { openZip } from '@/lib/server/import-zip'
import { openStudio, type RunningStudio } from '@/lib/server/open-studio'
import { blankTask } from '@/lib/server/ledger'
import { framesOfPicture, insertFrames } from '@/lib/db/frames'
import { insertTask } from '@/lib/db/tasks'
import { openDiskBlobs } from '@/lib/storage/disk'
import { quadrantBoxes } from '@/lib/server/images/quadrants'
import { scriptedGateway } from '@/lib/server/testing/scripted-gateway'
import { importPieceBytes } from '@/lib/mj/exchange'

const viewer = { ownerId: 'owner' }
const frames = Number(process.argv[2] ?? 10_000)
const grids = Math.ceil(frames / 4)

const folder = await mkdtemp(join(tmpdir(), 'safelight-bench-'))
try {
  const from = await open('from')
  await fill(from.db, join(folder, 'from'))
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

/** Grids of noise, each of other bytes, about a third of a megabyte each. */
async function fill(db: Db, data: string): Promise<void> {
  const blobs = await openDiskBlobs(join(data, 'blobs'))
  const noise = Buffer.alloc(384 * 256 * 3)
  for (let at = 0; at < noise.length; at += 1) noise[at] = (at * 2_654_435_761) >>> 24
  const created = Date.now() - grids * 60_000
  for (let n = 0; n < grids; n += 1) {
    noise.writeUInt32LE(n, 0)
    const raw = { width: 384, height: 256, channels: 3 as const }
    const bytes = await sharp(noise, { raw }).png({ compressionLevel: 0 }).toBuffer()
    const { sha256, sizeBytes } = await blobs.put(bytes)
    await db.transaction().execute(async (tx) => {
      const task = await insertTask(tx, gridTask(n, created + n * 60_000))
      const picture = {
        id: `picture${n}`,
        task_id: task.id,
        position: 0,
        sha256,
        type: 'image/png',
        width: raw.width,
        height: raw.height,
        size_bytes: sizeBytes,
        thumbhash: '',
        quadrants_json: JSON.stringify(quadrantBoxes(raw.width, raw.height)),
        pasted_json: null,
        created_at: task.created_at,
      }
      await tx.insertInto('picture').values(picture).execute()
      await insertFrames(tx, framesOfPicture(task, picture))
    })
  }
}

function gridTask(n: number, at: number) {
  return {
    ...blankTask,
    id: `task${n}`,
    owner_id: viewer.ownerId,
    created_at: at,
    changed_at: at,
    verb: 'imagine',
    kind: 'imagine',
    state_name: 'done',
    state_json: JSON.stringify({ name: 'done', archive: 'kept', detail: '' }),
    prompt: `teal ranges before dawn number ${n} --ar 3:2 --v 7`,
    speed: null,
    bot_type: 'MID_JOURNEY',
    parent_id: null,
    parent_custom_id: null,
    references_json: '[]',
    dimensions: null,
    gateway_id: 'scripted',
    gateway_name: 'Scripted gateway',
    gateway_is_demo: 0,
    gateway_task_id: `gw${n}`,
    gateway_status: 'SUCCESS',
    has_answer: 0,
    client_state: '',
  }
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
    `${what}: ${grids} grids (${grids * 4} frames), ${mb(size)} in ${seconds.toFixed(1)} s; memory ${mb(before)}, at most ${mb(most)} (+${mb(most - before)})`,
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
