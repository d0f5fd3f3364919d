/**
 * Histories that other clients keep in the browser, read into one plain list. Facts about their shapes are in
 * docs/exchange.md; each client has a file of its own. Whatever cannot be read is told, never guessed.
 */
import { readDooy } from './movers-dooy'
import { readLicoy } from './movers-licoy'
import { readLobe } from './movers-lobe'
import { asRecord, type MovedHistory } from './movers-reading'

export type { MovedHistory, MovedTask, MoverSkip } from './movers-reading'

const moverClients = ['dooy', 'lobe', 'licoy'] as const
export type MoverClient = (typeof moverClients)[number]

const readers: Record<MoverClient, (value: unknown) => MovedHistory | null> = {
  dooy: readDooy,
  lobe: readLobe,
  licoy: readLicoy,
}

/** Under which name each client keeps its history in the browser. */
const storageKeys: Record<MoverClient, string> = {
  dooy: 'chatStorage',
  lobe: 'MIDJOURNEY_DATA',
  licoy: 'mj-list',
}

/**
 * The history in a parsed file, and whose it is; null when no client writes such a thing. A copy of the whole browser
 * storage, keys and all, is as good as the one value.
 */
export function recogniseMover(
  value: unknown,
): { client: MoverClient; history: MovedHistory } | null {
  const storage = asRecord(value)
  for (const client of moverClients) {
    const held = storage?.[storageKeys[client]]
    const history = readers[client](held === undefined ? value : unwrap(held))
    if (history !== null) return { client, history }
  }
  return null
}

/** Browser storage holds text: its JSON is inside a string. */
function unwrap(held: unknown): unknown {
  if (typeof held !== 'string') return held
  try {
    return JSON.parse(held)
  } catch {
    return null
  }
}
