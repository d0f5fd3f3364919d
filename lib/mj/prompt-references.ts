/**
 * What becomes of the pictures beside a prompt when it is sent: image prompts travel beside it where the gateway
 * takes them so; styles and characters are addresses within it, as the model wants them written. What a gateway or
 * a model cannot take stays behind, and never stands in the way of the rest.
 */
import type { Capabilities } from './capabilities'
import { referenceRoles, type Draft, type DraftReference, type ReferenceRole } from './draft'
import { modelOf, readModel, usualModel, type Model } from './models'
import type { ParameterName } from './params'
import {
  formatPrompt,
  parsePrompt,
  removeSegments,
  segmentsOf,
  setParameter,
  type Prompt,
} from './prompt'

/** Where a prompt goes, as far as pictures are concerned. */
export type Destination = {
  capabilities: Pick<Capabilities, 'references' | 'upload'>
  /** Where the gateway keeps a picture; null until it has been uploaded there. */
  addressOf: (id: string) => string | null
}

/** What one imagine takes beside its prompt (gateways.md 3.1). */
const mostImagePrompts = 5

/** How one picture reaches the gateway. */
export type Standing =
  | { type: 'beside' }
  /** `url` is null while the gateway has not told it. */
  | { type: 'address'; url: string | null }
  | { type: 'left'; reason: LeftReason }

/**
 * Why a picture stays behind: the gateway takes none so, the model knows no such parameter, the model takes one and
 * there is one already, or there are five.
 */
export type LeftReason = 'gateway' | 'model' | 'one' | 'five'

/** The parameter that says where the pictures of a role are; null where there is none, as for image prompts. */
function parameterOfRole(role: ReferenceRole, { understands }: Model): ParameterName | null {
  const names = {
    image: [],
    style: ['styleReference'],
    character: ['omniReference', 'characterReference'],
  } as const satisfies Record<ReferenceRole, readonly ParameterName[]>
  return names[role].find((name) => understands[name]) ?? null
}

const weights: Partial<Record<ParameterName, ParameterName>> = {
  styleReference: 'styleWeight',
  omniReference: 'omniWeight',
  characterReference: 'characterWeight',
}

/** The parameter that says how much the pictures of a role count; null where the model has none. */
export function weightOfRole(role: ReferenceRole, model: Model): ParameterName | null {
  const name = parameterOfRole(role, model)
  const weight = role === 'image' ? 'imageWeight' : name && weights[name]
  return weight && model.understands[weight] ? weight : null
}

/** How each of the pictures stands, beside this prompt and its own references, in their order. */
export function standingsOf(
  prompt: Prompt,
  references: readonly DraftReference[],
  { capabilities, addressOf }: Destination,
): readonly Standing[] {
  const model = modelOf(readModel(prompt)) ?? usualModel
  const isTyped = segmentsOf(prompt, 'omniReference').length > 0
  const taken: Record<ReferenceRole, number> = { image: 0, style: 0, character: isTyped ? 1 : 0 }
  return references.map(({ id, role }): Standing => {
    const name = parameterOfRole(role, model)
    const isBeside = role === 'image' && capabilities.references
    if (!isBeside && !capabilities.upload) return { type: 'left', reason: 'gateway' }
    if (role !== 'image' && name === null) return { type: 'left', reason: 'model' }
    if (role === 'image' && taken.image === mostImagePrompts)
      return { type: 'left', reason: 'five' }
    if (name === 'omniReference' && taken.character > 0) return { type: 'left', reason: 'one' }
    taken[role] += 1
    return isBeside ? { type: 'beside' } : { type: 'address', url: addressOf(id) }
  })
}

/** Ids of the pictures that travel beside this prompt. */
export function picturesBeside(
  source: string,
  references: readonly DraftReference[],
  destination: Destination,
): readonly string[] {
  const standings = standingsOf(parsePrompt(source), references, destination)
  return references.filter((_, index) => standings[index]?.type === 'beside').map(({ id }) => id)
}

/**
 * Writes the addresses of the pictures into a prompt without permutations: those of image prompts at its front,
 * the others behind what the person has typed for the same parameter. `pending` stands where an address is not
 * known yet.
 */
export function writeReferences(
  source: string,
  references: readonly DraftReference[],
  destination: Destination,
  pending = '…',
): string {
  const prompt = parsePrompt(source)
  const model = modelOf(readModel(prompt)) ?? usualModel
  const standings = standingsOf(prompt, references, destination)
  const addresses = (role: ReferenceRole) =>
    standings.flatMap((standing, index) =>
      standing.type === 'address' && references[index]?.role === role
        ? [standing.url ?? pending]
        : [],
    )
  const written = referenceRoles.reduce((text, role) => {
    const name = parameterOfRole(role, model)
    return name ? addAddresses(text, name, addresses(role)) : text
  }, source)
  return [...addresses('image'), written].filter((part) => part !== '').join(' ')
}

/** One parameter with everything that was typed for it anywhere, and what is not among that behind it. */
function addAddresses(source: string, name: ParameterName, urls: readonly string[]): string {
  const prompt = parsePrompt(source)
  const typed = segmentsOf(prompt, name)
  const values = typed.flatMap(({ value }) => value.split(/\s+/).filter((one) => one !== ''))
  const held = new Set(values.map((value) => value.replace(/^<|>?(?:::[-0-9.]+)?$/g, '')))
  const added = urls.filter((url) => !held.has(url))
  if (added.length === 0) return source
  const last = typed.at(-1)
  const once = removeSegments(
    prompt,
    (segment) => segment.type === 'parameter' && segment.name === name && segment !== last,
  )
  return formatPrompt(setParameter(once, name, [...values, ...added].join(' ')))
}

/** Takes one picture out of one of its roles. */
export function removeReference(draft: Draft, { id, role }: DraftReference): Draft {
  return { ...draft, references: draft.references.filter((one) => !isSame(one, { id, role })) }
}

/** Gives a picture another role, behind the others there; in a role that it has already it merely leaves the old. */
export function changeRole(draft: Draft, reference: DraftReference, role: ReferenceRole): Draft {
  const changed = { id: reference.id, role }
  if (reference.role === role) return draft
  const others = draft.references.filter((one) => !isSame(one, reference))
  const isThere = others.some((one) => isSame(one, changed))
  return { ...draft, references: isThere ? others : [...others, changed] }
}

/** Moves a picture to a place among those of its role, counted from 0. */
export function moveReference(draft: Draft, reference: DraftReference, place: number): Draft {
  const peers = draft.references.filter(({ role }) => role === reference.role)
  const others = peers.filter((one) => !isSame(one, reference))
  if (others.length === peers.length) return draft
  const ordered = [...others.slice(0, place), reference, ...others.slice(place)]
  const references = draft.references.map((one) =>
    one.role === reference.role ? ordered.shift()! : one,
  )
  return { ...draft, references }
}

function isSame(a: DraftReference, b: DraftReference): boolean {
  return a.id === b.id && a.role === b.role
}
