/** What is sent with a mask: the prompt of the whole picture, or only of the hole, once or several times. Pure. */
import {
  formatPrompt,
  hasParameter,
  parametersOf,
  parsePrompt,
  readParameter,
  setParameter,
} from '@/lib/mj/prompt'

/** What a gateway's queue takes at once without being rude to others. */
export const mostPrompts = 12

export type RegionWords = {
  text: string
  /** The text says only what fills the painted area; the parent's parameters go along. */
  isHoleOnly: boolean
  /** Every line is a prompt of its own. */
  isSeveral: boolean
}

/** The prompts to send, in order; none while nothing is written. `parentPrompt` is the picture's own. */
export function promptsToSend(
  { text, isHoleOnly, isSeveral }: RegionWords,
  parentPrompt: string,
): readonly string[] {
  const lines = isSeveral ? text.split(/\r?\n/) : [text.replace(/\s*\r?\n\s*/g, ' ')]
  return lines
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => withParentParameters(line, parentPrompt, isHoleOnly))
}

/** The shape of the picture, as its own prompt names it; '' where it names none. */
export function ratioOf(parentPrompt: string): string {
  return readParameter(parsePrompt(parentPrompt), 'ratio') ?? ''
}

/** A prompt that names no ratio would be made square: the parent's goes along, for a hole all it was made with. */
function withParentParameters(line: string, parentPrompt: string, isHoleOnly: boolean): string {
  let prompt = parsePrompt(line)
  for (const { name, value } of parametersOf(parsePrompt(parentPrompt))) {
    if (name === null || hasParameter(prompt, name)) continue
    if (isHoleOnly || name === 'ratio') prompt = setParameter(prompt, name, value)
  }
  return formatPrompt(prompt).trim()
}
