'use client'
/** What is written and painted, kept in the browser as it happens. */
import { useEffect, useRef } from 'react'
import { forgetRegionDraft, writeRegionDraft } from '@/lib/client/region-drafts'
import type { MaskEditor } from '@/lib/editor/editor'
import { writeDocument } from '@/lib/editor/saved'
import type { RegionWords } from './region-prompts'

/** Often enough that a crash costs a stroke at most, seldom enough that nobody feels it. */
const pauseMs = 250

/** `written` is what stands in the prompt, with '' for the picture's own. */
export function useDraft(editor: MaskEditor, draftKey: string, written: RegionWords): void {
  const words = useRef(written)
  const keepSoon = useRef<() => void>(() => undefined)

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let kept = { commands: editor.commands, words: words.current }
    const keep = () => {
      timer = undefined
      const now = { commands: editor.commands, words: words.current }
      if (isSame(kept, now)) return
      kept = now
      const isEmpty = now.commands.length === 0
      const document = writeDocument(editor.size, now.commands)
      const { text: prompt, isHoleOnly, isSeveral } = now.words
      void (isEmpty && prompt === ''
        ? forgetRegionDraft(draftKey)
        : writeRegionDraft(draftKey, { document, prompt, isHoleOnly, isSeveral, at: Date.now() }))
    }
    const soon = () => {
      timer ??= setTimeout(keep, pauseMs)
    }
    keepSoon.current = soon
    const stop = editor.subscribe((dirty) => dirty && soon())
    window.addEventListener('pagehide', keep)
    return () => {
      stop()
      window.removeEventListener('pagehide', keep)
      if (timer !== undefined) {
        clearTimeout(timer)
        keep()
      }
    }
  }, [editor, draftKey])

  const { text, isHoleOnly, isSeveral } = written
  useEffect(() => {
    words.current = { text, isHoleOnly, isSeveral }
    keepSoon.current()
  }, [text, isHoleOnly, isSeveral])
}

type Kept = { commands: MaskEditor['commands']; words: RegionWords }

/** The list is made anew each time it is asked for; its last command tells one state from the next. */
function isSame(a: Kept, b: Kept): boolean {
  return (
    a.words.text === b.words.text &&
    a.words.isHoleOnly === b.words.isHoleOnly &&
    a.words.isSeveral === b.words.isSeveral &&
    a.commands.length === b.commands.length &&
    a.commands.at(-1) === b.commands.at(-1)
  )
}
