import 'server-only'
/** What the wall shows, how it is found, and how people order it. */

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
