/**
 * The part of the composer that understands prompts. It is fetched with the first touch of the composer, or with a
 * kept draft: an empty page has no use for it.
 */
import type { GatewayFacts } from '@/lib/client/studio-api'
import { isUnanswered } from '@/lib/client/http'
import type { Draft } from '@/lib/mj/draft'
import type { Budget } from '@/lib/mj/members'
import type { ParameterName } from '@/lib/mj/params'
import {
  absorbParts,
  clearedDraft,
  removeFromDraft,
  setInDraft,
  setSpeedInDraft,
  splitPaste,
} from '@/lib/mj/prompt-draft'
import type { Destination } from '@/lib/mj/prompt-references'
import type { StudioSubmission } from '@/lib/mj/submission'
import type { Speed } from '@/lib/mj/task'
import { composerStore } from '@/lib/state/composer'
import { addressState, addressStore, askAddress } from '@/lib/state/reference-addresses'
import { obstacleOf, submissionsOf, viewDraft, wantedAddresses } from './draft-view'

export { obstacleOf, speedOf, viewDraft } from './draft-view'
export { addressStore } from '@/lib/state/reference-addresses'
export { recall } from '@/lib/state/prompt-history'
export { FieldKeys } from './field-keys'
export { PromptTint } from './prompt-tint'

/** The default gateway, and where it keeps our pictures. */
export function destinationOf(
  gateway: GatewayFacts | undefined,
  addresses = addressStore.getState().addresses,
): Destination | undefined {
  if (!gateway) return undefined
  const { id: gatewayId, capabilities } = gateway
  return {
    capabilities,
    addressOf: (id) => {
      const state = addressState(addresses, gatewayId, id)
      return state?.name === 'known' ? state.url : null
    },
  }
}

type Sending = {
  /** Leaves the text where it is. */
  keep: boolean
  isOffline: boolean
  /** What is left of the day, as far as the page knows: the studio decides. */
  budget: Budget | null
  /** The default gateway, asked for where the page does not know it yet; rejects when nobody answers. */
  gateway: GatewayFacts | undefined
  findGateway: () => Promise<GatewayFacts | undefined>
  mutate: (
    submissions: readonly StudioSubmission[],
    options: { onError: (error: Error) => void },
  ) => void
  /** Told while pictures of the prompt are on their way to the gateway. */
  onWait: (isWaiting: boolean) => void
}

/**
 * Sends the draft, and is ready for the next at once. Pictures that the gateway has no address of yet are uploaded
 * first; one that fails says so itself, and nothing is sent. The studio's refusal brings the draft back.
 */
export async function send({
  keep,
  isOffline,
  budget,
  mutate,
  onWait,
  ...known
}: Sending): Promise<void> {
  const { draft, speed } = composerStore.getState()
  const { references } = draft
  if (obstacleOf(viewDraft(draft, destinationOf(known.gateway)), isOffline, budget)) return
  // Words alone need to know nothing of the gateway, and go at once.
  const hasToAsk = known.gateway === undefined && references.length > 0
  const waiting = async <Result>(answer: Promise<Result>): Promise<Result> => {
    onWait(true)
    try {
      return await answer
    } finally {
      onWait(false)
    }
  }
  const gateway = hasToAsk ? await waiting(known.findGateway()) : known.gateway
  const view = viewDraft(draft, destinationOf(gateway))
  const wanted = gateway ? wantedAddresses(view, references, destinationOf(gateway)!) : []
  if (gateway && wanted.length > 0) {
    const asked = await waiting(Promise.allSettled(wanted.map((id) => askAddress(gateway.id, id))))
    if (asked.some(({ status }) => status === 'rejected')) return
  }
  const { draft: current, submitted, restore } = composerStore.getState()
  const destination = destinationOf(gateway) ?? nowhere
  mutate(submissionsOf(view, { speed, references, gateway, destination }), {
    onError: (error) => {
      // Unanswered clicks are held in the outbox and sent again: the text is not needed for that.
      if (!isUnanswered(error)) restore(draft)
    },
  })
  // What was written on while the pictures were on their way is the next prompt.
  submitted(view.prompt, keep || current.text !== draft.text ? current : clearedDraft(current))
}

/** No gateway is connected: the words go to the studio, which says so. */
const nowhere: Destination = {
  capabilities: { references: false, upload: false },
  addressOf: () => null,
}

/** The words that a pasted prompt leaves for the text, its parts given to the controls; null to paste as usual. */
export function paste(pasted: string, selection: { from: number; to: number }): string | null {
  const { draft, edit, chooseSpeed } = composerStore.getState()
  const split = splitPaste(draft, pasted, selection)
  if (!split) return null
  edit(absorbParts(draft, split.draft))
  if (split.speed) chooseSpeed(split.speed)
  return split.draft.text
}

export function toggle(draft: Draft, name: ParameterName, isSet: boolean): Draft {
  return isSet ? removeFromDraft(draft, name) : setInDraft(draft, name)
}

export function chooseSpeed(speed: Speed): void {
  const { draft, edit } = composerStore.getState()
  const changed = setSpeedInDraft(draft, speed)
  if (changed !== draft) edit(changed)
}
