import 'server-only'
/** What somebody has brought, told by its content: a library of ours, or another client's history. */
import { open, readFile, stat } from 'node:fs/promises'
import type { ImportPlan } from '@/lib/mj/exchange'
import { recogniseMover } from '@/lib/mj/movers'
import { planLibrary } from './import-library'
import { type Moved, planMove } from './import-movers'
import { ImportRefusal, type OpenZip, openZip } from './import-zip'
import type { Viewer } from './viewer'
import type { StudioParts } from './studio-parts'

export type Recognised = {
  plan(parts: StudioParts, viewer: Viewer): Promise<ImportPlan>
  close(): void
} & ({ kind: 'library'; zip: OpenZip } | { kind: 'mover'; moved: Moved })

/** Browsers keep five to ten megabytes for a page; this is what a copy of all their pages together could have. */
const largestHistory = 64 * 1024 * 1024

/** Throws `ImportRefusal`. */
export async function recogniseFile(path: string): Promise<Recognised> {
  if (await isZip(path)) {
    const zip = await openZip(path)
    return {
      kind: 'library',
      zip,
      plan: (parts, viewer) => planLibrary(parts, viewer, zip),
      close: () => zip.close(),
    }
  }
  const moved = await readHistory(path)
  return {
    kind: 'mover',
    moved,
    plan: (parts) => Promise.resolve(planMove(moved, parts.clock.now())),
    close: () => undefined,
  }
}

async function isZip(path: string): Promise<boolean> {
  const file = await open(path, 'r')
  try {
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0)
    // The last is that of an empty one.
    return ['PK\x03\x04', 'PK\x05\x06'].includes(buffer.toString('latin1'))
  } finally {
    await file.close()
  }
}

async function readHistory(path: string): Promise<Moved> {
  if ((await stat(path)).size > largestHistory) throw new ImportRefusal('not-known')
  let value: unknown
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path))
    value = JSON.parse(text)
  } catch (cause) {
    throw new ImportRefusal('not-known', { cause })
  }
  const moved = recogniseMover(value)
  if (moved === null) throw new ImportRefusal('not-known')
  return moved
}
