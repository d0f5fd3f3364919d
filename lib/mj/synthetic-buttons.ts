/**
 * Buttons for gateways that send none but do follow up on a picture by its index (`/mj/submit/change`): the same
 * grammar as everybody's (gateways.md chapter 4), so that `parseButton` and every screen read them as usual, and
 * a job id of our own by which they are known again. A dialect turns them back into a change; no gateway ever
 * sees one of these ids.
 */
import { quadrantIndexes, type QuadrantIndex } from './quadrants'
import type { Button } from './task'

/** Stands where gateways put a job's uuid; no gateway can have written it. */
const privateJobId = 'safelight-change'

export type Change = { action: 'UPSCALE' | 'VARIATION' | 'REROLL'; index: QuadrantIndex }

/** U1 to Un, reroll, V1 to Vn for `pictureCount` pictures (at most 4), in the order gateways have; none for 0. */
export function syntheticButtons(pictureCount: number): Button[] {
  const indexes = quadrantIndexes.filter((index) => index <= pictureCount)
  if (indexes.length === 0) return []
  return [
    ...indexes.map((index) => createButton(`upsample::${index}::${privateJobId}`, `U${index}`)),
    createButton(`reroll::0::${privateJobId}::SOLO`, '', '🔄'),
    ...indexes.map((index) => createButton(`variation::${index}::${privateJobId}`, `V${index}`)),
  ]
}

function createButton(job: string, label: string, emoji = ''): Button {
  return { customId: `MJ::JOB::${job}`, label, emoji, style: 2 }
}

/** The change a synthetic button stands for; undefined for every button that a gateway has made. */
export function readSyntheticButton(customId: string): Change | undefined {
  const match = /^MJ::JOB::(upsample|variation|reroll)::([0-4])::safelight-change(?:::SOLO)?$/.exec(
    customId,
  )
  if (!match) return undefined
  // Gateways behind new-api want an index even for a reroll (gateways.md 1.2).
  if (match[1] === 'reroll') return { action: 'REROLL', index: 1 }
  const index = quadrantIndexes.find((quadrant) => String(quadrant) === match[2])
  return index && { action: match[1] === 'upsample' ? 'UPSCALE' : 'VARIATION', index }
}
