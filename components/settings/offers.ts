import type { Capabilities } from '@/lib/mj/capabilities'
import { type ProbeSubject, probeSubjects } from '@/lib/mj/gateways'

/** What only the studio itself asks of a gateway. */
const behindTheScenes = ['change', 'listByCondition', 'listByState'] as const

/** What somebody who makes pictures asks of a gateway, in the words of the doctor. */
type Offer = Exclude<ProbeSubject, (typeof behindTheScenes)[number]>

const offers = probeSubjects.filter(isOffer)

function isOffer(subject: ProbeSubject): subject is Offer {
  return !behindTheScenes.some((one) => one === subject)
}

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
  return { offered: offers.filter(has), lacking: offers.filter((offer) => !has(offer)) }
}
