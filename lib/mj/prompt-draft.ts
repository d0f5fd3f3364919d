/**
 * A prompt being written: what is in the text field, what the controls hold, and the pictures at the front. The
 * three together are one prompt; a flag typed into the text counts before the same one among the settings, so
 * what is sent never holds a parameter twice.
 */
import type { Draft } from './draft'
import { readModel, setModel, type ModelChoice } from './models'
import { rivalsOf, type ParameterName } from './params'
import {
  formatPrompt,
  hasParameter,
  imagesOf,
  parametersOf,
  parsePrompt,
  readParameter,
  removeParameter,
  removeSegments,
  replaceSegments,
  rewriteParameter,
  setParameter,
  settingsOf,
  type Prompt,
} from './prompt'
import { spellParameters } from './prompt-spelling'
import type { Speed } from './task'

const speeds = ['relax', 'fast', 'turbo'] as const

/** What the studio takes as one prompt, in characters. */
export const promptLimit = 8000

/** The prompt as it will be sent. The person's own text is kept as typed but for white space at its ends. */
export function composeDraft(draft: Draft): string {
  const text = parsePrompt(draft.text)
  const settings = removeSegments(
    parsePrompt(draft.settings),
    (segment) =>
      segment.type === 'parameter' &&
      segment.name !== null &&
      rivalsOf(segment.name).some((name) => hasParameter(text, name)),
  )
  return [...draft.images, draft.text.trim(), formatPrompt(settings).trim()]
    .filter((part) => part !== '')
    .join(' ')
}

/** True while there is nothing to picture: neither words nor pictures, whatever the settings. */
export function isBlank(draft: Draft): boolean {
  const text = parsePrompt(draft.text)
  return (
    draft.images.length === 0 &&
    text.segments.every((segment) =>
      segment.type === 'text' ? segment.raw.trim() === '' : segment.type === 'parameter',
    )
  )
}

/** Sets a parameter where it stands: in the text if the text has it, else among the settings. */
export function setInDraft(draft: Draft, name: ParameterName, value = ''): Draft {
  const text = parsePrompt(draft.text)
  if (hasParameter(text, name))
    return { ...draft, text: formatPrompt(setParameter(text, name, value)) }
  const rivals = rivalsOf(name).filter((rival) => rival !== name)
  const cleared = rivals.reduce<Draft>((rest, rival) => removeFromDraft(rest, rival), draft)
  const settings = setParameter(parsePrompt(cleared.settings), name, value)
  return { ...cleared, settings: formatPrompt(settings) }
}

/** From the text and from the settings alike. */
export function removeFromDraft(draft: Draft, name: ParameterName): Draft {
  return editDraft(draft, (part) => removeParameter(part, name))
}

/** Where the text names a model it is changed there, else among the settings; null takes both away. */
export function setModelInDraft(draft: Draft, choice: ModelChoice | null): Draft {
  if (!choice) return removeFromDraft(removeFromDraft(draft, 'version'), 'niji')
  const text = parsePrompt(draft.text)
  if (readModel(text)) return { ...draft, text: formatPrompt(setModel(text, choice)) }
  return { ...draft, settings: formatPrompt(setModel(parsePrompt(draft.settings), choice)) }
}

/** Speed is a switch beside the prompt; only where the text names one does the text change. */
export function setSpeedInDraft(draft: Draft, speed: Speed): Draft {
  const text = parsePrompt(draft.text)
  const last = parametersOf(text).findLast(({ name }) => speeds.some((known) => known === name))
  if (!last) return draft
  const others = removeSegments(
    text,
    (segment) =>
      segment !== last &&
      segment.type === 'parameter' &&
      speeds.some((known) => known === segment.name),
  )
  const only = parametersOf(others).find(({ name }) => speeds.some((known) => known === name))
  return { ...draft, text: formatPrompt(rewriteParameter(others, only ?? last, speed, '')) }
}

/** Makes the same edit in the text and among the settings. */
export function editDraft(draft: Draft, edit: (part: Prompt) => Prompt): Draft {
  const text = formatPrompt(edit(parsePrompt(draft.text)))
  const settings = formatPrompt(edit(parsePrompt(draft.settings)))
  return { ...draft, text, settings }
}

/** The pictures at the front, those in the text field included, in the order in which they are sent. */
export function draftImages(draft: Draft): readonly string[] {
  return [...draft.images, ...imagesOf(parsePrompt(draft.text)).map((image) => image.url)]
}

/** Takes one picture out; `position` counts in `draftImages`. */
export function removeDraftImage(draft: Draft, position: number): Draft {
  if (position < draft.images.length)
    return { ...draft, images: draft.images.filter((_, index) => index !== position) }
  const text = parsePrompt(draft.text)
  const unwanted = imagesOf(text)[position - draft.images.length]
  return { ...draft, text: formatPrompt(removeSegments(text, (segment) => segment === unwanted)) }
}

/** Flags among the settings that no control stands for: shown raw, never dropped. */
export function unknownSettings(draft: Draft): readonly string[] {
  return parametersOf(parsePrompt(draft.settings)).flatMap((segment) =>
    segment.name === null ? [segment.raw] : [],
  )
}

/** A flag that no control knows, by its own characters; in the text it stays. */
export function removeUnknownSetting(draft: Draft, raw: string): Draft {
  const settings = removeSegments(
    parsePrompt(draft.settings),
    (segment) => segment.type === 'parameter' && segment.name === null && segment.raw === raw,
  )
  return { ...draft, settings: formatPrompt(settings) }
}

const command = /^\s*\/imagine\s+(?:prompt\s*[:：]?\s*)?/i

/**
 * A prompt from anywhere, taken apart: pictures from its front, parameters from its end, the rest is text. A flag
 * between words stays where it is, since nobody can tell where its text would go. Speed is told apart, because it
 * is a switch and not part of the prompt.
 */
export function splitPrompt(source: string): { draft: Draft; speed: Speed | null } {
  const prompt = spellParameters(parsePrompt(source.replace(command, '')))
  const lastWords = prompt.segments.findLastIndex(
    (segment) => segment.type === 'text' && segment.raw.trim() !== '',
  )
  const tail: Prompt = { segments: prompt.segments.slice(lastWords + 1) }
  const front: Prompt = { segments: prompt.segments.slice(0, lastWords + 1) }
  const speed = speeds.findLast((name) => readParameter(tail, name) !== null) ?? null
  const settings = parametersOf(tail).filter(({ name }) => !speeds.some((speed) => speed === name))
  const images = [...imagesOf(front), ...imagesOf(tail)]
  const text = replaceSegments(front, (segment) => (segment.type === 'image' ? '' : segment.raw))
  return {
    draft: {
      images: images.map((image) => image.url),
      text: formatPrompt(text).trim(),
      settings: settings.map((segment) => segment.raw).join(' '),
      references: [],
    },
    speed,
  }
}

/**
 * What a paste over the selection is to do: `split` when the text has parts for the controls, else null. A flag
 * that the text around it sets as well stays beside it, where the duplicate shows.
 */
export function splitPaste(
  draft: Draft,
  pasted: string,
  selection: { from: number; to: number },
): { draft: Draft; speed: Speed | null } | null {
  const before = draft.text.slice(0, selection.from)
  const isInsideFlag = /--\w+\s+\S*$/.test(before)
  const split = splitPrompt(pasted)
  const hasParts = split.draft.settings !== '' || split.draft.images.length > 0
  if (isInsideFlag || !(hasParts || split.speed || command.test(pasted))) return null
  const rest = parsePrompt(`${before} ${draft.text.slice(selection.to)}`)
  const settings = settingsOf(parsePrompt(split.draft.settings))
  const isTwice = [...settings.keys()].some((name) =>
    rivalsOf(name).some((rival) => hasParameter(rest, rival)),
  )
  return isTwice ? null : split
}

/** Gives the parts of a prompt to the controls; the text is left alone. Later settings win, as in one prompt. */
export function absorbParts(draft: Draft, parts: Draft): Draft {
  return {
    ...draft,
    images: [...draft.images, ...parts.images],
    settings: mergeSettings(draft.settings, parts.settings),
  }
}

function mergeSettings(old: string, added: string): string {
  const additions = parsePrompt(added)
  const kept = removeSegments(
    parsePrompt(old),
    (segment) =>
      segment.type === 'parameter' &&
      segment.name !== null &&
      rivalsOf(segment.name).some((name) => readParameter(additions, name) !== null),
  )
  return [formatPrompt(kept).trim(), added].filter((part) => part !== '').join(' ')
}

/** After a submit: the text is gone, what it set stays set, and the pictures stay. */
export function clearedDraft(draft: Draft): Draft {
  const flags = parametersOf(parsePrompt(draft.text)).filter((segment) => segment.name !== null)
  const own = spellParameters(parsePrompt(flags.map((segment) => segment.raw).join(' ')))
  return { ...draft, text: '', settings: mergeSettings(draft.settings, withoutSpeed(own)) }
}

function withoutSpeed(prompt: Prompt): string {
  return formatPrompt(
    removeSegments(
      prompt,
      (segment) => segment.type === 'parameter' && speeds.some((speed) => speed === segment.name),
    ),
  )
}
