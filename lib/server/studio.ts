import 'server-only'
/**
 * The studio as its routes see it: one object a process, made by `openStudio` and found by `studio()`. Routes
 * parse, call one of these, answer. See docs/decisions for what each promises.
 */
import type { ArchiveState } from '@/lib/mj/archive'
import type { Capabilities } from '@/lib/mj/capabilities'
import type { Adoption, Export, ExportEstimate, ExportSelection, Import } from '@/lib/mj/exchange'
import type { GatewayDraft, GatewaySettings, ProbeReport, ProbeRequest } from '@/lib/mj/gateways'
import type {
  Collection,
  FrameMarks,
  FrameSelection,
  LibraryFrame,
  LibraryWall,
  SavedSearch,
  SearchSuggestion,
} from '@/lib/mj/library'
import type { AuditPage, Invitation, Me, Member, Role, StudioToken } from '@/lib/mj/members'
import type { Reference } from '@/lib/mj/references'
import type { StudioSubmission } from '@/lib/mj/submission'
import type { Speed, Task } from '@/lib/mj/task'

/** Whoever asks. `token` is what another tool has shown in place of a session. */
export type Viewer = {
  ownerId: string
  role: Role
  token: { id: string; name: string } | null
}

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

/** Gateways as the owner sets them up. What it changes counts from the next submit on; tasks stay where they are. */
export interface GatewayDesk {
  /** In the order in which they were added, the demo gateway last. */
  list(): Promise<readonly GatewaySettings[]>
  /** Throws `bad-request` with a sentence for what cannot be used. The first one added becomes the default. */
  add(draft: GatewayDraft): Promise<GatewaySettings>
  /** Throws `not-found`; `conflict` for one that is fixed by the environment. */
  change(id: string, draft: GatewayDraft): Promise<GatewaySettings>
  /** Its tasks stay readable; what runs there is no longer watched. Throws as `change` does. */
  remove(id: string): Promise<void>
  makeDefault(id: string): Promise<void>
  /** Submits nothing. Never throws for what a gateway does: that is the report. */
  probe(request: ProbeRequest): Promise<ProbeReport>
}

/** Pictures that people bring along. */
export interface ReferenceDesk {
  /** Verifies and keeps the bytes of a PNG, JPEG or WebP. Throws `unsupported-type`, `too-large`, `bad-request`. */
  keep(viewer: Viewer, bytes: Uint8Array): Promise<Reference>
  /** A kept picture, or one quadrant (1 to 4) of it, as a reference. Throws `not-found`. */
  keepPicture(viewer: Viewer, pictureId: string, quadrant: number | null): Promise<Reference>
  /** Those that are known, in the order asked. */
  find(viewer: Viewer, ids: readonly string[]): Promise<readonly Reference[]>
  /**
   * An address of it at the default gateway, uploaded at most once while it lasts. Throws `conflict` with the
   * reason when the gateway has no upload or refuses it, `gateway-timeout` when its answer is not clear.
   */
  address(viewer: Viewer, id: string): Promise<{ url: string; expiresAt: number | null }>
  image(
    viewer: Viewer,
    id: string,
    size: 256 | 1024 | 'original',
  ): Promise<{ bytes: Uint8Array; type: string }>
}

/** What became of a bulk change: the frames that really changed, for an undo. */
export type Marked = { changed: readonly string[] }

/**
 * A person's pictures, and what others share. A search is text as people type it (lib/mj/library-query.ts); '' finds
 * everything of one's own outside the trash. Throws `not-found` for what is another's, `forbidden` where that is shared
 * and only its owner may change it.
 */
export interface LibraryDesk {
  wall(viewer: Viewer, query: string): Promise<LibraryWall>
  /** Frames of one month of the wall, in its order. */
  frames(
    viewer: Viewer,
    query: string,
    range: { month: string; offset: number; limit: number },
  ): Promise<readonly LibraryFrame[]>
  /** In the order asked for; the ones that are not there are missing. */
  framesById(viewer: Viewer, ids: readonly string[]): Promise<readonly LibraryFrame[]>
  /** Every frame of some tasks, the trashed ones too, in the order of the wall. */
  framesOf(viewer: Viewer, taskIds: readonly string[]): Promise<readonly LibraryFrame[]>
  /** The frames before and after one in what a search finds; null at the ends. Where it is not found, index -1. */
  around(
    viewer: Viewer,
    query: string,
    frameId: string,
  ): Promise<{
    previous: LibraryFrame | null
    next: LibraryFrame | null
    index: number
    total: number
  }>
  suggest(viewer: Viewer, query: string): Promise<readonly SearchSuggestion[]>
  /** Favours, keeps, throws away, brings back. All or none. */
  mark(viewer: Viewer, selection: FrameSelection, marks: FrameMarks): Promise<Marked>
  /** Shows the tasks of these frames, whole, to everybody who uses the studio; or no longer. */
  share(viewer: Viewer, selection: FrameSelection, isShared: boolean): Promise<Marked>
  /** Moves tasks without any frame (failed, refused, words alone) to the trash or back. */
  trashTasks(viewer: Viewer, taskIds: readonly string[], isTrashed: boolean): Promise<void>
  /** Deletes what lies in the trash for good, bytes included where nothing else needs them. */
  emptyTrash(viewer: Viewer, selection: FrameSelection): Promise<Marked>
  note(viewer: Viewer, taskId: string, note: string): Promise<Task>
  collections(viewer: Viewer): Promise<readonly Collection[]>
  /** Throws `conflict` where the name is taken. */
  createCollection(viewer: Viewer, name: string): Promise<Collection>
  renameCollection(viewer: Viewer, id: string, name: string): Promise<Collection>
  /** The pictures stay. */
  removeCollection(viewer: Viewer, id: string): Promise<void>
  collect(viewer: Viewer, id: string, selection: FrameSelection): Promise<Marked>
  uncollect(viewer: Viewer, id: string, selection: FrameSelection): Promise<Marked>
  /** Puts frames, in the order given, before another one of the collection; at its end where that is null. */
  arrange(
    viewer: Viewer,
    id: string,
    frameIds: readonly string[],
    before: string | null,
  ): Promise<void>
  searches(viewer: Viewer): Promise<readonly SavedSearch[]>
  saveSearch(viewer: Viewer, search: { name: string; query: string }): Promise<SavedSearch>
  removeSearch(viewer: Viewer, id: string): Promise<void>
}

/** What is kept, and what could not be. */
export interface ArchiveDesk {
  state(viewer: Viewer): Promise<ArchiveState>
  /** Tries again whatever was given up and somebody may still have; answers how many tasks. */
  retryGone(viewer: Viewer): Promise<number>
}

/** What goes out of the studio and comes into it. Nothing of it submits anything to a gateway. */
export interface ExchangeDesk {
  /** What an export of everything would hold. */
  estimate(viewer: Viewer): Promise<ExportEstimate>
  /** An export that can be read for an hour. Throws `conflict` where the selection holds nothing that is at rest. */
  makeExport(viewer: Viewer, selection: ExportSelection): Promise<Export>
  /** The ZIP, made while it is read. Throws `not-found`. */
  readExport(viewer: Viewer, id: string): { name: string; bytes: ReadableStream<Uint8Array> }
  /** Awaits a file. Throws `disk-full` where there is no room for it. */
  beginImport(viewer: Viewer, file: { name: string; sizeBytes: number }): Promise<Import>
  /** The next piece of the file; after the last one it is looked through. Throws `conflict` for any other. */
  receiveImport(viewer: Viewer, id: string, at: number, bytes: Uint8Array): Promise<Import>
  findImport(viewer: Viewer, id: string): Import
  imports(viewer: Viewer): readonly Import[]
  /** `gatewayId` is where another client's tasks are asked for; null for the default one. */
  startImport(viewer: Viewer, id: string, gatewayId: string | null): Promise<Import>
  /** Stops it; what has come in stays. */
  dropImport(viewer: Viewer, id: string): Promise<void>
  /** Takes over tasks of a gateway, at most `mostAdopted`. Throws `conflict` where it is not connected. */
  adopt(viewer: Viewer, gatewayId: string, ids: readonly string[]): Promise<readonly Adoption[]>
}

/** People of the studio. How they sign in is the door's business: lib/server/access.ts. */
export interface MemberDesk {
  me(viewer: Viewer): Promise<Me>
  /** Throws `conflict` where the name is taken. */
  rename(viewer: Viewer, name: string): Promise<Me>
  list(): Promise<readonly Member[]>
  /** A new member, who has not joined yet. Throws `conflict` where the name is taken. */
  invite(draft: { name: string; budgetPerDay: number | null }): Promise<Invitation>
  /** Throws `not-found`; `conflict` where the name is taken. */
  change(
    id: string,
    change: { name?: string | undefined; budgetPerDay?: number | null | undefined },
  ): Promise<Member>
  /** Another link for the same member, also for one who was removed; the former ends. */
  inviteAgain(id: string): Promise<Invitation>
  /** Ends sessions and tokens and withdraws what waits to be sent, at once. The pictures stay. */
  remove(id: string): Promise<Member>
}

/** What other tools show in place of a session. */
export interface TokenDesk {
  /** Of the viewer; of everybody for the owner. Newest first, revoked ones last. */
  list(viewer: Viewer): Promise<readonly StudioToken[]>
  /** The secret is told once. Throws `conflict` where there are too many. */
  make(viewer: Viewer, name: string): Promise<{ token: StudioToken; secret: string }>
  /** Throws `not-found`, for a member also where it is another's. */
  revoke(viewer: Viewer, id: string): Promise<StudioToken>
}

export interface AuditDesk {
  /** Throws `forbidden` where a member asks for another's. */
  page(
    viewer: Viewer,
    query: { before?: string | undefined; member?: string | undefined; limit: number },
  ): Promise<AuditPage>
  csv(viewer: Viewer): ReadableStream<Uint8Array>
}

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
