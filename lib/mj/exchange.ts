/**
 * What goes out of a studio and comes into one: exports, imports, and tasks that are adopted by their gateway's id.
 * The shapes that the page and the server have in common; docs/exchange.md tells the rest.
 */
import type { FrameSelection } from './library'
import type { MoverClient, MoverSkip } from './movers'

/** Frames, whole families of tasks, or everything there is, the trash and the saved searches included. */
export type ExportSelection =
  | FrameSelection
  | { families: readonly string[] }
  | { everything: true }

/** What an export would hold. The metadata that is written into the files comes on top, about 2 kB each. */
export type ExportEstimate = {
  tasks: number
  pictures: number
  films: number
  sizeBytes: number
  /** Tasks left out because something is still to come of them. */
  underWay: number
}

export type Export = { id: string; name: string } & ExportEstimate

/** Why a whole file cannot be taken. */
const importFailures = [
  'not-known',
  'not-a-zip',
  'encrypted',
  'unsafe-names',
  'duplicate-names',
  'too-many-entries',
  'overlapping',
  'no-library',
  'unreadable-library',
  'newer-version',
  'upload-cut',
  'too-large',
  'disk-full',
  'gateway-silent',
  'interrupted',
  'internal',
] as const
export type ImportFailure = (typeof importFailures)[number]

/** Why a single thing in a file was left behind, while the rest came in. */
const importSkips = [
  'missing',
  'too-large',
  'other-content',
  'not-a-picture',
  'not-a-film',
  'elsewhere',
] as const
export type ImportSkip = (typeof importSkips)[number]

export type ImportPlan =
  | {
      kind: 'library'
      tasks: number
      pictures: number
      films: number
      /** Of the tasks, those that are here already. */
      known: number
      /** Of all the pictures and films in it. */
      sizeBytes: number
      /** Of those that are not here yet. */
      addedBytes: number
      /** Gateways of the file's tasks that are not connected here: their buttons will rest. */
      strangers: readonly string[]
    }
  | {
      kind: 'mover'
      client: MoverClient
      tasks: number
      /** Of the tasks, those whose links have run out by their own word. */
      expired: number
      skipped: readonly Skipped<MoverSkip>[]
    }

/** What was left behind: a file's name or the place in a list, and why. */
export type Skipped<Reason> = { what: string; reason: Reason }

export type ImportReport = {
  tasks: number
  /** Tasks that were here already. */
  known: number
  pictures: number
  films: number
  collections: number
  searches: number
  /** Pictures that the archive is going to fetch from the links in the file. */
  toFetch: number
  /** Tasks kept with their prompt alone, since their links have run out. */
  expired: number
  /** The first hundred. */
  skipped: readonly Skipped<ImportSkip | MoverSkip>[]
  skippedInAll: number
}

export type ImportState =
  | { name: 'receiving'; receivedBytes: number; sizeBytes: number }
  | { name: 'reading' }
  | { name: 'checking' }
  /** Nothing has been changed yet: a person sees what will happen and says go. */
  | { name: 'ready'; plan: ImportPlan }
  | { name: 'importing'; done: number; total: number }
  | { name: 'done'; report: ImportReport }
  /** `done` counts what had come in before; importing the same file again goes on from there. */
  | { name: 'failed'; reason: ImportFailure; done: number }

export type Import = { id: string; fileName: string; state: ImportState }

/** A piece of an upload: small enough for a slow line within the time a request may take. */
export const importPieceBytes = 4 * 1024 * 1024

/** So many ids are adopted at a time. */
export const mostAdopted = 100

/** What became of one gateway task id. */
export type Adoption =
  | { id: string; outcome: 'adopted' | 'known'; taskId: string }
  /** Not known there, belonging to somebody else here, or not told because the gateway gave no answer. */
  | { id: string; outcome: 'absent' | 'elsewhere' | 'unanswered' }
