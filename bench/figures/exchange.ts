/**
 * Exports a library, imports it into an empty studio and exports that: time, size, and what the process held at most
 * meanwhile. Beside the export a plain copy of the same bytes, from one file to another.
 */
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { importPieceBytes } from '@/lib/mj/exchange'
import { openZip } from '@/lib/server/import-zip'
import { openStudio, type RunningStudio } from '@/lib/server/open-studio'
import { scriptedGateway } from '@/lib/server/testing/scripted-gateway'
import { seedLibrary } from '@/lib/server/testing/seed-library'
import { openDiskBlobs } from '@/lib/storage/disk'
import { type Figure, type Row, row } from '../figure'
import { viewerOf } from '@/lib/server/member-state'

const viewer = viewerOf('owner')

export const exchange: Figure = {
  name: 'exchange',
  about: '1,200 tasks exported, imported elsewhere and exported again, beside a plain copy',
  async run({ folder, isShort }) {
    const open = (name: string) =>
      openStudio({ folder: path.join(folder, name), gateways: [scriptedGateway(Date.now)] })
    const [first, second] = [path.join(folder, 'first.zip'), path.join(folder, 'second.zip')]
    const from = await open('from')
    const blobs = await openDiskBlobs(path.join(folder, 'from', 'blobs'))
    await seedLibrary({ db: from.db, blobs }, { tasks: isShort ? 200 : 1200 })
    const exported = await measured(first, () => exportTo(from, first))
    await from.close()
    const copied = await measured(first, () => copy(first, path.join(folder, 'copy.zip')))
    const to = await open('to')
    const imported = await measured(first, () => importFrom(to, first))
    const again = await measured(second, () => exportTo(to, second))
    await to.close()
    if ((await libraryHash(first)) !== (await libraryHash(second))) {
      throw new Error('what came in goes out differently: library.json is not the same')
    }
    const beside = (value: number) => ({ what: 'a plain copy', value })
    return [
      ...rowsOf('export', exported, beside(copied.mbPerSecond)),
      ...rowsOf('import', imported, beside(copied.mbPerSecond)),
      ...rowsOf('export again', again, beside(copied.mbPerSecond)),
    ]
  },
}

type Measured = { mbPerSecond: number; mb: number; mostMb: number }

function rowsOf(
  name: string,
  { mbPerSecond, mb, mostMb }: Measured,
  reference: { what: string; value: number },
): readonly Row[] {
  return [
    row(`${name}, ${Math.round(mb)} MB`, mbPerSecond, 'MB/s', { reference }),
    row(`${name}, memory at most above before`, mostMb, 'MB'),
  ]
}

async function copy(from: string, to: string): Promise<void> {
  await pipeline(createReadStream(from), createWriteStream(to))
}

async function exportTo({ exchange: desk }: RunningStudio, file: string): Promise<void> {
  const { id } = await desk.makeExport(viewer, { everything: true })
  await pipeline(desk.readExport(viewer, id).bytes, createWriteStream(file))
}

async function importFrom({ exchange: desk }: RunningStudio, file: string): Promise<void> {
  const { size } = await stat(file)
  const { id } = await desk.beginImport(viewer, { name: 'first.zip', sizeBytes: size })
  let at = 0
  for await (const piece of createReadStream(file, { highWaterMark: importPieceBytes })) {
    await desk.receiveImport(viewer, id, at, piece as Buffer)
    at += (piece as Buffer).length
  }
  for (;;) {
    const { state } = desk.findImport(viewer, id)
    if (state.name === 'ready') await desk.startImport(viewer, id, null)
    if (state.name === 'failed') throw new Error(`the import failed: ${state.reason}`)
    if (state.name === 'done') return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** How fast a file is written or read, and how much memory that takes at most above what was held before. */
async function measured(file: string, work: () => Promise<void>): Promise<Measured> {
  const before = process.memoryUsage().rss
  let most = before
  const timer = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 50)
  const began = performance.now()
  await work()
  clearInterval(timer)
  const seconds = (performance.now() - began) / 1000
  const mb = (await stat(file)).size / 1e6
  return { mb, mbPerSecond: mb / seconds, mostMb: (most - before) / 1e6 }
}

async function libraryHash(file: string): Promise<string> {
  const zip = await openZip(file)
  const digest = createHash('sha256')
  for await (const piece of await zip.read('library.json')) digest.update(piece)
  zip.close()
  return digest.digest('hex')
}
