/** Everything the composer shows, computed from the draft: nothing here is kept. */
import { modelOf, readModel, usualModel, type Model, type ModelChoice } from '@/lib/mj/models'
import type { ParameterName } from '@/lib/mj/params'
import { countPermutations, expandPermutations, permutationLimit } from '@/lib/mj/permutations'
import { parsePrompt, settingsOf, variedParameters } from '@/lib/mj/prompt'
import { composeDraft, draftImages, isBlank, promptLimit, type Draft } from '@/lib/mj/prompt-draft'
import type { StudioSubmission } from '@/lib/mj/submission'
import type { Speed } from '@/lib/mj/task'

export type DraftView = {
  /** The prompt as it will be sent, permutations not yet expanded. */
  prompt: string
  /** How many prompts it stands for. */
  count: number
  values: ReadonlyMap<ParameterName, string>
  varied: ReadonlySet<ParameterName>
  choice: ModelChoice | null
  /** What the controls are measured by: the chosen model, or the usual one. */
  model: Model
  images: readonly string[]
  isBlank: boolean
}

export function viewDraft(draft: Draft): DraftView {
  const prompt = composeDraft(draft)
  const parsed = parsePrompt(prompt)
  const choice = readModel(parsed)
  const values = settingsOf(parsed)
  const grouped = [...values].filter(([, value]) => value.includes('{')).map(([name]) => name)
  return {
    prompt,
    count: countPermutations(prompt),
    values,
    varied: new Set([...variedParameters(parsed), ...grouped]),
    choice,
    model: modelOf(choice) ?? usualModel,
    images: draftImages(draft),
    isBlank: isBlank(draft),
  }
}

/** Why a draft cannot be submitted now. */
export type Obstacle =
  | { type: 'blank' }
  | { type: 'too-long'; count: number }
  | { type: 'too-many'; count: number; limit: number }
  | { type: 'offline' }

export function obstacleOf(view: DraftView, isOffline: boolean): Obstacle | null {
  if (view.isBlank) return { type: 'blank' }
  const excess = view.prompt.length - promptLimit
  if (excess > 0) return { type: 'too-long', count: excess }
  if (view.count > permutationLimit)
    return { type: 'too-many', count: view.count, limit: permutationLimit }
  return isOffline ? { type: 'offline' } : null
}

/** The speed that counts: a flag in the prompt goes before the switch. */
export function speedOf(view: DraftView, chosen: Speed): Speed {
  return (['turbo', 'fast', 'relax'] as const).find((speed) => view.values.has(speed)) ?? chosen
}

/** One submission per permutation; none when there are too many. The bot follows each prompt's own model. */
export function submissionsOf(view: DraftView, chosen: Speed): readonly StudioSubmission[] {
  const expansion = expandPermutations(view.prompt)
  if (expansion.type === 'too-many') return []
  return expansion.prompts.map((prompt) => ({
    verb: 'imagine',
    prompt,
    speed: speedOf(view, chosen),
    botType: readModel(parsePrompt(prompt))?.family === 'niji' ? 'NIJI_JOURNEY' : 'MID_JOURNEY',
  }))
}
