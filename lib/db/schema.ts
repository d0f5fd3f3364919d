import 'server-only'
/**
 * The tables, as Kysely sees them; their columns are in tables/, by noun. Only types that SQLite and PostgreSQL share:
 * text, integers, doubles. Times are epoch milliseconds, flags are 0 or 1, everything structured is JSON text written
 * and read in one place.
 */
import type { Kysely, Selectable, Updateable } from 'kysely'
import type { GatewayTable, PreferenceTable } from './tables/gateways'
import type { AttemptTable, IntentTable } from './tables/ledger'
import type {
  CollectionFrameTable,
  CollectionTable,
  FrameTable,
  SavedSearchTable,
  SharedTextTable,
  TaskTextTable,
  TermTable,
} from './tables/library'
import type {
  AuditTable,
  MemberTable,
  SessionTable,
  StartTokenTable,
  TokenTable,
} from './tables/people'
import type {
  CensusTable,
  PictureTable,
  ProofTable,
  RemovedBlobTable,
  VideoTable,
} from './tables/pictures'
import type { LeaseTable, MetaTable } from './tables/processes'
import type { ReferenceAddressTable, ReferenceTable } from './tables/references'
import type { EventTable, TaskTable } from './tables/tasks'

export type Tables = {
  intent: IntentTable
  attempt: AttemptTable
  task: TaskTable
  picture: PictureTable
  frame: FrameTable
  term: TermTable
  task_text: TaskTextTable
  shared_text: SharedTextTable
  removed_blob: RemovedBlobTable
  collection: CollectionTable
  collection_frame: CollectionFrameTable
  saved_search: SavedSearchTable
  video: VideoTable
  reference: ReferenceTable
  reference_address: ReferenceAddressTable
  gateway: GatewayTable
  preference: PreferenceTable
  event: EventTable
  session: SessionTable
  token: TokenTable
  member: MemberTable
  audit: AuditTable
  lease: LeaseTable
  start_token: StartTokenTable
  meta: MetaTable
  proof: ProofTable
  census: CensusTable
}

/** The database or a transaction of it: every query takes either. */
export type Db = Kysely<Tables>

export type IntentRow = Selectable<IntentTable>
export type AttemptRow = Selectable<AttemptTable>
export type AttemptChange = Updateable<AttemptTable>
export type TaskRow = Selectable<TaskTable>
export type TaskChange = Partial<Omit<TaskTable, 'id' | 'owner_id' | 'seq' | 'place'>>
export type PictureRow = Selectable<PictureTable>
export type FrameRow = Selectable<FrameTable>
export type CollectionRow = Selectable<CollectionTable>
export type SavedSearchRow = Selectable<SavedSearchTable>
export type VideoRow = Selectable<VideoTable>
export type ReferenceRow = Selectable<ReferenceTable>
export type ReferenceAddressRow = Selectable<ReferenceAddressTable>
export type GatewayRow = Selectable<GatewayTable>
export type SessionRow = Selectable<SessionTable>
export type ProofRow = Selectable<ProofTable>
export type TokenRow = Selectable<TokenTable>
export type MemberRow = Selectable<MemberTable>
export type AuditRow = Selectable<AuditTable>
