'use client'

import { useEffect, useLayoutEffect, useMemo } from 'react'
import { useStore } from 'zustand'
import { isUnanswered } from '@/lib/client/http'
import { useSubmit } from '@/lib/client/submit'
import { absorbParts, setSpeedInDraft, splitPaste, type Draft } from '@/lib/mj/prompt-draft'
import type { Speed } from '@/lib/mj/task'
import { composerStore, hydrateComposer } from '@/lib/state/composer'
import { connectionStore } from '@/lib/state/connection'
import { obstacleOf, speedOf, submissionsOf, viewDraft } from './draft-view'
import { focusComposer, promptFieldId } from './focus-composer'

/** The draft, what it amounts to, and what can be done with it. */
export function useComposer() {
  const draft = useStore(composerStore, (state) => state.draft)
  const chosen = useStore(composerStore, (state) => state.speed)
  const isOffline = useStore(connectionStore, ({ connection }) => connection === 'offline')
  const { mutate } = useSubmit()
  const view = useMemo(() => viewDraft(draft), [draft])
  const obstacle = obstacleOf(view, isOffline)

  useLayoutEffect(showKept, [])
  useEffect(focusOnShortcut, [])

  /** Sends, and is ready for the next at once. The studio's refusal brings the draft back. */
  const submit = ({ keep }: { keep: boolean }): boolean => {
    if (obstacle) return false
    const { submitted, restore } = composerStore.getState()
    submitted(view.prompt, keep)
    mutate(submissionsOf(view, chosen), {
      onError: (error) => {
        // Unanswered clicks are held in the outbox and sent again: the text is not needed for that.
        if (!isUnanswered(error)) restore(draft)
      },
    })
    return true
  }

  return {
    draft,
    view,
    obstacle,
    speed: speedOf(view, chosen),
    edit: (next: Draft) => composerStore.getState().edit(next),
    write: (text: string) => {
      const { draft: current, edit } = composerStore.getState()
      edit({ ...current, text })
    },
    /** The words that a pasted prompt leaves for the text, its parts given to the controls; null to paste as usual. */
    paste: (pasted: string, selection: { from: number; to: number }): string | null => {
      const { draft: current, edit, chooseSpeed } = composerStore.getState()
      const split = splitPaste(current, pasted, selection)
      if (!split) return null
      edit(absorbParts(current, split.draft))
      if (split.speed) chooseSpeed(split.speed)
      return split.draft.text
    },
    chooseSpeed: (next: Speed) => {
      composerStore.getState().edit(setSpeedInDraft(draft, next))
      composerStore.getState().chooseSpeed(next)
    },
    submit,
    recall: (step: 1 | -1) => composerStore.getState().recall(step),
  }
}

export type ComposerHandle = ReturnType<typeof useComposer>

/**
 * The server cannot know the draft, so its frame is empty and the kept one follows before the first paint. What a
 * fast person has typed into that frame by then is newer than what was kept.
 */
function showKept(): void {
  const field = document.getElementById(promptFieldId)
  const typed = field instanceof HTMLTextAreaElement ? field.value : ''
  hydrateComposer()
  const { draft, edit } = composerStore.getState()
  if (typed !== '' && typed !== draft.text) edit({ ...draft, text: typed })
}

/** `/` anywhere but in a field, Ctrl or Cmd+K everywhere. */
function focusOnShortcut(): () => void {
  const focus = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || event.altKey) return
    const isSlash = event.key === '/' && !event.ctrlKey && !event.metaKey && !isField(event.target)
    const isFind = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey)
    if (!isSlash && !isFind) return
    event.preventDefault()
    focusComposer()
  }
  window.addEventListener('keydown', focus)
  return () => window.removeEventListener('keydown', focus)
}

function isField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.matches('input:not([type=radio]), textarea, select, [role=menu] *'))
  )
}
