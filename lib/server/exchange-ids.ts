import 'server-only'
/** Ids made of other ids: the same parts give the same id, so that whatever is done twice is done once. */
import { createHash } from 'node:crypto'

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'

/** 26 lower-case characters, as those of lib/db/ids.ts. */
export function derivedId(...parts: readonly string[]): string {
  const digest = createHash('sha256').update(JSON.stringify(parts)).digest()
  return [...digest.subarray(0, 26)].map((byte) => alphabet[byte & 31]).join('')
}

/** Of a quadrant that leaves its grid behind and becomes a picture of its own. */
export function cutId(pictureId: string, quadrant: number): string {
  return derivedId('quadrant', pictureId, String(quadrant))
}
