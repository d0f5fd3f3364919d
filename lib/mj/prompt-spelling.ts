/** How gateways want a parameter written, whatever a keyboard or a web page made of it. */
import type { ParameterName } from './params'
import { replaceSegments, type ParameterSegment, type Prompt } from './prompt'

/** A parameter as the gateways read it: two hyphens, one gap, half-width digits and colon. */
export function spelt({ dash, flag, gap, value, raw }: ParameterSegment): string {
  const isFine = dash === '--' && (gap !== '' || value === '') && !/[０-９．：]/.test(value)
  if (isFine) return raw
  const narrow = value.replace(/[０-９．：]/g, (wide) =>
    String.fromCharCode(wide.charCodeAt(0) - 0xfee0),
  )
  return value === '' ? `--${flag}` : `--${flag} ${narrow}`
}

/** Writes every occurrence of a parameter so, apart from the word before it. */
export function respell(prompt: Prompt, name: ParameterName): Prompt {
  let before = ' '
  return replaceSegments(prompt, (segment) => {
    const isMeant = segment.type === 'parameter' && segment.name === name
    const gap = isMeant && !/\s$/.test(before) ? ' ' : ''
    const raw = isMeant ? gap + spelt(segment) : segment.raw
    before = segment.raw
    return raw
  })
}

/** Spells every recognised flag as gateways read it: what a paste wants before it is split. */
export function spellParameters(prompt: Prompt): Prompt {
  return replaceSegments(prompt, (segment) =>
    segment.type === 'parameter' && segment.name !== null ? spelt(segment) : segment.raw,
  )
}
