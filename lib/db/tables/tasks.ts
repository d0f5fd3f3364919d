import 'server-only'
/** Tasks as they stand, and what happened to them. */

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

/** What happened to a task, in order, without prompts, keys or addresses: fit for a bug report. */
export type EventTable = {
  task_id: string
  n: number
  at: number
  kind: string
  detail: string
}
