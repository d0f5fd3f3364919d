import 'server-only'
/** new-api's own words: how it reads a button, and its two shapes of error (gateways.md 1.5, 3.7). */
import type { Reply } from './reply'

/** The action a customId stands for, or the refusal: describe, shorten, bookmark and video buttons do not pass. */
export function readAction(customId: string): { action: string } | { refusal: Reply } {
  // It reads the second part unseen, and panics where there is none.
  if (!customId.includes('::')) return { refusal: openAiError(500, '', 'index out of range') }
  const [, room = '', word = ''] = customId.split('::')
  const action = room === 'JOB' ? jobAction(word) : roomActions[room]
  return action ? { action } : { refusal: openAiError(400, '', `unknown_action:${customId}`) }
}

const roomActions: Record<string, string | undefined> = {
  Outpaint: 'ZOOM',
  CustomZoom: 'CUSTOM_ZOOM',
  Inpaint: 'INPAINT',
}

function jobAction(word: string): string | undefined {
  if (word.includes('upsample')) return 'UPSCALE'
  if (word.includes('pan_')) return 'PAN'
  if (word.includes('reroll')) return 'REROLL'
  const variations = ['variation', 'low_variation', 'high_variation']
  return variations.includes(word) ? word.toUpperCase() : undefined
}

/** The relay's: no `result`, and a description that ends with what `result` would have been, often nothing. */
export function relayError(status: number, code: number, description: string): Reply {
  return { status, json: { description, type: 'upstream_error', code } }
}

/** From before the relay. The id at the end is made up: there is nothing to look up by it. */
export function openAiError(status: number, code: string, message: string): Reply {
  const requestId = '20260101000000000000000demo0000'
  return {
    status,
    json: {
      error: { message: `${message} (request id: ${requestId})`, type: 'new_api_error', code },
    },
  }
}
