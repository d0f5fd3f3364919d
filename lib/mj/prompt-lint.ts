/**
 * What in a prompt will probably not do what the person meant, each with the one edit that mends it. Warnings
 * inform and never block. See what the gateways make of such faults: double spaces and long dashes have broken
 * task matching (novicezk/midjourney-proxy#270).
 */
import type { Draft } from './draft'
import { modelOf, rangeOf, readModel, usualModel, type Model } from './models'
import { parameters, type ParameterName } from './params'
import {
  formatPrompt,
  parametersOf,
  parsePrompt,
  readParameter,
  removeParameter,
  removeSegments,
  replaceSegments,
  segmentsOf,
  setParameter,
  type ParameterSegment,
  type Prompt,
  type Segment,
} from './prompt'
import { editDraft } from './prompt-draft'
import { respell, spelt } from './prompt-spelling'

/** An edit as data, so that it can be shown before it is made, and made on any prompt with the same fault. */
export type Fix =
  | { type: 'set'; name: ParameterName; value: string }
  | { type: 'remove'; name: ParameterName }
  | { type: 'keep-last'; name: ParameterName }
  | { type: 'spell'; name: ParameterName }
  | { type: 'drop-weights' }
  | { type: 'half-width-commas' }
  | { type: 'move-to-end' }
  | { type: 'single-spaces' }

export type Warning =
  | { type: 'out-of-range'; name: ParameterName; flag: string; min: number; max: number; fix: Fix }
  | { type: 'not-for-model'; name: ParameterName; flag: string; model: string; fix: Fix }
  | { type: 'clash'; name: ParameterName; flag: string; other: string; fix: Fix }
  | { type: 'duplicate'; name: ParameterName; flag: string; fix: Fix }
  | { type: 'misspelt'; name: ParameterName; written: string; meant: string; fix: Fix }
  | { type: 'no-value'; name: ParameterName; flag: string; fix: Fix }
  | { type: 'weights'; model: string; fix: Fix }
  | { type: 'wide-commas'; fix: Fix }
  | { type: 'mid-text'; flag: string; fix: Fix }
  | { type: 'double-space'; fix: Fix }

/** All warnings, the most expensive mistakes first. */
export function lintPrompt(prompt: Prompt): readonly Warning[] {
  const choice = readModel(prompt)
  const named = modelOf(choice)
  // A model newer than our table is asked for nothing; one that the gateway chooses is measured as the usual one.
  const model = choice ? named : usualModel
  const last = new Map(parametersOf(prompt).map((segment) => [segment.name, segment]))
  const known = [...last.values()].filter((segment) => segment.name !== null)
  return [
    ...known.flatMap((segment) => lintSpelling(prompt, segment)),
    ...(named ? known.flatMap((segment) => lintSupport(segment, named)) : []),
    ...lintClashes(prompt, model),
    ...known.flatMap((segment) => lintDuplicates(prompt, segment)),
    ...known.flatMap((segment) => lintValue(segment, model)),
    ...lintText(prompt, named),
  ]
}

function lintSpelling(prompt: Prompt, segment: ParameterSegment): Warning[] {
  const meant = spelt(segment)
  const before = prompt.segments[prompt.segments.indexOf(segment) - 1]?.raw ?? ' '
  if ((meant === segment.raw && /\s$/.test(before)) || segment.name === null) return []
  const fix = { type: 'spell', name: segment.name } as const
  return [{ type: 'misspelt', name: segment.name, written: segment.raw, meant, fix }]
}

function lintSupport(segment: ParameterSegment, model: Model): Warning[] {
  const { name, flag } = segment
  if (name === null || model.understands[name]) return []
  return [{ type: 'not-for-model', name, flag, model: model.label, fix: { type: 'remove', name } }]
}

const everywhere: readonly (readonly [ParameterName, ParameterName])[] = [
  ['version', 'niji'],
  ['relax', 'fast'],
  ['relax', 'turbo'],
  ['fast', 'turbo'],
]

function lintClashes(prompt: Prompt, model: Model | null): Warning[] {
  return [...everywhere, ...(model?.clashes ?? [])].flatMap((pair) => {
    const segments = pair.map((name) => segmentsOf(prompt, name).at(-1))
    const [one, other] = segments
      .filter((segment) => segment !== undefined)
      .toSorted((a, b) => prompt.segments.indexOf(a) - prompt.segments.indexOf(b))
    if (!one?.name || !other) return []
    const fix = { type: 'remove', name: one.name } as const
    return [{ type: 'clash', name: one.name, flag: one.flag, other: other.flag, fix }]
  })
}

function lintDuplicates(prompt: Prompt, segment: ParameterSegment): Warning[] {
  const { name, flag } = segment
  if (name === null || segmentsOf(prompt, name).length < 2) return []
  return [{ type: 'duplicate', name, flag, fix: { type: 'keep-last', name } }]
}

function lintValue(segment: ParameterSegment, model: Model | null): Warning[] {
  const { name, flag, value } = segment
  if (name === null) return []
  const isRequired = !['none', 'optional-number', 'codes'].includes(parameters[name].value)
  if (value === '' && isRequired)
    return [{ type: 'no-value', name, flag, fix: { type: 'remove', name } }]
  const range = model && rangeOf(model, name)
  const number = Number(value)
  if (!range || value === '' || Number.isNaN(number)) return []
  if (number >= range.min && number <= range.max) return []
  const nearest = String(Math.min(range.max, Math.max(range.min, number)))
  const fix = { type: 'set', name, value: nearest } as const
  return [{ type: 'out-of-range', name, flag, min: range.min, max: range.max, fix }]
}

const weightMark = /::(?:-?[0-9]+(?:\.[0-9]+)?)?/g

function lintText(prompt: Prompt, model: Model | null): Warning[] {
  const source = formatPrompt(prompt)
  const text = prompt.segments.filter((segment) => segment.type === 'text')
  const warnings: Warning[] = []
  if (model && !model.hasWeights && text.some(({ raw }) => raw.search(weightMark) >= 0))
    warnings.push({ type: 'weights', model: model.label, fix: { type: 'drop-weights' } })
  if (narrowCommas(source) !== source)
    warnings.push({ type: 'wide-commas', fix: { type: 'half-width-commas' } })
  const early = flagBeforeText(prompt.segments)
  if (early) warnings.push({ type: 'mid-text', flag: early.flag, fix: { type: 'move-to-end' } })
  if (text.some(({ raw }) => / {2,}/.test(raw)))
    warnings.push({ type: 'double-space', fix: { type: 'single-spaces' } })
  return warnings
}

function isWords(segment: Segment): boolean {
  return segment.type === 'text' && segment.raw.trim() !== ''
}

function flagBeforeText(segments: readonly Segment[]): ParameterSegment | undefined {
  const lastWords = segments.findLastIndex(isWords)
  return segments.slice(0, Math.max(0, lastWords)).find((segment) => segment.type === 'parameter')
}

/** Braces with full-width commas only: meant as a permutation, read as text. */
const wideGroup = /\{[^{},]*，[^{},]*\}/g

function narrowCommas(source: string): string {
  return source.replace(wideGroup, (group) => group.replace(/，\s*/g, ', '))
}

function moveToEnd(prompt: Prompt): Prompt {
  const flags = parametersOf(prompt).map((segment) => segment.raw)
  const rest = formatPrompt(removeSegments(prompt, (segment) => segment.type === 'parameter'))
  return parsePrompt([rest.trimEnd(), ...flags].filter((part) => part !== '').join(' '))
}

/** Makes the edit; a prompt without that fault comes back as it was. */
export function fixPrompt(prompt: Prompt, fix: Fix): Prompt {
  switch (fix.type) {
    case 'set':
      return readParameter(prompt, fix.name) === null
        ? prompt
        : setParameter(prompt, fix.name, fix.value)
    case 'remove':
      return removeParameter(prompt, fix.name)
    case 'keep-last': {
      const last = segmentsOf(prompt, fix.name).at(-1)
      return removeSegments(
        prompt,
        (segment) => segment.type === 'parameter' && segment.name === fix.name && segment !== last,
      )
    }
    case 'spell':
      return respell(prompt, fix.name)
    case 'drop-weights':
      return replaceSegments(prompt, (segment) =>
        segment.type === 'text' ? segment.raw.replace(weightMark, '') : segment.raw,
      )
    case 'half-width-commas':
      return parsePrompt(narrowCommas(formatPrompt(prompt)))
    case 'move-to-end':
      return flagBeforeText(prompt.segments) ? moveToEnd(prompt) : prompt
    case 'single-spaces':
      return replaceSegments(prompt, (segment) =>
        segment.type === 'text' ? segment.raw.replace(/ {2,}/g, ' ') : segment.raw,
      )
  }
}

/** Makes the edit wherever the fault is, in the text or among the settings. */
export function fixDraft(draft: Draft, fix: Fix): Draft {
  return editDraft(draft, (part) => fixPrompt(part, fix))
}
