/** What a gateway can do, and what it lacks for a given submit: the same answer for the server and for the screen. */
import type { Submission } from './submission'
import { readSyntheticButton } from './synthetic-buttons'
import type { Speed } from './task'

/** Screens grey out what a gateway lacks, with the reason. */
export type Capabilities = {
  action: boolean
  /**
   * Words of which a `customId` must contain one for a relay to pass it on; null where every button is taken
   * (gateways.md 1.5).
   */
  actionWords: readonly string[] | null
  /** Follow-ups by index. Where a gateway sends no buttons, those we make stand on it. */
  change: boolean
  modal: boolean
  region: boolean
  /** Pictures beside the prompt of an imagine. */
  references: boolean
  blend: boolean
  describe: boolean
  shorten: boolean
  swap: boolean
  upload: boolean
  seed: boolean
  cancel: boolean
  listByCondition: boolean
  /** Can list tasks by our `state`, so that an unclear submit can be settled without asking a person. */
  listByState: boolean
  /** Empty where a speed cannot be asked for, or asking has no certain effect. */
  speeds: readonly Speed[]
  /** Bytes that one picture may have; larger ones are shrunk before they are sent (gateways.md quirk 21). */
  pictureBytes: number
}

/** Everything that gateways of the family know; each dialect takes away what its own lack. */
export const allCapabilities: Capabilities = {
  action: true,
  actionWords: null,
  change: true,
  modal: true,
  region: true,
  references: true,
  blend: true,
  describe: true,
  shorten: true,
  swap: true,
  upload: true,
  seed: true,
  cancel: true,
  listByCondition: true,
  listByState: true,
  speeds: ['relax', 'fast', 'turbo'],
  // new-api's document names 4 MB a picture, Plus takes 20 MB in all and at most five (gateways.md quirk 21).
  pictureBytes: 4 * 1024 * 1024,
}

/** The one thing a gateway would need for a submit and has not. `relay`: it passes on some buttons, not this one. */
const lacks = [
  'references',
  'action',
  'relay',
  'change',
  'modal',
  'region',
  'blend',
  'describe',
  'shorten',
  'swap',
  'upload',
] as const
export type Lack = (typeof lacks)[number]

/** What these capabilities lack for the submission; null when it can be sent. */
export function lackOf(capabilities: Capabilities, submission: Submission): Lack | null {
  switch (submission.verb) {
    case 'imagine': {
      const hasReferences = (submission.base64Array?.length ?? 0) > 0
      return hasReferences && !capabilities.references ? 'references' : null
    }
    case 'action':
      return lackOfButton(capabilities, submission.customId)
    case 'modal':
      if (submission.maskBase64 && !capabilities.region) return 'region'
      return capabilities.modal ? null : 'modal'
    default:
      return capabilities[submission.verb] ? null : submission.verb
  }
}

/**
 * What is lacking to press a button. new-api looks for its words behind the first `::`, and breaks off with a 500
 * on an id that has none (gateways.md 1.5).
 */
export function lackOfButton(capabilities: Capabilities, customId: string): Lack | null {
  if (readSyntheticButton(customId)) return capabilities.change ? null : 'change'
  if (!capabilities.action) return 'action'
  const { actionWords } = capabilities
  const [, ...parts] = customId.split('::')
  const isRelayed =
    actionWords === null || actionWords.some((word) => parts.some((part) => part.includes(word)))
  return isRelayed ? null : 'relay'
}
