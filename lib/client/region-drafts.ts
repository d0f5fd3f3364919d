/**
 * Masks that have not been sent, kept in the browser while they are painted: a closed tab, a reload or a crash
 * loses neither mask nor prompt. IndexedDB, because a day's strokes can outgrow localStorage.
 */

export type RegionDraft = {
  /** As lib/editor/saved.ts writes it. */
  document: string
  prompt: string
  /** How the prompt is meant: see region-prompts.ts of the editor. */
  isHoleOnly: boolean
  isSeveral: boolean
  /** Epoch milliseconds of the last change. */
  at: number
}

const databaseName = 'safelight.region'
const storeName = 'drafts'
/** Drafts of pictures that nobody has come back to. */
const keptMs = 30 * 24 * 3_600_000

/** Undefined where there is none, or where the browser keeps nothing. */
export async function readRegionDraft(key: string): Promise<RegionDraft | undefined> {
  return (await inStore<RegionDraft>('readonly', (store) => store.get(key))) ?? undefined
}

export async function writeRegionDraft(key: string, draft: RegionDraft): Promise<void> {
  await inStore('readwrite', (store) => store.put(draft, key))
}

export async function forgetRegionDraft(key: string): Promise<void> {
  await inStore('readwrite', (store) => store.delete(key))
}

/** Drafts older than a month go; called when an editor opens. */
export async function sweepRegionDrafts(now: number): Promise<void> {
  const keys = (await inStore<string[]>('readonly', (store) => store.getAllKeys())) ?? []
  for (const key of keys) {
    const draft = await inStore<RegionDraft>('readonly', (store) => store.get(key))
    if (draft && now - draft.at > keptMs) await forgetRegionDraft(key)
  }
}

async function inStore<Result>(
  mode: IDBTransactionMode,
  ask: (store: IDBObjectStore) => IDBRequest,
): Promise<Result | undefined> {
  const database = await openDatabase()
  if (database === null) return undefined
  return new Promise((resolve) => {
    const transaction = database.transaction(storeName, mode)
    const request = ask(transaction.objectStore(storeName))
    // A draft that cannot be kept (no room, private window) must not stop anybody from painting.
    transaction.onabort = transaction.onerror = () => resolve(undefined)
    transaction.oncomplete = () => resolve(request.result as Result)
  })
}

let opened: Promise<IDBDatabase | null> | undefined

function openDatabase(): Promise<IDBDatabase | null> {
  opened ??= new Promise((resolve) => {
    try {
      const request = indexedDB.open(databaseName, 1)
      request.onupgradeneeded = () => request.result.createObjectStore(storeName)
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => resolve(null)
    } catch {
      // Some private windows throw instead of failing.
      resolve(null)
    }
  })
  return opened
}
