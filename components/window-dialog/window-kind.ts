/** What a window asks for and what stands in it at first. Pure. */
import type { ButtonMeaning } from '@/lib/mj/buttons'
import {
  formatPrompt,
  parsePrompt,
  readParameter,
  removeParameter,
  setParameter,
} from '@/lib/mj/prompt'
import type { Task } from '@/lib/mj/task'

export type WindowKind = 'remix' | 'zoom' | 'pick' | 'region' | 'other'

export const zoomRange = { min: 1, max: 2, step: 0.05, first: 2 } as const

export function windowKindOf(meaning: ButtonMeaning): WindowKind {
  switch (meaning.kind) {
    case 'custom-zoom':
      return 'zoom'
    case 'region':
      return 'region'
    case 'describe-pick':
    case 'shorten-pick':
      return 'pick'
    case 'variation':
    case 'vary':
    case 'reroll':
    case 'pan':
    case 'animate':
    case 'extend':
      return 'remix'
    default:
      return 'other'
  }
}

/**
 * The prompt a window opens with: what the gateway made of the parent's prompt, without the speed words that only
 * belong to the submit before (gateways.md 2.2), and for a zoom with the zoom itself, which no gateway adds.
 */
export function firstPrompt(
  kind: WindowKind,
  parent: Pick<Task, 'prompt' | 'promptEn' | 'finalPrompt'>,
): string {
  const source = parent.finalPrompt || parent.promptEn || parent.prompt
  let prompt = parsePrompt(source)
  for (const speed of ['fast', 'relax', 'turbo'] as const) prompt = removeParameter(prompt, speed)
  if (kind === 'zoom') prompt = setParameter(prompt, 'zoom', String(zoomRange.first))
  return formatPrompt(prompt).trim()
}

/** The zoom a prompt asks for, held to what the gateways take; null when it asks for none. */
export function readZoom(prompt: string): number | null {
  const value = Number.parseFloat(readParameter(parsePrompt(prompt), 'zoom') ?? '')
  return Number.isFinite(value) ? Math.min(zoomRange.max, Math.max(zoomRange.min, value)) : null
}

export function writeZoom(prompt: string, factor: number): string {
  const value = String(Math.round(factor * 100) / 100)
  return formatPrompt(setParameter(parsePrompt(prompt), 'zoom', value))
}

export function readRatio(prompt: string): string {
  return readParameter(parsePrompt(prompt), 'ratio') ?? ''
}

/** '' takes the ratio out: the gateway then keeps the parent's. */
export function writeRatio(prompt: string, ratio: string): string {
  const parsed = parsePrompt(prompt)
  return formatPrompt(
    ratio === '' ? removeParameter(parsed, 'ratio') : setParameter(parsed, 'ratio', ratio),
  )
}
