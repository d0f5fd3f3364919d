import 'server-only'
/** What the archive keeps of tasks, and how its blobs were found when they were last looked at. */

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

/** A blob on its way out (null), or when it was removed: see lib/server/library-trash.ts. */
export type RemovedBlobTable = { sha256: string; removed_at: number | null }

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
