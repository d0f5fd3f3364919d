import 'server-only'
/**
 * The studio as its routes see it: one object a process, made by `openStudio` and found by `studio()`. Routes
 * parse, call one of these, answer. See docs/decisions for what each promises.
 */
import type { Capabilities } from '@/lib/mj/capabilities'
import type { StudioSubmission } from '@/lib/mj/submission'
import type { Speed, Task } from '@/lib/mj/task'
import type {
  ArchiveDesk,
  AuditDesk,
  ExchangeDesk,
  GatewayDesk,
  LibraryDesk,
  MemberDesk,
  ReferenceDesk,
  TokenDesk,
} from './desks'
import type { Viewer } from './viewer'

export type SubmitItem = { clientKey: string; submission: StudioSubmission }

export type FeedPage = {
  /** Newest first. */
  tasks: readonly Task[]
  /** Pass as `before` for the next page; null at the end. */
  next: string | null
  /** The sequence this page is true for: start watching changes from here. */
  seq: number
}

export type Changes = {
  seq: number
  tasks: readonly Task[]
  more: boolean
  /** Whether what everybody shares is another than it was at `after`. */
  isSharedNew: boolean
}

export type GatewayFacts = {
  id: string
  name: string
  isDemo: boolean
  capabilities: Capabilities
  reachable: boolean
  defaultSpeed: Speed | null
}

/** Films are too large to be held: their bytes are read, by range, as somebody takes them. */
export type KeptFilm = {
  type: string
  name: string
  sizeBytes: number
  /** The bytes from `first` up to and including `last`. */
  read(range: { first: number; last: number }): ReadableStream<Uint8Array>
}

export type HistoryEvent = { at: number; kind: string; detail: string }

/** What a person may do about an unclear submit (reliability.md 3.1). */
export type UnclearChoice =
  | { choice: 'check' }
  | { choice: 'adopt'; gatewayTaskId: string }
  | { choice: 'dismiss' }
  | { choice: 'resend' }

export interface Studio {
  readonly members: MemberDesk
  readonly tokens: TokenDesk
  readonly audit: AuditDesk
  readonly archive: ArchiveDesk
  readonly gateways: GatewayDesk
  readonly references: ReferenceDesk
  readonly exchange: ExchangeDesk
  readonly library: LibraryDesk
  /**
   * Commits every item before anything is sent, then returns their tasks at once. The same `clientKey` with the
   * same request gives the same task; with another request it throws `conflict`. All or none are committed.
   */
  submit(viewer: Viewer, items: readonly SubmitItem[]): Promise<readonly Task[]>
  /** Resolves when the submit has been answered (accepted, refused, unclear, window …) or `timeoutMs` passed. */
  answered(viewer: Viewer, taskId: string, timeoutMs: number): Promise<Task>
  /** Confirms the open window of a task; throws `conflict` when none is open. */
  confirmWindow(
    viewer: Viewer,
    taskId: string,
    clientKey: string,
    answer: {
      prompt: string
      maskBase64?: string | undefined
      /** See `StudioSubmission`. */
      maskDocument?: string | undefined
    },
  ): Promise<Task>
  feed(viewer: Viewer, query: { before?: string | undefined; limit: number }): Promise<FeedPage>
  /** Throws `not-found`. */
  task(viewer: Viewer, taskId: string): Promise<Task>
  tasks(viewer: Viewer, taskIds: readonly string[]): Promise<readonly Task[]>
  /** Ancestors, the task, its siblings and descendants, oldest first; at most 200. */
  family(viewer: Viewer, taskId: string): Promise<readonly Task[]>
  history(viewer: Viewer, taskId: string): Promise<readonly HistoryEvent[]>
  /** Holds the answer open up to `holdMs` while nothing has changed. */
  changes(
    viewer: Viewer,
    after: number,
    options: { holdMs: number; signal?: AbortSignal | undefined },
  ): Promise<Changes>
  seed(viewer: Viewer, taskId: string): Promise<string>
  /** A queued submit is withdrawn; a running one is cancelled at the gateway where it can; else `conflict`. */
  cancel(viewer: Viewer, taskId: string): Promise<Task>
  settleUnclear(viewer: Viewer, taskId: string, choice: UnclearChoice): Promise<Task>
  /** How a finished task's pictures stand that are not kept yet: both null once they are, or nobody knows. */
  archiveOutlook(
    viewer: Viewer,
    taskId: string,
  ): Promise<{ expiresAt: number | null; nextTryAt: number | null }>
  /** Tries again to fetch the pictures of a finished task whose bytes are missing. */
  retryArchive(viewer: Viewer, taskId: string): Promise<Task>
  /** Bytes of a kept picture. `what` is a webp size, the original, or a quadrant 1 to 4. Throws `not-found`. */
  image(
    viewer: Viewer,
    pictureId: string,
    what: 256 | 512 | 1024 | 'original' | { quadrant: number },
  ): Promise<{ bytes: Uint8Array; type: string; name: string }>
  /** The mask with which a task was made. Throws `not-found`. */
  mask(viewer: Viewer, taskId: string): Promise<{ png: Uint8Array; document: string | null }>
  /** Keeps the parent's own pixels outside the mask of a region's result, as a picture beside it. */
  pasteBack(
    viewer: Viewer,
    taskId: string,
    options: { quadrant: number | null; feather: number },
  ): Promise<Task>
  /** A kept film. Throws `not-found`. */
  video(viewer: Viewer, videoId: string): Promise<KeptFilm>
  /** The gateway's own preview of a running task, fetched once for all tabs and re-encoded as webp; null while there is none. */
  preview(viewer: Viewer, taskId: string): Promise<{ bytes: Uint8Array; type: string } | null>
  /** What the browser may know of the gateways, the default one first. */
  connected(): readonly GatewayFacts[]
  close(): Promise<void>
}
