/**
 * A prompt as a lossless concrete syntax: image addresses at the front, text, parameters. Every character of the
 * source is in exactly one segment, so `formatPrompt(parsePrompt(s)) === s` for any string, and an edit of one
 * parameter touches that parameter's characters and nothing else. Nothing is ever normalised by reading.
 */
import {
  formatParameter,
  parameterNames,
  parameterOf,
  parameters,
  type ParameterName,
} from './params'
import { permutationSpans, type Span } from './permutations'
import { valueEnd } from './prompt-values'

export type TextSegment = { type: 'text'; raw: string }
export type ImageSegment = { type: 'image'; raw: string; url: string }
export type ParameterSegment = {
  type: 'parameter'
  raw: string
  /** `--`, or what a keyboard made of it: an em or en dash, full-width hyphens. */
  dash: string
  /** As typed; `{v 6, v 7}` where a permutation varies the flag itself. */
  flag: string
  /** Null for a flag we do not know: it is kept, never judged. */
  name: ParameterName | null
  gap: string
  value: string
}
export type Segment = TextSegment | ImageSegment | ParameterSegment
export type Prompt = { readonly segments: readonly Segment[] }

const dashes = /--|[—–―]{1,2}|－－/y
const flagWord = /[a-z]+/iy
const unknownWord = /[a-z]\w*(?:-\w+)*/iy
const imageAddress = /<?(https?:\/\/[^\s<>]+)>?(?=\s|$)/y
const blank = /\s+/y

function matchAt(pattern: RegExp, source: string, at: number): string | null {
  pattern.lastIndex = at
  return pattern.exec(source)?.[0] ?? null
}

/** Reads a prompt. Never fails: what is neither an image nor a parameter is text. */
export function parsePrompt(source: string): Prompt {
  const segments: Segment[] = []
  const groups = new Map(permutationSpans(source).map((span) => [span.from, span]))
  let textFrom = 0
  let at = 0
  const keep = (segment: ImageSegment | ParameterSegment) => {
    if (at > textFrom) segments.push({ type: 'text', raw: source.slice(textFrom, at) })
    segments.push(segment)
    at = textFrom = at + segment.raw.length
  }
  for (;;) {
    at += matchAt(blank, source, at)?.length ?? 0
    const image = matchAt(imageAddress, source, at)
    if (!image) break
    keep({ type: 'image', raw: image, url: image.replace(/^<|>$/g, '') })
  }
  while (at < source.length) {
    const parameter = parameterAt(source, at, groups)
    if (parameter) keep(parameter)
    else at = groups.get(at)?.to ?? at + 1
  }
  if (textFrom < source.length) segments.push({ type: 'text', raw: source.slice(textFrom) })
  return { segments }
}

/** The source again, character for character. */
export function formatPrompt(prompt: Prompt): string {
  return prompt.segments.map((segment) => segment.raw).join('')
}

function parameterAt(
  source: string,
  at: number,
  groups: ReadonlyMap<number, Span>,
): ParameterSegment | null {
  const flag = flagAt(source, at, groups)
  if (!flag) return null
  const from = at + flag.dash.length + flag.word.length
  const syntax = flag.name ? parameters[flag.name].value : 'unknown'
  const to = flag.varies
    ? from
    : valueEnd(source, from, syntax, groups, (next) => flagAt(source, next, groups) !== null)
  const tail = source.slice(from, to)
  const value = tail.trimStart()
  return {
    type: 'parameter',
    raw: source.slice(at, to),
    dash: flag.dash,
    flag: flag.word,
    name: flag.name === 'style' && value.toLowerCase() === 'raw' ? 'raw' : flag.name,
    gap: tail.slice(0, tail.length - value.length),
    value,
  }
}

type Flag = { dash: string; word: string; name: ParameterName | null; varies: boolean }

/**
 * `--` begins a flag wherever it does not follow a letter, a digit or a dash. A dash that a keyboard made, or a
 * `--` glued to a word, may be prose: it begins a flag only before one we know whose value is there too.
 */
function flagAt(source: string, at: number, groups: ReadonlyMap<number, Span>): Flag | null {
  if (!isDash(source.charCodeAt(at))) return null
  const dash = matchAt(dashes, source, at)
  if (!dash) return null
  const start = at + dash.length
  const before = at === 0 ? ' ' : source[at - 1]!
  if (isDash(before.charCodeAt(0))) return null
  const group = groups.get(start)
  if (group && dash === '--')
    return { dash, word: source.slice(start, group.to), name: null, varies: true }
  const letters = matchAt(flagWord, source, start)
  if (!letters) return null
  const behind = source.slice(start + letters.length, start + letters.length + 2)
  const isWhole = !/^-?\w/.test(behind) || isGluedValue(letters, behind)
  const name = isWhole ? parameterOf(letters) : null
  const isSure = dash === '--' && !/[\w)]/.test(before)
  if (!name) {
    const word = matchAt(unknownWord, source, start)
    return isSure && word ? { dash, word, name, varies: false } : null
  }
  if (isSure) return { dash, word: letters, name, varies: false }
  const takesNone = parameters[name].value === 'none'
  if (takesNone) return /\s/.test(before) ? { dash, word: letters, name, varies: false } : null
  const from = start + letters.length
  const hasValue = valueEnd(source, from, parameters[name].value, groups, () => false) > from
  return hasValue || name === 'niji' ? { dash, word: letters, name, varies: false } : null
}

/** `--v7` is `--v 7` without its space; `--draft2` is something we do not know. */
function isGluedValue(letters: string, behind: string): boolean {
  const name = parameterOf(letters)
  return /^-?\d/.test(behind) && name !== null && parameters[name].value !== 'none'
}

function isDash(code: number): boolean {
  return code === 0x2d || (code >= 0x2013 && code <= 0x2015) || code === 0xff0d
}

/** The segments of one parameter, in order; the last one counts. */
export function segmentsOf(prompt: Prompt, name: ParameterName): readonly ParameterSegment[] {
  return parametersOf(prompt).filter((segment) => segment.name === name)
}

export function parametersOf(prompt: Prompt): readonly ParameterSegment[] {
  return prompt.segments.filter((segment) => segment.type === 'parameter')
}

export function imagesOf(prompt: Prompt): readonly ImageSegment[] {
  return prompt.segments.filter((segment) => segment.type === 'image')
}

/** What the picture is to show: the prompt without images and parameters. */
export function textOf(prompt: Prompt): string {
  return prompt.segments
    .filter((segment) => segment.type === 'text')
    .map((segment) => segment.raw)
    .join('')
    .trim()
}

/** The value as typed ('' for a parameter without one), or null when the prompt does not set it. */
export function readParameter(prompt: Prompt, name: ParameterName): string | null {
  return segmentsOf(prompt, name).at(-1)?.value ?? null
}

/** Parameters that a permutation sets, as in `--{v 6, v 7}` or `{fox --s 50, owl --s 900}`. */
export function variedParameters(prompt: Prompt): ReadonlySet<ParameterName> {
  const names = new Set<ParameterName>()
  for (const segment of prompt.segments) {
    if (segment.type === 'parameter' && segment.name !== null) continue
    for (const { from, to } of permutationSpans(segment.raw)) {
      const inside = segment.raw.slice(from + 1, to - 1)
      const flags = segment.type === 'parameter' ? /(?:^|[{,]|--)\s*([a-z]+)/gi : /--([a-z]+)/gi
      for (const [, flag] of inside.matchAll(flags)) {
        const name = parameterOf(flag!)
        if (name) names.add(name)
      }
    }
  }
  return names
}

/** True when the prompt says anything about a parameter, in a permutation too. */
export function hasParameter(prompt: Prompt, name: ParameterName): boolean {
  return readParameter(prompt, name) !== null || variedParameters(prompt).has(name)
}

/**
 * Writes a parameter in its own place, or at the end when there is none. Its flag stays as the person spelt it.
 * A parameter that a permutation varies is left alone: it has no one place.
 */
export function setParameter(prompt: Prompt, name: ParameterName, value = ''): Prompt {
  const last = segmentsOf(prompt, name).at(-1)
  if (!last) {
    if (variedParameters(prompt).has(name)) return prompt
    const source = formatPrompt(prompt)
    const gap = source === '' || /\s$/.test(source) ? '' : ' '
    return parsePrompt(source + gap + formatParameter(name, value))
  }
  if (last.value === value || name === 'raw') return prompt
  return rewriteParameter(prompt, last, last.flag, value)
}

/** Writes a flag and its value in the place of a segment, apart from whatever stands behind it. */
export function rewriteParameter(
  prompt: Prompt,
  segment: ParameterSegment,
  flag: string,
  value: string,
): Prompt {
  const next = prompt.segments[prompt.segments.indexOf(segment) + 1]?.raw ?? ' '
  const gap = /^[\s,，。]/.test(next) ? '' : ' '
  const raw = (value === '' ? `--${flag}` : `--${flag} ${value}`) + gap
  return replaceSegments(prompt, (other) => (other === segment ? raw : other.raw))
}

/** Takes out every occurrence of a parameter, each with the white space before it. */
export function removeParameter(prompt: Prompt, name: ParameterName): Prompt {
  return removeSegments(prompt, (segment) => segment.type === 'parameter' && segment.name === name)
}

/** Takes segments out, each with the white space before it (behind it, at the front of the prompt). */
export function removeSegments(prompt: Prompt, isUnwanted: (segment: Segment) => boolean): Prompt {
  let source = ''
  let isAfterGap = true
  for (const segment of prompt.segments) {
    if (isUnwanted(segment)) {
      const kept = source.trimEnd()
      isAfterGap = kept === ''
      source = kept
    } else {
      source +=
        isAfterGap && source === '' && segment.type === 'text'
          ? segment.raw.trimStart()
          : segment.raw
      isAfterGap = false
    }
  }
  return parsePrompt(source)
}

/** Writes segments anew, each as `write` says. */
export function replaceSegments(prompt: Prompt, write: (segment: Segment) => string): Prompt {
  return parsePrompt(prompt.segments.map(write).join(''))
}

/** Every parameter that is set, with the value that counts. */
export function settingsOf(prompt: Prompt): ReadonlyMap<ParameterName, string> {
  return new Map(
    parameterNames.flatMap((name) => {
      const value = readParameter(prompt, name)
      return value === null ? [] : [[name, value] as const]
    }),
  )
}
