/**
 * [Note: Nothing brought is lost] Every file that somebody brings is an entry until it has become a picture of the
 * studio: what cannot be taken says why, what could not be sent stays with its bytes and can be sent again. At most
 * three are on their way at once, and those of one batch arrive in the order in which they were given.
 */
import { createStore } from 'zustand/vanilla'
import type { ErrorKind } from '@/lib/mj/errors'
import { errorKind, isUnanswered } from './http'
import type { PictureNote, PictureProblem, Preparation } from './picture-files'

export type IntakeProblem =
  | PictureProblem
  /** The studio took it not. `unavailable` entries go out again by themselves. */
  | { type: 'refused'; kind: ErrorKind }
  /** There were more pictures than what they were for can take. */
  | { type: 'surplus' }

export type IntakeEntry<Purpose> = {
  id: string
  file: File
  purpose: Purpose
  state: 'waiting' | 'preparing' | 'sending' | 'held' | 'failed' | 'taken'
  problem: IntakeProblem | null
  notes: readonly PictureNote[]
}

export type Batch<Purpose> = {
  purpose: Purpose
  /** Bytes that the gateway takes of one picture. */
  limitBytes: number
  /** How many pictures there is room for; files that are none take no place. */
  room: number
  /** Called for each picture, in the order of the files. */
  deliver: (referenceId: string) => void
}

export type IntakeOptions = {
  prepare: (file: File, limitBytes: number) => Promise<Preparation>
  /** Resolves to the id of the reference. */
  keep: (picture: Blob) => Promise<string>
}

const mostAtOnce = 3

export function createIntake<Purpose>({ prepare, keep }: IntakeOptions) {
  type Entry = IntakeEntry<Purpose>
  const store = createStore<{ entries: readonly Entry[] }>()(() => ({ entries: [] }))
  const batches = new Map<string, Batch<Purpose>>()
  const inTurn = createQueue(mostAtOnce)
  let count = 0

  const find = (id: string) => store.getState().entries.find((entry) => entry.id === id)
  const change = (id: string, changes: Partial<Entry>) =>
    store.setState(({ entries }) => ({
      entries: entries.map((entry) => (entry.id === id ? { ...entry, ...changes } : entry)),
    }))
  const fail = (id: string, problem: IntakeProblem): null => {
    const isHeld = problem.type === 'refused' && problem.kind === 'unavailable'
    change(id, { state: isHeld ? 'held' : 'failed', problem })
    return null
  }
  const dismiss = (id: string) => {
    batches.delete(id)
    store.setState(({ entries }) => ({ entries: entries.filter((entry) => entry.id !== id) }))
  }

  /**
   * Null when it failed; the entry says why. `claim` says whether there is room for one more picture; it waits for
   * the files before this one, so that it is always the last ones that are left out.
   */
  async function send(
    { id, file }: Entry,
    { limitBytes }: Batch<Purpose>,
    claim: (isPicture: boolean) => Promise<boolean>,
  ): Promise<string | null> {
    change(id, { state: 'preparing', problem: null })
    const { picture, problem } = await prepare(file, limitBytes)
    const hasRoom = await claim(!problem)
    if (problem) return fail(id, problem)
    if (!hasRoom) return fail(id, { type: 'surplus' })
    change(id, { state: 'sending', notes: picture.notes })
    try {
      return await keep(picture.blob)
    } catch (error) {
      return fail(id, {
        type: 'refused',
        kind: isUnanswered(error) ? 'unavailable' : errorKind(error),
      })
    }
  }

  function deliver(id: string, referenceId: string | null): void {
    const entry = find(id)
    // Taken back while it was on its way.
    if (!entry || referenceId === null) return
    batches.get(id)?.deliver(referenceId)
    if (entry.notes.length > 0) change(id, { state: 'taken' })
    else dismiss(id)
  }

  const run = (id: string, claim: (isPicture: boolean) => Promise<boolean>) =>
    inTurn(async () => {
      const entry = find(id)
      const batch = batches.get(id)
      if (entry && batch) return send(entry, batch, claim)
      await claim(false)
      return null
    })

  async function retry(id: string): Promise<void> {
    if (!batches.has(id)) return
    change(id, { state: 'waiting', problem: null })
    deliver(id, await run(id, () => Promise.resolve(true)))
  }

  return {
    store,
    /** Takes files in; resolves when each of them has become a picture or a problem. */
    async take(files: readonly File[], batch: Batch<Purpose>): Promise<void> {
      const added = files.map((file): Entry => {
        count += 1
        const { purpose } = batch
        return { id: String(count), file, purpose, state: 'waiting', problem: null, notes: [] }
      })
      store.setState(({ entries }) => ({ entries: [...entries, ...added] }))
      const claims = createClaims(batch.room)
      const runs = added.map(({ id }) => {
        batches.set(id, batch)
        return { id, sent: run(id, claims()) }
      })
      for (const { id, sent } of runs) deliver(id, await sent)
    },
    retry,
    /** Sends again what the studio did not answer to. */
    async resume(): Promise<void> {
      const held = store.getState().entries.filter(({ state }) => state === 'held')
      await Promise.all(held.map(({ id }) => retry(id)))
    },
    /** Forgets an entry; what is on its way then arrives nowhere. */
    dismiss,
    /** Forgets all that is over. */
    clear(): void {
      for (const { id, state } of store.getState().entries)
        if (state === 'failed' || state === 'taken') dismiss(id)
    },
  }
}

/** Whether an entry can be sent again with some hope: not when the file itself is the problem. */
export function canRetry({ problem }: Pick<IntakeEntry<unknown>, 'problem'>): boolean {
  return problem?.type === 'refused' || problem?.type === 'unreadable'
}

/** Places given out in the order in which they were asked for here, whatever the order in which they are claimed. */
function createClaims(room: number): () => (isPicture: boolean) => Promise<boolean> {
  let left = room
  let earlier: Promise<void> = Promise.resolve()
  return () => {
    const before = earlier
    let settle = () => undefined as void
    earlier = new Promise((resolve) => {
      settle = resolve
    })
    return async (isPicture) => {
      await before
      const hasRoom = isPicture && left > 0
      if (hasRoom) left -= 1
      settle()
      return hasRoom
    }
  }
}

/** Runs at most `limit` at once, in the order of the calls. */
function createQueue(limit: number) {
  const waiting: (() => void)[] = []
  let running = 0
  return async <Result>(job: () => Promise<Result>): Promise<Result> => {
    if (running >= limit) await new Promise<void>((resolve) => waiting.push(resolve))
    else running += 1
    try {
      return await job()
    } finally {
      // The place goes straight to the next in line, so nobody who comes later slips in between.
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
}
