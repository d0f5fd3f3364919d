/** The zones: what a picture can become, and when it cannot. */
import type { Capabilities } from '@/lib/mj/capabilities'

export const zones = ['image', 'style', 'character', 'describe', 'blend', 'swap'] as const
export type Zone = (typeof zones)[number]

/** What is known of the pictures before one of them is opened. */
export type Brought = {
  /** 0 where nobody knows yet. */
  count: number
  /** False for a picture that comes as an address only. */
  hasFiles: boolean
}

/** Why a zone takes nothing: the capability that the gateway lacks, or what is wrong with so many or such pictures. */
export type Closed = Need | 'one-only' | 'two-only' | 'needs-file'

const needs = {
  image: 'references',
  style: 'upload',
  character: 'upload',
  describe: 'describe',
  blend: 'blend',
  swap: 'swap',
} as const satisfies Record<Zone, keyof Capabilities>
type Need = (typeof needs)[Zone]

/** How many pictures a zone takes at once; more are left out, with a word about it. */
export const zoneRoom: Readonly<Record<Zone, number>> = {
  image: 10,
  style: 10,
  character: 1,
  describe: 10,
  blend: 5,
  swap: 2,
}

/** Null while the zone is open. A gateway that has not been heard of yet is believed to be able to do everything. */
export function closedBecause(
  zone: Zone,
  { count, hasFiles }: Brought,
  capabilities: Capabilities | undefined,
): Closed | null {
  // An address goes into the prompt as text, which every gateway takes.
  if (!hasFiles) return zone === 'image' ? null : 'needs-file'
  const need = needs[zone]
  if (capabilities && !capabilities[need]) return need
  if (zone === 'character' && count > zoneRoom.character) return 'one-only'
  return zone === 'swap' && count > zoneRoom.swap ? 'two-only' : null
}
