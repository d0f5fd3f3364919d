import 'server-only'
/**
 * The tables, as Kysely sees them. Only types that SQLite and PostgreSQL share: text, integers, doubles. Times are
 * epoch milliseconds, flags are 0 or 1, everything structured is JSON text written and read in one place.
 */
import type { Insertable, Kysely, Selectable, Updateable } from 'kysely'
import type { AuditKind } from '@/lib/mj/members'

export const attemptStatuses = [
  'QUEUED',
  'SENDING',
  'ACCEPTED',
  'REJECTED',
  'UNKNOWN',
  'NOT_SENT',
  'DISMISSED',
] as const
/** DISMISSED: it may have been charged, and a person has said to let it go. A late sighting still heals it. */
export type AttemptStatus = (typeof attemptStatuses)[number]

/** One click. Several clicks can name one task: a repeated press of a running button, the answer to a window. */
export type IntentTable = {
  id: string
  owner_id: string
  client_key: string
  request_hash: string
  /** The submission with every picture replaced by the name of its blob. */
  request_json: string
  task_id: string
  created_at: number
  /** The name of the token it came by; null from the browser. */
  via: string | null
}

/** One try to send an intent. See [Note: A submit is committed before it is sent] in lib/server/ledger.ts. */
export type AttemptTable = {
  id: string
  intent_id: string
  task_id: string
  /** 1, 2, …: a further attempt needs the proof that the one before came to nothing, or a person's word. */
  n: number
  verb: string
  /** Sent along as `state`, so that the gateway's own list can tell whether it took the submit. */
  state_token: string
  status: AttemptStatus
  gateway_id: string
  gateway_task_id: string | null
  created_at: number
  next_at: number
  /** After this moment a submit that still waits is given up instead of being sent by surprise. */
  deadline_at: number
  tries: number
  sent_at: number | null
  lease_until: number | null
  lease_token: string | null
  /** Since when it is UNKNOWN: no byte of it can have left later. The grace counts from here. */
  unclear_since: number | null
  reconcile_at: number | null
  reconciles: number
  reason_json: string
}

export type TaskTable = {
  id: string
  owner_id: string
  /** Grows with every visible change of any task. */
  seq: number
  /** The sequence at birth: the order of the feed, whatever the wall clock does. */
  place: number
  created_at: number
  accepted_at: number | null
  started_at: number | null
  finished_at: number | null
  /** From accepted to finished, for the estimate of its successors. */
  duration_ms: number | null
  verb: string
  /** The verb, or the kind of button pressed: what has comparable durations. */
  kind: string
  state_name: string
  state_json: string
  action: string
  prompt: string
  prompt_en: string
  final_prompt: string
  speed: string | null
  bot_type: string
  parent_id: string | null
  parent_custom_id: string | null
  /** Ids of the references that went along, in the order of the wire. */
  references_json: string
  dimensions: string | null
  buttons_json: string
  text: string
  seed: string | null
  gateway_id: string
  gateway_name: string
  gateway_is_demo: number
  gateway_task_id: string | null
  gateway_status: string
  progress: number | null
  image_url: string | null
  image_urls_json: string
  video_urls_json: string
  /** Stills that the gateway names beside addresses, by address. */
  thumbnails_json: string
  /** 1 once a modal has been committed for the window: the status stays MODAL for a while after (gateways.md 2.3). */
  modal_sent: number
  /** 1 while the request holds a prepared answer to the window that has not been used. */
  has_answer: number
  /** Number of the poll whose answer was applied last. */
  applied_poll: number
  /** When the gateway last said something new. */
  changed_at: number
  misses: number
  missing_since: number | null
  archive_next_at: number | null
  archive_tries: number
  archive_since: number | null
  /** Another tool's own word for the task, told back as it came; '' where there is none. */
  client_state: string
  /** What the person has written down about it. */
  note: string
  /** Since when all of its frames, or a task without any, lie in the trash. */
  trashed_at: number | null
  /** Since when everybody may see it; in the trash nobody else does. Null where it is private. */
  shared_at: number | null
}

export type PictureTable = {
  id: string
  task_id: string
  position: number
  sha256: string
  type: string
  width: number
  height: number
  size_bytes: number
  thumbhash: string
  quadrants_json: string | null
  /** For one that the studio made by pasting back: of which quadrant, how soft. Null for the gateway's own. */
  pasted_json: string | null
  created_at: number
}

/** A tile of the library's wall: a picture, or one quadrant of a grid. */
export type FrameTable = {
  /** The picture's id, with `-1` to `-4` behind it for a quadrant. */
  id: string
  owner_id: string
  task_id: string
  picture_id: string
  quadrant: number | null
  /** The task's place: frames stand in the order of their tasks, and within one by `n`. */
  place: number
  n: number
  /** '2026-11', by the clock of the machine. */
  month: string
  /** One character: see lib/gallery/shapes.ts. */
  shape: string
  favourite_at: number | null
  /** Chosen when culling. */
  kept_at: number | null
  trashed_at: number | null
  /** That of its task; null while the frame lies in the trash. What is not null here is everybody's to see. */
  shared_at: number | null
}

/** Under whom what is shared is found: no person has this id. */
export const sharedOwner = 'shared'

/** A word, or a filter such as `ar:3:2`, and the place of a task that it finds; of a shared task once more, under `sharedOwner`. */
export type TermTable = { owner_id: string; word: string; place: number }

/** What of a task is searched, folded: see lib/mj/words.ts. */
export type TaskTextTable = { place: number; text: string }

/** The same of a shared task, without what is private of it. */
export type SharedTextTable = TaskTextTable

/** A blob on its way out (null), or when it was removed: see lib/server/library-trash.ts. */
export type RemovedBlobTable = { sha256: string; removed_at: number | null }

export type CollectionTable = { id: string; owner_id: string; name: string; created_at: number }

export type CollectionFrameTable = {
  collection_id: string
  frame_id: string
  /** Sorts by bytes: see lib/gallery/rank.ts. */
  rank: string
  added_at: number
}

export type SavedSearchTable = {
  id: string
  owner_id: string
  name: string
  query: string
  created_at: number
}

export type VideoTable = {
  id: string
  task_id: string
  position: number
  sha256: string
  type: string
  size_bytes: number
  /** The picture that stands for it until it is played. */
  poster_id: string | null
  created_at: number
}

/** A picture somebody brought along. Its bytes are the blob of its name. */
export type ReferenceTable = {
  owner_id: string
  sha256: string
  type: string
  width: number
  height: number
  size_bytes: number
  thumbhash: string
  created_at: number
  used_at: number
}

/** Where a gateway has put a picture that was uploaded to it. */
export type ReferenceAddressTable = {
  gateway_id: string
  sha256: string
  url: string
  uploaded_at: number
  /** Null where the address does not say. */
  expires_at: number | null
}

/** A gateway that was set up at run time. */
export type GatewayTable = {
  id: string
  name: string
  base_url: string
  auth: string
  dialect: string
  /** See lib/server/vault.ts. Null: there is no key. */
  key_sealed: string | null
  /** The last four characters of the key, '' of a short one. */
  key_end: string
  default_speed: string | null
  /** Account filter, notify, image hosts. */
  options_json: string
  /** Grows with every addition. */
  place: number
  created_at: number
  /** A removed gateway keeps its row, and with it the id that its tasks know, but not its key. */
  removed_at: number | null
}

/** What the owner prefers, a word a key. */
export type PreferenceTable = { key: string; value: string }

/** What happened to a task, in order, without prompts, keys or addresses: fit for a bug report. */
export type EventTable = {
  task_id: string
  n: number
  at: number
  kind: string
  detail: string
}

export type SessionTable = {
  id_hash: string
  owner_id: string
  created_at: number
  seen_at: number
  expires_at: number
}

export type TokenTable = {
  id: string
  name: string
  hash: string
  owner_id: string
  created_at: number
  last_used_at: number | null
  revoked_at: number | null
}

/** Somebody who uses the studio. The owner is one of them: the row is there from the start, and never removed. */
export type MemberTable = {
  id: string
  name: string
  /** The name as it is compared: see lib/server/member-names.ts. */
  name_key: string
  /** Salt and hash. Null for who has not joined or was removed, and for the owner, whose password is the environment's. */
  password: string | null
  /** Null: there is no limit. */
  budget_per_day: number | null
  invite_hash: string | null
  invite_expires_at: number | null
  created_at: number
  seen_at: number | null
  removed_at: number | null
}

/** Who did what; written in the transaction that does it, and never changed. No prompts, no keys. */
export type AuditTable = {
  /** 1, 2, …: the order in which it happened, whatever the wall clock says. */
  n: number
  at: number
  kind: AuditKind
  member_id: string
  via: string | null
  verb: string | null
  attempt: number | null
  task_id: string | null
  gateway_name: string | null
  detail: string
}

/** Of whom may look after something until when, where several processes share the database. */
export type LeaseTable = {
  name: string
  /** The process. */
  token: string
  until: number
}

export type StartTokenTable = { hash: string; expires_at: number }

/** What was found when the blob was last read. `gone`: it was not sound, and nothing could mend it. */
export type ProofFinding = '' | 'missing' | 'damaged' | 'gone'

export type ProofTable = {
  sha256: string
  /** 0: never read since it was written. */
  verified_at: number
  finding: ProofFinding
}

/** What lay in the store of blobs at one moment, by its own listing. */
export type CensusCounts = {
  files: number
  bytes: number
  orphans: number
  orphanBytes: number
  /** Originals that rows name and that are not there. */
  missing: number
  /** Originals that lack a smaller size. */
  underived: number
}

export type CensusTable = { taken_at: number; counts_json: string }

export type MetaTable = { key: string; value: number }

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
export type NewAttempt = Insertable<AttemptTable>
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
