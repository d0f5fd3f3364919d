import 'server-only'
/** The old change commands, from before there were buttons: an action, and for two of them a number. */
import type { Press } from '../buttons'

export const changes = ['UPSCALE', 'VARIATION', 'REROLL'] as const
export type Change = (typeof changes)[number]

/** What U2, V2 or R press; undefined for a number that no picture has. */
export function pressOf(action: Change, index: number): Press | undefined {
  if (action === 'REROLL') return { name: 'reroll' }
  if (!(index >= 1 && index <= 4)) return undefined
  return action === 'UPSCALE' ? { name: 'upscale', index } : { name: 'variation', index }
}
