import 'server-only'
/**
 * Where a blob lies within its store: `ab/cd/abcd…` is an original, `ab/cd/abcd….512.webp` was derived from it. One
 * layout for every store, so that a folder copied into a bucket, or back, is a store at once.
 */
import { StudioError } from '@/lib/mj/errors'
import type { Sha256 } from './blobs'

const shaPattern = /^[0-9a-f]{64}$/
const derivedPattern = /^[a-z0-9][a-z0-9.-]{0,40}$/

/** With slashes. Throws `bad-request` for what names no blob or no derived file. */
export function blobPath(sha256: Sha256, derived?: string): string {
  if (!shaPattern.test(sha256)) throw new StudioError('bad-request', 'not the name of a blob')
  if (derived !== undefined && !derivedPattern.test(derived)) {
    throw new StudioError('bad-request', 'not the name of a derived file')
  }
  const file = derived === undefined ? sha256 : `${sha256}.${derived}`
  return `${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${file}`
}

/** What a file on the second level is; null for a foreign or an unfinished one. */
export function parseBlobName(file: string): { sha256: Sha256; derived: string | null } | null {
  const sha256 = file.slice(0, 64)
  if (!shaPattern.test(sha256)) return null
  if (file.length === 64) return { sha256, derived: null }
  const derived = file.slice(65)
  return file[64] === '.' && derivedPattern.test(derived) ? { sha256, derived } : null
}
