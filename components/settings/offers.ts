import type { Capabilities } from '@/lib/mj/capabilities'

/** What somebody who makes pictures asks of a gateway, in the words of the doctor. */
const asked = [
  'action',
  'modal',
  'region',
  'references',
  'blend',
  'describe',
  'shorten',
  'swap',
  'upload',
  'modes',
  'seed',
  'cancel',
] as const
export type Offer = (typeof asked)[number]

/** What a gateway has and what it lacks. Buttons that the studio makes itself are buttons. */
export function offersOf(capabilities: Capabilities): {
  offered: readonly Offer[]
  lacking: readonly Offer[]
} {
  const has = (offer: Offer) => {
    if (offer === 'modes') return capabilities.speeds.length > 0
    if (offer === 'action') return capabilities.action || capabilities.change
    return capabilities[offer]
  }
  return { offered: asked.filter(has), lacking: asked.filter((offer) => !has(offer)) }
}
