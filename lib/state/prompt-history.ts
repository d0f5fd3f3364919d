/** Prompts that come back: the person's own from the history, and those of tasks. */
import type { Draft } from '@/lib/mj/draft'
import { absorbParts, clearedDraft, splitPrompt } from '@/lib/mj/prompt-draft'
import type { Speed } from '@/lib/mj/task'
import { composerStore, remembered } from './composer'

/** Walks the history: 1 is older, -1 newer. True when there was somewhere to go. */
export function recall(step: 1 | -1): boolean {
  const { history, recalled, draft } = composerStore.getState()
  const position = (recalled?.position ?? -1) + step
  const prompt = history[position]
  if (position === -1 && recalled)
    composerStore.setState({ draft: recalled.unsent, recalled: null })
  else if (prompt === undefined) return false
  else
    composerStore.setState({
      draft: besidePictures(splitPrompt(prompt).draft, draft),
      recalled: { position, unsent: recalled?.unsent ?? draft },
    })
  return true
}

/** Replaces what is written by a whole prompt; the text it held can be recalled. */
export function reuse(prompt: string, speed: Speed | null, keepsSettings = false): void {
  composerStore.setState((state) => {
    const split = splitPrompt(prompt)
    const meant = split.speed ?? speed
    const { text } = state.draft
    const words = keepsSettings
      ? { ...absorbParts(clearedDraft(state.draft), split.draft), text: split.draft.text }
      : split.draft
    return {
      draft: besidePictures(words, state.draft),
      ...(meant ? { speed: meant, hasChosenSpeed: true } : {}),
      history: text.trim() === '' ? state.history : remembered(state.history, text.trim()),
      recalled: null,
    }
  })
}

/** A prompt is words; the pictures beside them stay until somebody takes them out. */
function besidePictures(words: Draft, { references }: Draft): Draft {
  return { ...words, references }
}
