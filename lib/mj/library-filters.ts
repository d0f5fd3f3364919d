/**
 * The filters of a library search: what each may say, and the one spelling under which tasks are indexed by it. A
 * filter is a word like any other there: `ar:3:2`, `is:grid`.
 */
import { verbs } from './task'

/**
 * What frames and tasks can be; the first five are what a person says of a frame, or the studio knows of it. `shared`
 * looks at what everybody shares, as `trashed` looks into the trash.
 */
export const frameTraits = ['favourite', 'kept', 'pasted', 'trashed', 'shared'] as const
const taskTraits = ['grid', 'upscale', 'variation', 'film', 'described'] as const
const belongings = ['note', 'reference', 'mask', 'parent', 'children', 'film'] as const

export type FrameTrait = (typeof frameTraits)[number]

/** Verbs, and the kinds of buttons that make pictures. */
const filterVerbs = [
  ...verbs,
  'upscale',
  'variation',
  'reroll',
  'vary',
  'region',
  'zoom-out',
  'custom-zoom',
  'make-square',
  'pan',
  'animate',
  'extend',
] as const

const speeds = ['relax', 'fast', 'turbo']

const oneOf = (words: readonly string[]) => (value: string) =>
  words.includes(value.toLowerCase()) ? value.toLowerCase() : null

/** Each filter with how its value is read: the one spelling of it, or null for what it does not know. */
export const filters = {
  is: oneOf([...frameTraits, ...taskTraits]),
  has: oneOf(belongings),
  model: readModelValue,
  ar: readRatioValue,
  verb: oneOf(filterVerbs),
  bot: (value: string) =>
    ({ niji: 'niji', mj: 'mj', midjourney: 'mj' })[value.toLowerCase()] ?? null,
  speed: oneOf(speeds),
  seed: (value: string) => (/^\d{1,20}$/.test(value) ? value : null),
  gateway: (value: string) => value.trim() || null,
  in: (value: string) => value.trim() || null,
  /** The name of whoever shares it. */
  by: (value: string) => value.trim() || null,
  before: readDay,
  after: readDay,
} as const satisfies Record<string, (value: string) => string | null>

export type FilterName = keyof typeof filters

export const filterNames = Object.keys(filters) as FilterName[]

export function isFilterName(name: string): name is FilterName {
  return Object.hasOwn(filters, name)
}

/** `7`, `v7` and `V7` are one model; `niji6`, `niji-6` and `niji 6` another. */
function readModelValue(value: string): string | null {
  const match = /^(v|niji)?[ -]?(\d{1,3}(?:\.\d{1,2})?)?$/i.exec(value.trim())
  if (!match) return null
  const [, family = '', version = ''] = match
  if (family.toLowerCase() === 'niji') return `niji${version}`
  return version || null
}

/** Two numbers in their lowest terms: `6:4`, `3x2` and `3/2` are `3:2`. */
export function readRatioValue(value: string): string | null {
  const match = /^(\d{1,5})(?:\.(\d{1,3}))?[:x×/](\d{1,5})(?:\.(\d{1,3}))?$/i.exec(value.trim())
  if (!match) return null
  const [, a, aPart = '', b, bPart = ''] = match
  const digits = Math.max(aPart.length, bPart.length)
  const width = Number(a + aPart.padEnd(digits, '0'))
  const height = Number(b + bPart.padEnd(digits, '0'))
  if (width === 0 || height === 0) return null
  const common = greatestCommon(width, height)
  return `${width / common}:${height / common}`
}

function greatestCommon(a: number, b: number): number {
  return b === 0 ? a : greatestCommon(b, a % b)
}

/** A year, a month or a day that there is: `2026`, `2026-10`, `2026-10-14`. */
export function readDay(value: string): string | null {
  const match = /^(\d{4})(?:[-/.](\d{1,2}))?(?:[-/.](\d{1,2}))?$/.exec(value)
  if (!match) return null
  const [, year, month, day] = match
  const date = new Date(Number(year), Number(month ?? 1) - 1, Number(day ?? 1))
  const isThere = date.getMonth() === Number(month ?? 1) - 1 && date.getDate() === Number(day ?? 1)
  if (!isThere) return null
  return [year, month, day].flatMap((part) => part?.padStart(2, '0') ?? []).join('-')
}

/** The first moment of a year, a month or a day, by the clock of the machine. */
export function startOfDay(day: string): number {
  const [year, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year!, month - 1, date).getTime()
}
