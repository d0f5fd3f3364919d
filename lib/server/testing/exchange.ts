import 'server-only'
/** Exports and imports in one word each, for tests. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ExportSelection, Import, ImportReport, ImportState } from '@/lib/mj/exchange'
import { type OpenZip, openZip, readWhole } from '../import-zip'
import type { Studio } from '../studio'
import type { Viewer } from '../viewer'
import { viewer as owner } from './studio-under-test'

type Desk = Pick<Studio, 'exchange'>

export async function exported(
  { exchange }: Desk,
  selection: ExportSelection = { everything: true },
  viewer: Viewer = owner,
): Promise<Uint8Array> {
  const { id } = await exchange.makeExport(viewer, selection)
  const pieces: Uint8Array[] = []
  for await (const piece of exchange.readExport(viewer, id).bytes) pieces.push(piece)
  return Buffer.concat(pieces)
}

/** Sends a file in pieces and waits until it has been looked through. */
export async function received(
  { exchange }: Desk,
  bytes: Uint8Array,
  { viewer = owner, name = 'file.zip', piece = 100_000 } = {},
): Promise<Import> {
  const { id } = await exchange.beginImport(viewer, { name, sizeBytes: bytes.length })
  for (let at = 0; at < bytes.length; at += piece) {
    await exchange.receiveImport(viewer, id, at, bytes.subarray(at, at + piece))
  }
  return resting({ exchange }, id, viewer)
}

const busy: readonly ImportState['name'][] = ['reading', 'checking', 'importing']

/** Waits until nothing happens to an import by itself any more. */
export async function resting({ exchange }: Desk, id: string, viewer = owner): Promise<Import> {
  for (;;) {
    const found = exchange.findImport(viewer, id)
    if (!busy.includes(found.state.name)) return found
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

/** Takes a file in, from its first byte to the report; throws where it fails. */
export async function imported(
  desk: Desk,
  bytes: Uint8Array,
  options: { viewer?: Viewer; gatewayId?: string } = {},
): Promise<ImportReport> {
  const { viewer = owner, gatewayId = null } = options
  const { id, state } = await received(desk, bytes, { viewer })
  if (state.name !== 'ready') throw new Error(`not ready: ${JSON.stringify(state)}`)
  await desk.exchange.startImport(viewer, id, gatewayId)
  const end = (await resting(desk, id, viewer)).state
  if (end.name !== 'done') throw new Error(`not done: ${JSON.stringify(end)}`)
  return end.report
}

/** Opens the bytes of a ZIP for the length of `look`. */
export async function withZip<T>(
  bytes: Uint8Array,
  look: (zip: OpenZip) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'safelight-zip-'))
  const path = join(folder, 'file.zip')
  await writeFile(path, bytes)
  const zip = await openZip(path)
  try {
    return await look(zip)
  } finally {
    zip.close()
    await rm(folder, { recursive: true })
  }
}

export async function libraryJson(bytes: Uint8Array): Promise<string> {
  return withZip(bytes, async (zip) => Buffer.from(await readWhole(zip, 'library.json')).toString())
}
