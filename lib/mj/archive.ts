/** What is known of the files that the studio keeps: how many, how sound, and how much room there is. */

export type GoneTask = {
  id: string
  prompt: string
  /** Why, in the words of whoever had to give up. */
  reason: string
  /** False where nobody is left to ask. */
  canRetry: boolean
}

export type ArchiveState = {
  /** Where files are kept: in the data folder, or in a bucket. */
  store: 'disk' | 'bucket'
  pictures: number
  films: number
  references: number
  /** What all of it takes, smaller sizes included. */
  usedBytes: number
  /** Finished tasks whose results are on their way. */
  keeping: number
  gone: {
    count: number
    canRetry: number
    /** The newest of them. */
    tasks: readonly GoneTask[]
  }
  /** On the disk of the data folder. */
  freeBytes: number
  quotaBytes: number | null
  check: {
    /** False where it is turned off. */
    isOn: boolean
    /** When any file was last read, and when the one that has waited longest; null before the first. */
    lastAt: number | null
    oldestAt: number | null
    unread: number
    missing: number
    damaged: number
    /** Files that nothing names. */
    orphans: number
    orphanBytes: number
  }
}

export type StorageWarning = 'quota-near' | 'quota-over' | 'disk-low'

const nearShare = 0.9
/** A day of work, and well above the floor at which submits are refused. */
const lowBytes = 2 * 10 ** 9

/** What is worth telling a person who asked for something else; null where there is room. */
export function storageWarning(
  state: Pick<ArchiveState, 'usedBytes' | 'quotaBytes' | 'freeBytes'>,
): StorageWarning | null {
  const { usedBytes, quotaBytes, freeBytes } = state
  if (quotaBytes !== null && usedBytes >= quotaBytes) return 'quota-over'
  if (freeBytes < lowBytes) return 'disk-low'
  return quotaBytes !== null && usedBytes >= quotaBytes * nearShare ? 'quota-near' : null
}
