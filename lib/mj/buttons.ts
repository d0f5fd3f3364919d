/**
 * What a button means. A gateway offers what can be done with a task as a list of `customId`s; this file knows
 * their grammar (gateways.md chapter 4) and nothing of screens or wires. What it does not recognise it keeps:
 * such a button is `unknown`, is shown with the gateway's own label, and is sent back as it came.
 */
import { quadrantIndexes, type QuadrantIndex } from './quadrants'
import type { Button } from './task'

export const panDirections = ['left', 'up', 'down', 'right'] as const
export type PanDirection = (typeof panDirections)[number]

export type VaryStrength = 'subtle' | 'strong'
export type Motion = 'low' | 'high'
/** The first two since V6, the others on V5. */
export type UpscaleStrength = 'subtle' | 'creative' | '2x' | '4x'

/** `jobId` is the job's uuid in the id, exactly as it stood there; '' where the gateway left it out. */
export type ButtonMeaning =
  | { kind: 'upscale'; index: QuadrantIndex; jobId: string }
  | { kind: 'video-upscale'; index: QuadrantIndex; jobId: string }
  | { kind: 'variation'; index: QuadrantIndex; jobId: string }
  | { kind: 'reroll'; jobId: string }
  /** `version` is the id's own word: v7, v6r1, v6, v5. */
  | { kind: 'upscale-solo'; strength: UpscaleStrength; version: string; jobId: string }
  | { kind: 'vary'; strength: VaryStrength; jobId: string }
  | { kind: 'region'; jobId: string }
  | { kind: 'zoom-out'; factor: 2 | 1.5; jobId: string }
  | { kind: 'custom-zoom'; jobId: string }
  | { kind: 'make-square'; jobId: string }
  | { kind: 'pan'; direction: PanDirection; jobId: string }
  | { kind: 'animate'; motion: Motion; jobId: string }
  | { kind: 'extend'; motion: Motion; jobId: string }
  | { kind: 'bookmark'; jobId: string }
  | { kind: 'describe-pick'; index: QuadrantIndex }
  | { kind: 'describe-all' }
  | { kind: 'describe-retry' }
  /** 1 to 5. */
  | { kind: 'shorten-pick'; index: number }
  | { kind: 'shorten-details' }
  | { kind: 'cancel' }
  | { kind: 'unknown'; customId: string; label: string; emoji: string }

export type ButtonKind = ButtonMeaning['kind']

/** Reads a button's meaning from its id alone; label and emoji are only kept for ids nobody knows. */
export function parseButton(button: Pick<Button, 'customId' | 'label' | 'emoji'>): ButtonMeaning {
  const { customId, label, emoji } = button
  const [family, ...words] = customId.split('::')
  const known = family === 'MJ' ? readWords(withoutSolo(words)) : undefined
  return known ?? { kind: 'unknown', customId, label, emoji }
}

/** Ids of single pictures end in ::SOLO on most gateways, not on all, and it changes no meaning. */
function withoutSolo(words: readonly string[]): readonly string[] {
  return words.at(-1) === 'SOLO' ? words.slice(0, -1) : words
}

function readWords(words: readonly string[]): ButtonMeaning | undefined {
  const [head = '', ...rest] = words
  switch (head) {
    case 'JOB':
      return readJob(rest)
    case 'Job':
      return readText(rest)
    case 'Outpaint':
      return readOutpaint(rest)
    case 'Inpaint':
      return { kind: 'region', jobId: rest[1] ?? '' }
    case 'CustomZoom':
      // Discord writes MJ::CustomZoom::{u}, partner gateways MJ::CustomZoom::1::{u}
      return { kind: 'custom-zoom', jobId: rest.at(-1) ?? '' }
    case 'BOOKMARK':
      return { kind: 'bookmark', jobId: rest.at(-1) ?? '' }
    case 'Picread':
      return rest[0] === 'Retry' ? { kind: 'describe-retry' } : undefined
    default:
      return head.startsWith('CancelJob') ? { kind: 'cancel' } : undefined
  }
}

function readJob([name = '', place = '', jobId = '']: readonly string[]):
  | ButtonMeaning
  | undefined {
  const index = readIndex(place)
  switch (name) {
    case 'upsample':
      return index && { kind: 'upscale', index, jobId }
    case 'video_virtual_upscale':
      return index && { kind: 'video-upscale', index, jobId }
    case 'variation':
      return index && { kind: 'variation', index, jobId }
    case 'reroll':
      return { kind: 'reroll', jobId }
    case 'low_variation':
      return { kind: 'vary', strength: 'subtle', jobId }
    case 'high_variation':
      return { kind: 'vary', strength: 'strong', jobId }
    default:
      return readSoloUpscale(name, jobId) ?? readPan(name, jobId) ?? readMotion(name, jobId)
  }
}

function readSoloUpscale(name: string, jobId: string): ButtonMeaning | undefined {
  const since6 = /^upsample_(\w+)_2x_(subtle|creative)$/.exec(name)
  if (since6?.[1] && since6[2]) {
    const strength = since6[2] === 'subtle' ? 'subtle' : 'creative'
    return { kind: 'upscale-solo', strength, version: since6[1], jobId }
  }
  const version5 = /^upsample_(\w+)_([24])x$/.exec(name)
  if (version5?.[1] && version5[2]) {
    const strength = version5[2] === '2' ? '2x' : '4x'
    return { kind: 'upscale-solo', strength, version: version5[1], jobId }
  }
  return undefined
}

function readPan(name: string, jobId: string): ButtonMeaning | undefined {
  const direction = panDirections.find((word) => name === `pan_${word}`)
  return direction && { kind: 'pan', direction, jobId }
}

function readMotion(name: string, jobId: string): ButtonMeaning | undefined {
  const match = /^animate_(high|low)(_extend)?$/.exec(name)
  if (!match) return undefined
  return {
    kind: match[2] ? 'extend' : 'animate',
    motion: match[1] === 'high' ? 'high' : 'low',
    jobId,
  }
}

/** The number is the share of the picture that stays, so 50 is "zoom out 2×" and 100 only fills to a square. */
function readOutpaint([kept = '', , jobId = '']: readonly string[]): ButtonMeaning | undefined {
  switch (kept) {
    case '50':
      return { kind: 'zoom-out', factor: 2, jobId }
    case '75':
      return { kind: 'zoom-out', factor: 1.5, jobId }
    case '100':
      return { kind: 'make-square', jobId }
    default:
      return undefined
  }
}

/** Describe says `Job::PicReader` for its picks and plain `Picread` for its retry; shorten `Job::PromptAnalyzer`. */
function readText([name = '', place = '']: readonly string[]): ButtonMeaning | undefined {
  if (name === 'PicReader') {
    const index = readIndex(place)
    return place === 'all' ? { kind: 'describe-all' } : index && { kind: 'describe-pick', index }
  }
  if (name === 'PromptAnalyzer') {
    return /^[1-5]$/.test(place) ? { kind: 'shorten-pick', index: Number(place) } : undefined
  }
  // The exact tail of "Show Details" was never captured; the word before it was.
  return name.startsWith('PromptAnalyzerExtended') ? { kind: 'shorten-details' } : undefined
}

function readIndex(place: string): QuadrantIndex | undefined {
  return quadrantIndexes.find((index) => String(index) === place)
}

/**
 * Whether pressing a button makes the gateway ask for a prompt first (gateways.md 2.2): `with-remix` ones only
 * when `enableRemix` goes with the press, or the account is set so. An unknown button may open one all the same;
 * the task then says so itself by its state `window`.
 */
export function opensWindow(meaning: ButtonMeaning): 'always' | 'with-remix' | 'never' {
  switch (meaning.kind) {
    case 'custom-zoom':
    case 'region':
    case 'describe-pick':
    case 'shorten-pick':
      return 'always'
    case 'variation':
    case 'vary':
    case 'reroll':
    case 'pan':
    case 'animate':
    case 'extend':
      return 'with-remix'
    default:
      return 'never'
  }
}
