/** How a task's prompt is shown: its words, its parameters, and what is to be marked in them. Pure. */
import { imagesOf, parametersOf, parsePrompt, readParameter, textOf } from '@/lib/mj/prompt'
import { parseButton } from '@/lib/mj/buttons'
import type { Task, TaskState } from '@/lib/mj/task'

export type PromptDisplay = {
  text: string
  /** The English words, where they differ from the person's own; else ''. */
  english: string
  /** `--ar 3:2`, as written. */
  parameters: readonly string[]
  images: number
}

export function displayPrompt(
  task: Pick<Task, 'prompt' | 'promptEn' | 'finalPrompt' | 'text'>,
): PromptDisplay {
  // What describe and shorten answer stands in the final prompt too (gateways.md 3.4), and is nobody's prompt.
  const prompt = parsePrompt(task.prompt || (task.text === '' ? task.finalPrompt : ''))
  const text = singleLine(textOf(prompt))
  const english = singleLine(textOf(parsePrompt(task.promptEn)))
  return {
    text,
    english: english.toLowerCase() === text.toLowerCase() ? '' : english,
    parameters: parametersOf(prompt).map(({ raw }) => singleLine(raw)),
    images: imagesOf(prompt).length,
  }
}

function singleLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/**
 * The word that was not accepted, where it is known: gateways that let the task fail instead of refusing it hand on
 * Midjourney's own sentence, which has the word in quotes.
 */
export function bannedWordOf(state: TaskState): string | null {
  if (state.name === 'refused') return state.bannedWord
  if (state.name !== 'failed' || state.reason !== 'banned-word') return null
  return /\bword [`'"“‘]([^`'"”’]+)[`'"”’]/i.exec(state.detail)?.[1] ?? null
}

/** Words and parameters of a prompt in turn, so that none breaks behind its hyphens. Joined they are the text again. */
export function splitParameters(text: string): readonly { text: string; isParameter: boolean }[] {
  return text
    .split(/(--[a-z]+(?:[ \t]+(?!--)[^\s,]+)?)/i)
    .filter((piece) => piece !== '')
    .map((piece) => ({ text: piece, isParameter: piece.startsWith('--') }))
}

/** Cuts a text into pieces, those that are `word` marked, whatever their case. Joined they are the text again. */
export function markWord(
  text: string,
  word: string | null,
): readonly { text: string; isMarked: boolean }[] {
  const wanted = word?.trim().toLowerCase() ?? ''
  const pieces: { text: string; isMarked: boolean }[] = []
  const lower = text.toLowerCase()
  // Lower case of some letters is longer than themselves; marking is then given up rather than misplaced.
  const isSafe = wanted !== '' && lower.length === text.length
  let at = 0
  while (isSafe) {
    const found = lower.indexOf(wanted, at)
    if (found < 0) break
    if (found > at) pieces.push({ text: text.slice(at, found), isMarked: false })
    at = found + wanted.length
    pieces.push({ text: text.slice(found, at), isMarked: true })
  }
  return at < text.length ? [...pieces, { text: text.slice(at), isMarked: false }] : pieces
}

const blendAspects = { PORTRAIT: 2 / 3, SQUARE: 1, LANDSCAPE: 3 / 2 } as const

/** Width by height of what a task is going to be, from its shape or its prompt; 1 where neither says. */
export function expectedAspect(task: Pick<Task, 'prompt' | 'finalPrompt' | 'dimensions'>): number {
  if (task.dimensions !== null) return blendAspects[task.dimensions]
  const ratio = readParameter(parsePrompt(task.prompt || task.finalPrompt), 'ratio') ?? ''
  const match = /^(\d+(?:\.\d+)?):(\d+(?:\.\d+)?)$/.exec(ratio)
  const aspect = match ? Number(match[1]) / Number(match[2]) : 1
  return Number.isFinite(aspect) && aspect > 0 ? Math.min(4, Math.max(0.25, aspect)) : 1
}

/** Whether the answer is words about a picture or a prompt. */
export function expectsText({ verb }: Pick<Task, 'verb'>): boolean {
  return verb === 'describe' || verb === 'shorten'
}

/** Whether four pictures are to be expected, or one. */
export function expectsGrid(task: Pick<Task, 'verb' | 'parent' | 'action'>): boolean {
  if (expectsText(task) || task.verb === 'swap' || task.action === 'UPSCALE') return false
  const kind = task.parent
    ? parseButton({ customId: task.parent.customId, label: '', emoji: '' }).kind
    : null
  return kind !== 'upscale' && kind !== 'upscale-solo' && kind !== 'video-upscale'
}
