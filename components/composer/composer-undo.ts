/** The undo of the page's one draft: see [Note: One undo for text and controls]. */
import { beginningDraft, composerStore } from '@/lib/state/composer'
import { createDraftUndo } from './draft-undo'
import { promptFieldId } from './focus-composer'

const undo = createDraftUndo()
let isTravelling = false

// This is fetched with the first touch of the composer, and fingers do not wait for it.
const { draft } = composerStore.getState()
if (draft !== beginningDraft())
  undo.record(beginningDraft(), draft, { isTyped: true, at: Date.now() })

// For as long as the page lives, whichever page is on the screen.
composerStore.subscribe((state, before) => {
  if (state.draft === before.draft || isTravelling) return
  const isTyped =
    document.activeElement?.id === promptFieldId &&
    state.draft.text !== before.draft.text &&
    state.history === before.history &&
    state.recalled === before.recalled
  undo.record(before.draft, state.draft, { isTyped, at: Date.now() })
})

/** Shows the draft as it was before the last change, or takes that back. */
export function travel(way: 'undo' | 'redo'): void {
  const target = undo[way](composerStore.getState().draft)
  if (!target) return
  isTravelling = true
  composerStore.getState().edit(target)
  isTravelling = false
}
