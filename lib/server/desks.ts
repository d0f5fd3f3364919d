import 'server-only'
/** The desks of the studio: what its routes may ask for, noun by noun. */
import type { ArchiveState } from '@/lib/mj/archive'
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
import type { AuditPage, Invitation, Me, Member, StudioToken } from '@/lib/mj/members'
import type { Reference } from '@/lib/mj/references'
import type { Task } from '@/lib/mj/task'
import type { Viewer } from './viewer'

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
