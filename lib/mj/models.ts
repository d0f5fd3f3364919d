/**
 * Models as data: which flag chooses one, which parameters it understands within which range, what clashes. A new
 * model is a line here and nothing elsewhere. Facts are from Midjourney's own help pages; where those are silent a
 * parameter is allowed, because a warning that is wrong costs more than one that is missing. Nothing here blocks
 * a submit: gateways and models move faster than any table.
 */
import { parameters, type ParameterName } from './params'
import {
  readParameter,
  removeParameter,
  rewriteParameter,
  segmentsOf,
  setParameter,
  type Prompt,
} from './prompt'

export type Range = { min: number; max: number; default: number; step?: number }

/** `true`: understood, with nothing to say about its value. */
type Understood = { readonly [name in ParameterName]?: Range | true }

export type Model = {
  id: string
  family: 'midjourney' | 'niji'
  /** The number behind `--v` or `--niji`. */
  version: string
  /** What people call it: `v7`, `niji 6`. */
  label: string
  understands: Understood
  /** Pairs of parameters of which this model takes only one. */
  clashes: readonly (readonly [ParameterName, ParameterName])[]
  /** Whether `::` weighs the parts of a text. */
  hasWeights: boolean
}

const common = {
  ratio: true,
  version: true,
  niji: true,
  stylize: { min: 0, max: 1000, default: 100 },
  chaos: { min: 0, max: 100, default: 0 },
  weird: { min: 0, max: 3000, default: 0 },
  raw: true,
  style: true,
  no: true,
  seed: { min: 0, max: 4_294_967_295, default: 0 },
  tile: true,
  repeat: { min: 1, max: 40, default: 1 },
  relax: true,
  fast: true,
  turbo: true,
  zoom: { min: 1, max: 2, default: 2, step: 0.1 },
  video: true,
  motion: true,
  batch: { min: 1, max: 4, default: 4 },
} as const satisfies Understood

const percent = { min: 0, max: 100, default: 100 } as const
const stop = { min: 10, max: 100, default: 100 } as const
const imageWeight3 = { min: 0, max: 3, default: 1, step: 0.25 } as const
const imageWeight2 = { min: 0, max: 2, default: 1, step: 0.25 } as const
const qualityHalf = { min: 0.25, max: 1, default: 1, step: 0.25 } as const
const qualityTwo = { min: 0.5, max: 2, default: 1, step: 0.5 } as const
const qualityFour = { min: 1, max: 4, default: 1 } as const
const exp = { min: 0, max: 100, default: 0 } as const

const styleReference = {
  styleReference: true,
  styleWeight: { min: 0, max: 1000, default: 100 },
  styleVersion: { min: 1, max: 8, default: 6 },
} as const
const characterReference = { characterReference: true, characterWeight: percent } as const
const omniReference = {
  omniReference: true,
  omniWeight: { min: 1, max: 1000, default: 100 },
} as const

type Row = Partial<Pick<Model, 'clashes' | 'hasWeights'>>

function midjourney(version: string, understands: Understood, row: Row = {}): Model {
  return {
    id: `v${version}`,
    family: 'midjourney',
    version,
    label: `v${version}`,
    understands: { ...common, ...understands },
    clashes: row.clashes ?? [],
    hasWeights: row.hasWeights ?? true,
  }
}

function niji(version: string, understands: Understood, row: Row = {}): Model {
  return {
    ...midjourney(version, understands, row),
    id: `niji${version}`,
    family: 'niji',
    label: `niji ${version}`,
  }
}

// oxfmt-ignore
/** Newest first within each family. */
export const models: readonly Model[] = [
  midjourney('8', { ...styleReference, imageWeight: imageWeight3, profile: true, exp, hd: true }, { hasWeights: false }),
  midjourney('7', { ...styleReference, ...omniReference, imageWeight: imageWeight3, profile: true, exp, quality: qualityFour, stop, draft: true },
    { hasWeights: false, clashes: [['omniReference', 'draft'], ['quality', 'draft']] }),
  midjourney('6.1', { ...styleReference, ...characterReference, imageWeight: imageWeight3, profile: true, quality: qualityTwo, stop }),
  midjourney('6', { ...styleReference, ...characterReference, imageWeight: imageWeight3, profile: true, quality: qualityTwo, stop }),
  midjourney('5.2', { imageWeight: imageWeight2, quality: qualityHalf, stop }),
  niji('7', { ...styleReference, imageWeight: imageWeight3, stop }, { hasWeights: false }),
  niji('6', { ...styleReference, ...characterReference, imageWeight: imageWeight3, profile: true, quality: qualityTwo, stop }),
  niji('5', { imageWeight: imageWeight2, quality: qualityHalf, stop }),
]

/** What a prompt without a model is measured by. */
export const usualModel: Model = models.find((model) => model.id === 'v7')!

/** Width to height, tall to wide, as offered for a choice; any other may be typed. */
export const aspectRatios = [
  '1:2',
  '9:16',
  '2:3',
  '3:4',
  '4:5',
  '1:1',
  '5:4',
  '4:3',
  '3:2',
  '16:9',
  '2:1',
  '21:9',
] as const

export type ModelChoice = Pick<Model, 'family' | 'version'>

/** The model a prompt names, known to us or not; null when it leaves the choice to the gateway. */
export function readModel(prompt: Prompt): ModelChoice | null {
  const last = prompt.segments.findLast(
    (segment) =>
      segment.type === 'parameter' && (segment.name === 'version' || segment.name === 'niji'),
  )
  if (last?.type !== 'parameter') return null
  return { family: last.name === 'niji' ? 'niji' : 'midjourney', version: last.value }
}

/** The line that fits a choice: the very version, or the newest of its generation, or null. */
export function modelOf(choice: ModelChoice | null): Model | null {
  if (!choice) return null
  const family = models.filter((model) => model.family === choice.family)
  if (choice.version === '') return family[0] ?? null
  const generation = choice.version.split('.')[0]
  return (
    family.find((model) => model.version === choice.version) ??
    family.find((model) => model.version.split('.')[0] === generation) ??
    null
  )
}

/** Puts a model where the prompt names one now, or at the end; a prompt never names two afterwards. */
export function setModel(prompt: Prompt, choice: ModelChoice): Prompt {
  const name = choice.family === 'niji' ? 'niji' : 'version'
  const rival = name === 'niji' ? 'version' : 'niji'
  if (readParameter(prompt, name) !== null)
    return setParameter(removeParameter(prompt, rival), name, choice.version)
  const last = segmentsOf(prompt, rival).at(-1)
  if (!last) return setParameter(prompt, name, choice.version)
  const flag = parameters[name].flags[0]
  return removeParameter(rewriteParameter(prompt, last, flag, choice.version), rival)
}

/** The range of a parameter on a model, where it is a number with limits. */
export function rangeOf(model: Model, name: ParameterName): Range | null {
  const range = model.understands[name]
  return typeof range === 'object' ? range : null
}
