/** Everything the composer shows, computed from the draft: nothing here is kept. */
import type { GatewayFacts } from '@/lib/client/studio-api'
import { overBudget } from './over-budget'
import type { Budget } from '@/lib/mj/members'
import type { Draft, DraftReference } from '@/lib/mj/draft'
import { readModel, type ModelChoice } from '@/lib/mj/models'
import type { ParameterName } from '@/lib/mj/params'
import { countPermutations, expandPermutations, permutationLimit } from '@/lib/mj/permutations'
import { parsePrompt, settingsOf, variedParameters } from '@/lib/mj/prompt'
import { composeDraft, draftImages, isBlank, promptLimit } from '@/lib/mj/prompt-draft'
import {
  picturesBeside,
  standingsOf,
  writeReferences,
  type Destination,
  type Standing,
} from '@/lib/mj/prompt-references'
import { referenceToken } from '@/lib/mj/references'
import type { StudioSubmission } from '@/lib/mj/submission'
import type { Speed } from '@/lib/mj/task'

export type DraftView = {
  /** The person's own prompt, permutations not yet expanded. */
  prompt: string
  /** The same with the addresses of the pictures beside it: what is sent. */
  sent: string
  /** How many prompts it stands for. */
  count: number
  values: ReadonlyMap<ParameterName, string>
  varied: ReadonlySet<ParameterName>
  choice: ModelChoice | null
  /** Addresses of pictures that were typed or pasted. */
  images: readonly string[]
  /** How each of the draft's references reaches the gateway, in their order. */
  standings: readonly Standing[]
  isBlank: boolean
}

/** A gateway that can do everything, and has been asked for nothing. */
const anywhere: Destination = {
  capabilities: { references: true, upload: true },
  addressOf: () => null,
}

export function viewDraft(draft: Draft, destination: Destination = anywhere): DraftView {
  const prompt = composeDraft(draft)
  const parsed = parsePrompt(prompt)
  const values = settingsOf(parsed)
  const grouped = [...values].filter(([, value]) => value.includes('{')).map(([name]) => name)
  return {
    prompt,
    sent: writeReferences(prompt, draft.references, destination),
    count: countPermutations(prompt),
    values,
    varied: new Set([...variedParameters(parsed), ...grouped]),
    choice: readModel(parsed),
    images: draftImages(draft),
    standings: standingsOf(parsed, draft.references, destination),
    isBlank: isBlank(draft),
  }
}

/** Why a draft cannot be submitted now. */
export type Obstacle =
  | { type: 'blank' }
  | { type: 'too-long'; count: number }
  | { type: 'too-many'; count: number; limit: number }
  | { type: 'offline' }
  | { type: 'over-budget'; left: number; count: number; perDay: number; renewsAt: number }

export function obstacleOf(
  view: Pick<DraftView, 'isBlank' | 'sent' | 'count'>,
  isOffline: boolean,
  budget: Budget | null = null,
): Obstacle | null {
  if (view.isBlank) return { type: 'blank' }
  const excess = view.sent.length - promptLimit
  if (excess > 0) return { type: 'too-long', count: excess }
  if (view.count > permutationLimit)
    return { type: 'too-many', count: view.count, limit: permutationLimit }
  return isOffline ? { type: 'offline' } : overBudget(budget, view.count)
}

/** The speed that counts: a flag in the prompt goes before the switch. */
export function speedOf(view: Pick<DraftView, 'values'>, chosen: Speed): Speed {
  return (['turbo', 'fast', 'relax'] as const).find((speed) => view.values.has(speed)) ?? chosen
}

/** Ids of the pictures whose addresses have to be asked for before this can be sent. */
export function wantedAddresses(
  view: DraftView,
  references: readonly DraftReference[],
  destination: Destination,
): readonly string[] {
  const wanted = promptsOf(view).flatMap((prompt) =>
    standingsOf(parsePrompt(prompt), references, destination).flatMap((standing, index) =>
      standing.type === 'address' && standing.url === null ? [references[index]!.id] : [],
    ),
  )
  return [...new Set(wanted)]
}

/**
 * One submission per permutation; none when there are too many. The bot and the pictures' parameters follow each
 * prompt's own model.
 */
export function submissionsOf(
  view: DraftView,
  {
    speed,
    references,
    destination = anywhere,
    gateway,
  }: {
    speed: Speed
    references: readonly DraftReference[]
    destination?: Destination
    gateway?: GatewayFacts | undefined
  },
): readonly StudioSubmission[] {
  const hasSpeeds = gateway?.capabilities.speeds.length !== 0
  return promptsOf(view).map((prompt) => {
    const beside = picturesBeside(prompt, references, destination).map(referenceToken)
    return {
      verb: 'imagine',
      prompt: writeReferences(prompt, references, destination),
      ...(beside.length > 0 ? { base64Array: beside } : {}),
      ...(hasSpeeds ? { speed: speedOf(view, speed) } : {}),
      botType: readModel(parsePrompt(prompt))?.family === 'niji' ? 'NIJI_JOURNEY' : 'MID_JOURNEY',
    }
  })
}

function promptsOf(view: DraftView): readonly string[] {
  const expansion = expandPermutations(view.prompt)
  return expansion.type === 'expanded' ? expansion.prompts : []
}
